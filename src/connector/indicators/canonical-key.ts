import type { IndicatorKey } from "../../domain/indicators/indicator-key.ts";

/** The seven attributes in the order of the ROR's own messages (ror-api §5.6, §6.4). */
const attributes = [
  "capacityStatus",
  "temporalityCapacity",
  "genderCapacityAvailable",
  "capacityClosingType",
  "additionalBedType",
  "crisisType",
  "temporaryAssignement",
] as const satisfies readonly (keyof IndicatorKey)[];

const absent = "-";

/** One text per key, `02/01/01/-/-/-/01`: the primary key of a row inside its place. */
export function keyText(key: IndicatorKey): string {
  return attributes.map((attribute) => key[attribute] ?? absent).join("/");
}

/** The key that `keyText` wrote. Throws on any other text: it can only come from a damaged database. */
export function parseKeyText(text: string): IndicatorKey {
  const codes = text.split("/");
  const [status, temporality, gender, closing, additional, crisis, assignment] = codes;
  const mandatory = [status, temporality, assignment];
  const complete = mandatory.every((code) => code !== undefined && code !== "" && code !== absent);
  if (codes.length !== attributes.length || !complete || !status || !temporality || !assignment) {
    throw new Error(`not an indicator key: ${text}`);
  }
  const optional = (code: string | undefined): string | null =>
    code === undefined || code === absent ? null : code;
  return {
    capacityStatus: status,
    temporalityCapacity: temporality,
    genderCapacityAvailable: optional(gender),
    capacityClosingType: optional(closing),
    additionalBedType: optional(additional),
    crisisType: optional(crisis),
    temporaryAssignement: assignment,
  };
}

/**
 * The rows that are true only together: same status, temporality and assignment (DESIGN §3, "Available beds are one
 * family": without one gender's row the others would tell a false zero). Closings and supplementary beds follow
 * the same rule, so that a partial sum is never shown.
 */
export function familyOf(key: IndicatorKey): string {
  return `${key.capacityStatus}/${key.temporalityCapacity}/${key.temporaryAssignement}`;
}
