import { type Lodging, type Movement, sameCode } from "../movements/movement.ts";

/**
 * Does this A02 move the patient? Only with H (lodging) or L (bed) in ZBE-9, read as a set of letters; without
 * ZBE-9 the place given decides; somebody whose place is not known takes the one given (hl7-pam-fr §2, §3.2, §4.5).
 */
export function transferMoves(movement: Movement, known: Lodging | undefined): boolean {
  if (known === undefined) return true;
  if (movement.natures === "") return movement.lodging !== undefined;
  return /[HL]/.test(movement.natures) && movement.lodging !== undefined;
}

/** Place after a leave: an A22 that names only the unit gives back the bed that was kept (decision 6). */
export function returnLodging(given: Lodging | undefined, kept: Lodging | undefined): Lodging | undefined {
  if (!given) return kept;
  if (!kept) return given;
  const onlyUnit = given.room === undefined && given.bed === undefined;
  return onlyUnit && sameCode(given.unit, kept.unit) ? kept : given;
}
