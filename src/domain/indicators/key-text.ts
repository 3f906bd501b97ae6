import type { IndicatorKey } from "./indicator-key.ts";

const form = /^(\d{2})\/(\d{2})\/(\d{2}|-)\/(\d{2}|-)\/(\d{2}|-)\/(\d{2}|-)\/(\d{2})$/;

/** `status/temporality/gender/closing/additional/crisis/assignment`, `-` for an absent one; one text per key. */
export function keyText(key: IndicatorKey): string {
  return [
    key.capacityStatus,
    key.temporalityCapacity,
    key.genderCapacityAvailable ?? "-",
    key.capacityClosingType ?? "-",
    key.additionalBedType ?? "-",
    key.crisisType ?? "-",
    key.temporaryAssignement,
  ].join("/");
}

/** The key of a canonical text, `undefined` when it is not one. */
export function parseKeyText(text: string): IndicatorKey | undefined {
  const match = form.exec(text);
  if (!match) return undefined;
  const [, status, temporality, gender, closing, additional, crisis, assignment] = match;
  if (status === undefined || temporality === undefined || assignment === undefined) return undefined;
  const orNull = (part: string | undefined): string | null =>
    part === undefined || part === "-" ? null : part;
  return {
    capacityStatus: status,
    temporalityCapacity: temporality,
    genderCapacityAvailable: orNull(gender),
    capacityClosingType: orNull(closing),
    additionalBedType: orNull(additional),
    crisisType: orNull(crisis),
    temporaryAssignement: assignment,
  };
}

/**
 * What is held together when one row is refused (DESIGN §3): available beds of one temporality and assignment are one
 * family, whatever the gender, since the other rows alone would tell a false zero. Any other indicator is its own.
 */
export function family(key: IndicatorKey): string {
  if (key.capacityStatus !== "02") return keyText(key);
  return `available/${key.temporalityCapacity}/${key.temporaryAssignement}`;
}
