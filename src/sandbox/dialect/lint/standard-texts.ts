/** What FHIR R4 asks of a FHIRPath Patch: one row per way of failing it. */
export const standardTexts = {
  "not-json": {
    clause: "FHIR R4 §2.6.2",
    fr: "Le corps n'est pas du JSON en UTF-8",
    en: "the body is not JSON in UTF-8",
  },
  "not-parameters": {
    clause: "FHIR R4 §3.1.0.5.5",
    fr: "Le corps n'est pas une ressource Parameters",
    en: "the body is not a Parameters resource",
  },
  "no-operation": {
    clause: "FHIR R4 §3.1.0.5.5",
    fr: "Aucun paramètre « operation »",
    en: "no parameter called “operation”",
  },
  "other-parameter": {
    clause: "FHIR R4 §3.1.0.5.5",
    fr: "Seuls des paramètres « operation » sont prévus",
    en: "only parameters called “operation” are foreseen",
  },
  "name-missing": {
    clause: "FHIR R4 Parameters.parameter.name, 1..1",
    fr: "Une partie n'a pas de nom",
    en: "a part has no name",
  },
  "one-content": {
    clause: "FHIR R4 Parameters, inv-1",
    fr: "Une partie porte une valeur, une ressource ou des parties, et une seule de ces choses",
    en: "a part holds a value, a resource or parts, and one of them only",
  },
  "member-unknown": {
    clause: "FHIR R4 Parameters.parameter",
    fr: "Membre inconnu d'une partie",
    en: "unknown member of a part",
  },
  "part-unknown": {
    clause: "FHIR R4 §3.1.0.5.5",
    fr: "Partie inconnue d'une opération",
    en: "unknown part of an operation",
  },
  "part-repeated": {
    clause: "FHIR R4 §3.1.0.5.5",
    fr: "Partie présente deux fois dans une opération",
    en: "part given twice in an operation",
  },
  "type-missing": {
    clause: "FHIR R4 §3.1.0.5.5 (type, 1..1)",
    fr: "L'opération ne dit pas son type",
    en: "the operation does not say its type",
  },
  "type-code": {
    clause: "FHIR R4 §3.1.0.5.5 (type: code)",
    fr: "Le type se dit par un valueCode : add, insert, delete, replace ou move",
    en: "the type is a valueCode: add, insert, delete, replace or move",
  },
  "path-missing": {
    clause: "FHIR R4 §3.1.0.5.5 (path, 1..1: string)",
    fr: "L'opération n'a pas de chemin en valueString",
    en: "the operation has no path as a valueString",
  },
  "path-unreadable": {
    clause: "FHIRPath 2.0.0 §11",
    fr: "Le chemin n'est pas du FHIRPath",
    en: "the path is not FHIRPath",
  },
  "add-name": {
    clause: "FHIR R4 §3.1.0.5.5 (name)",
    fr: "Un add nomme l'élément à ajouter (name), et son chemin désigne celui qui le reçoit",
    en: "an add names the element to add (name), and its path designates the one that receives it",
  },
  "value-missing": {
    clause: "FHIR R4 §3.1.0.5.5 (value)",
    fr: "L'opération demande une valeur",
    en: "the operation needs a value",
  },
  "value-surplus": {
    clause: "FHIR R4 §3.1.0.5.5 (value)",
    fr: "Cette opération ne porte pas de valeur",
    en: "this operation carries no value",
  },
  "index-missing": {
    clause: "FHIR R4 §3.1.0.5.5 (index, source, destination)",
    fr: "Il manque une position entière (index, ou source et destination)",
    en: "a position is missing as a whole number (index, or source and destination)",
  },
} as const;
export type StandardCode = keyof typeof standardTexts;
