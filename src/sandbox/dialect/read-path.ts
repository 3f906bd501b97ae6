import { CAPACITY_URL, type Combination, isKeyAttribute, type KeyAttribute } from "./capacity-url.ts";

/** What the `path` of an operation designates. */
export type PathReading =
  /** The list of rows itself: what `add` names. */
  | { readonly kind: "list" }
  /** One row, by the combination that its criteria spell. */
  | { readonly kind: "row"; readonly combination: Combination }
  /** Rows that the full FHIRPath engine found (setting `otherPaths`); their combination when there is one only. */
  | { readonly kind: "selected"; readonly combination: Combination | undefined }
  | { readonly kind: "unreadable"; readonly why: string };

/** Longer than any published path with all seven criteria. */
const PATH_MAX_CHARACTERS = 4000;
const listForm = /^Location\.extension\.where\(url='([^']*)'\)(?:\.where\((.+)\))?$/s;
const criterionForm =
  /^extension\.where\(url='([^']*)'andvalueCodeableConcept\.coding\.code='([^']*)'\)(?:and(?=extension)|$)/;
/** A FHIR code: no slash, no space, no quote. */
export const CODE_FORM = /^[A-Za-z0-9._-]{1,50}$/;

/**
 * Reads the closed form of path that the public text shows (ror-api §5.3): the capacity extension, then the
 * criteria joined by `and`. White space outside quotes means nothing, since the published text itself varies; any
 * other FHIRPath is unreadable here (DIFFERENCES.md).
 */
export function readPath(text: string): PathReading {
  if (text.length > PATH_MAX_CHARACTERS) return unreadable("the path is too long");
  const form = listForm.exec(withoutSpaces(text));
  if (!form) return unreadable("the path is not of the published form");
  if (form[1] !== CAPACITY_URL) return unreadable("the path names another extension");
  return form[2] === undefined ? { kind: "list" } : readCriteria(form[2]);
}

function readCriteria(text: string): PathReading {
  const found = new Map<KeyAttribute, string>();
  let rest = text;
  while (rest !== "") {
    const criterion = criterionForm.exec(rest);
    const [whole, url = "", code = ""] = criterion ?? [];
    if (whole === undefined) return unreadable("a criterion is not of the published form");
    if (!isKeyAttribute(url)) return unreadable("a criterion is not one of the seven attributes");
    if (found.has(url)) return unreadable("two criteria name the same attribute");
    if (!CODE_FORM.test(code)) return unreadable("a criterion does not hold a code");
    found.set(url, code);
    rest = rest.slice(whole.length);
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

function withoutSpaces(text: string): string {
  return text
    .split("'")
    .map((piece, index) => (index % 2 === 0 ? piece.replace(/\s+/g, "") : piece))
    .join("'");
}

function unreadable(why: string): PathReading {
  return { kind: "unreadable", why };
}
