import { finding, nothing, type PatchCheck } from "../finding.ts";
import type { PatchFacts } from "../patch-facts.ts";

/**
 * The establishment must be on the caller's write list, which ANS holds (ror-api §3, preconditions). Judged on the
 * identifier of the request line, so that a place that does not exist is refused in the same way.
 */
export const establishmentWritableBeforePlace: PatchCheck = (facts) => {
  if (facts.settings.writeListOrder !== "before-place" || facts.address.kind !== "identifier") return nothing;
  const { idNatStruct } = facts.address;
  return idNatStruct === undefined ? nothing : refusedUnlessWritable(facts, [idNatStruct]);
};

/** The same, judged on the establishments of the places found: an entry identifier does not name its own. */
export const establishmentWritableAfterPlace: PatchCheck = (facts) =>
  refusedUnlessWritable(
    facts,
    facts.places.map((place) => place.idNatStruct),
  );

function refusedUnlessWritable(facts: PatchFacts, idNatStructs: readonly string[]): ReturnType<PatchCheck> {
  const refused = idNatStructs.find((it) => !facts.writable.has(it));
  return refused === undefined
    ? nothing
    : [finding("sandbox.write-list", { status: 403, issueCode: "forbidden", detail: refused })];
}
