import { type HeldPlace, raiseVersion } from "../places/places.ts";
import { deleteRow, insertRow, updateRow } from "../places/rows.ts";
import type { Work } from "../places/tables.ts";
import { operationIn, type PatchFacts, recordIn } from "../rules/patch-facts.ts";

/**
 * Does what an accepted PATCH asks, in the transaction that judged it, and returns the place as it then stands.
 * Throws when the facts are not those of an accepted PATCH: the order of the checks would be at fault.
 */
export function applyPatch(work: Work, facts: PatchFacts): HeldPlace {
  const [place] = facts.places;
  const operation = operationIn(facts);
  if (!place || !operation) throw new Error("an unreadable PATCH was accepted");
  if (operation.type === "delete") {
    for (const row of facts.rows) deleteRow(work, row.id);
    return raiseVersion(work, place, facts.nowMs);
  }
  const record = recordIn(facts);
  if (!record) throw new Error("a PATCH without a record was accepted");
  const { combination } = record;
  const extension = JSON.stringify(record.extension);
  const [row] = facts.rows;
  const inserts = row === undefined || (operation.type === "add" && duplicates(facts));
  if (inserts) {
    insertRow(work, place.id, { combination, extension, nowMs: facts.nowMs });
    return raiseVersion(work, place, facts.nowMs);
  }
  if (row.extension === extension && facts.settings.unchangedVersion === "keep") return place;
  updateRow(work, row.id, { combination, extension, nowMs: facts.nowMs });
  return raiseVersion(work, place, facts.nowMs);
}

function duplicates(facts: PatchFacts): boolean {
  return facts.settings.addOnExisting === "duplicate";
}
