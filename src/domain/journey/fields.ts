import type { Field, FieldKind } from "./step.ts";

/** Longest value of each kind, in characters, where the field does not say otherwise. */
const lengthMax: Readonly<Record<FieldKind, number>> = {
  text: 200,
  "long-text": 4000,
  email: 254,
  phone: 40,
  date: 10,
  number: 9,
  "yes-no": 5,
  finess: 12,
  siren: 14,
  siret: 20,
  department: 3,
  url: 500,
};

/** A field that must be filled before its step can be complete. */
export function required(kind: FieldKind, lengthMaxOwn?: number): Field {
  return { kind, required: true, lengthMax: lengthMaxOwn ?? lengthMax[kind] };
}

/** A field that may stay empty, or that the step's own findings ask for when a condition holds. */
export function optional(kind: FieldKind, lengthMaxOwn?: number): Field {
  return { kind, required: false, lengthMax: lengthMaxOwn ?? lengthMax[kind] };
}

/** One of a closed list. */
export function choice(options: readonly string[], isRequired = true): Field {
  return { kind: "choice", options, required: isRequired, lengthMax: 60 };
}
