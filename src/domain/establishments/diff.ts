import type { EstablishmentFact } from "../journey/facts.ts";
import { type EstablishmentColumn, establishmentColumns, fieldsOf } from "./columns.ts";
import { normaliseLine } from "./normalise.ts";

export interface ChangedLine {
  readonly before: EstablishmentFact;
  readonly after: EstablishmentFact;
  readonly columns: readonly EstablishmentColumn[];
}

/** What happened between two lists. Lines that say the same are in none of the three, whatever their place. */
export interface ListDiff {
  readonly added: readonly EstablishmentFact[];
  readonly removed: readonly EstablishmentFact[];
  readonly changed: readonly ChangedLine[];
}

/**
 * The difference of two lists. A line is found again by its EG when each list has it once, then by its identifier, then
 * by what it says: a list that was imported again has new identifiers.
 */
export function diffLists(
  before: readonly EstablishmentFact[],
  after: readonly EstablishmentFact[],
): ListDiff {
  const left = new Set(before);
  const right = new Set(after);
  const changed: ChangedLine[] = [];
  for (const key of [eg, (line: EstablishmentFact) => line.id]) {
    const there = once(right, key);
    for (const [text, old] of once(left, key)) {
      const now = there.get(text);
      if (now === undefined) continue;
      left.delete(old);
      right.delete(now);
      const columns = establishmentColumns.filter((column) => old[column] !== now[column]);
      if (columns.length > 0) changed.push({ before: old, after: now, columns });
    }
  }
  const saying = Map.groupBy(right, content);
  for (const old of left) {
    const now = saying.get(content(old))?.shift();
    if (now === undefined) continue;
    left.delete(old);
    right.delete(now);
  }
  return { added: [...right], removed: [...left], changed };
}

function eg(line: EstablishmentFact): string {
  return normaliseLine(line).line.finessEg;
}

function content(line: EstablishmentFact): string {
  return JSON.stringify(fieldsOf(line));
}

/** Lines whose key is not empty and their own. */
function once(
  lines: Iterable<EstablishmentFact>,
  key: (line: EstablishmentFact) => string,
): Map<string, EstablishmentFact> {
  const found = new Map<string, EstablishmentFact>();
  for (const [text, members] of Map.groupBy(lines, key)) {
    const [only] = members;
    if (text !== "" && members.length === 1 && only !== undefined) found.set(text, only);
  }
  return found;
}
