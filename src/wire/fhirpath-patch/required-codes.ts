const gender = ["male", "female", "other", "unknown"];

/**
 * Codes of R4 elements with a required binding, for the elements of people, places and the data types that a patch
 * changes most. The definitions beside the FHIRPath engine hold no code lists; elements that are not here take any
 * code (FHIR R4, the page of each type).
 */
const requiredCodes: Readonly<Record<string, readonly string[]>> = {
  "Address.type": ["postal", "physical", "both"],
  "Address.use": ["home", "work", "temp", "old", "billing"],
  "ContactPoint.system": ["phone", "fax", "email", "pager", "url", "sms", "other"],
  "ContactPoint.use": ["home", "work", "temp", "old", "mobile"],
  "HumanName.use": ["usual", "official", "temp", "nickname", "anonymous", "old", "maiden"],
  "Identifier.use": ["usual", "official", "temp", "secondary", "old"],
  "Location.mode": ["instance", "kind"],
  "Location.status": ["active", "suspended", "inactive"],
  "Narrative.status": ["generated", "extensions", "additional", "empty"],
  "Patient.contact.gender": gender,
  "Patient.gender": gender,
  "Patient.link.type": ["replaced-by", "replaces", "refer", "seealso"],
  "Person.gender": gender,
  "Practitioner.gender": gender,
  "RelatedPerson.gender": gender,
};

/** The codes that the element of this path may hold; null when they are not known here. */
export function codesOf(path: string): readonly string[] | null {
  return Object.hasOwn(requiredCodes, path) ? (requiredCodes[path] ?? null) : null;
}
