import { CAPACITY_URL, type Combination, isKeyAttribute, type KeyAttribute } from "./capacity-url.ts";
import { type Criterion, readClosedPath } from "./closed-path.ts";

/** What the `path` of an operation designates. */
export type PathReading =
  /** The list of rows itself: what `add` names. */
  | { readonly kind: "list" }
  /** One row, by the combination that its criteria spell. */
  | { readonly kind: "row"; readonly combination: Combination }
  /** Rows that the full FHIRPath engine found (setting `otherPaths`); their combination when there is one only. */
  | { readonly kind: "selected"; readonly combination: Combination | undefined }
  /** `foreign`: it is of the published form, and about another extension; no engine makes more of it. */
  | { readonly kind: "unreadable"; readonly why: string; readonly foreign?: true };

/** A FHIR code: no slash, no space, no quote. */
export const CODE_FORM = /^[A-Za-z0-9._-]{1,50}$/;

/**
 * Reads the two published forms of path (ror-api §5.3): the capacity extension, then the criteria joined by `and`, in
 * any order, as FHIRPath spaces them. Every other path is unreadable here (DIFFERENCES.md, `otherPaths`).
 *
 * A row is designated by what its criteria spell, absent attributes counted as null, as the published answers do
 * (§6.4). No listed indicator is part of another, so that this is what FHIRPath selects too (published-paths.test.ts).
 */
export function readPath(text: string): PathReading {
  const path = readClosedPath(text);
  if (!path) return unreadable("the path is not of the published form");
  if (path.url !== CAPACITY_URL) return { ...unreadable("the path names another extension"), foreign: true };
  return path.criteria.length === 0 ? { kind: "list" } : rowOf(path.criteria);
}

function rowOf(criteria: readonly Criterion[]): PathReading {
  const found = new Map<string, string>();
  for (const { url, code } of criteria) {
    if (!isKeyAttribute(url)) return unreadable("a criterion is not one of the seven attributes");
    if (!CODE_FORM.test(code)) return unreadable("a criterion does not hold a code");
    if (found.has(url)) return unreadable("two criteria name the same attribute");
    found.set(url, code);
  }
  return { kind: "row", combination: combinationOf(found) };
}

/** The combination over the attributes that are present. */
export function combinationOf(present: ReadonlyMap<string, string>): Combination {
  const code = (attribute: KeyAttribute): string | null => present.get(attribute) ?? null;
  return {
    capacityStatus: code("capacityStatus"),
    temporalityCapacity: code("temporalityCapacity"),
    genderCapacityAvailable: code("genderCapacityAvailable"),
    capacityClosingType: code("capacityClosingType"),
    additionalBedType: code("additionalBedType"),
    crisisType: code("crisisType"),
    temporaryAssignement: code("temporaryAssignement"),
  };
}

function unreadable(why: string): Extract<PathReading, { readonly kind: "unreadable" }> {
  return { kind: "unreadable", why };
}
