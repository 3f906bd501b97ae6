import type { Stamp } from "../time/stamp.ts";
import { type EventRole, eventRole } from "./events.ts";
import type { LodgingText, MovementAction, MovementFact } from "./fact.ts";
import { compareText } from "./order.ts";

/** Where somebody lies; `unit` is the lodging unit (PV1-3.1), which decides who counts the patient. */
export interface Lodging {
  readonly unit: string;
  readonly room?: string;
  readonly bed?: string;
}

/** One movement: its versions merged field by field. */
export interface Movement {
  /** First movement number, the one shown to people. */
  readonly number: string;
  readonly event: string | undefined;
  readonly role: EventRole;
  readonly cancelled: boolean;
  readonly effectiveAt: Stamp;
  /** When the source first spoke of it. */
  readonly knownAt: Stamp;
  readonly arrival: number;
  readonly patient: string;
  readonly patientClass: string | undefined;
  readonly lodging: Lodging | undefined;
  readonly pendingLodging: Lodging | undefined;
  readonly natures: string;
  readonly medicalUnit: string | undefined;
  readonly expectedIn: Stamp | undefined;
  readonly plannedAt: Stamp | undefined;
  readonly newborn: boolean;
  readonly preadmissionNumber: boolean;
  readonly lastVisit: string | undefined;
  /** Every word about the expected discharge, in order of message time; `undefined` value = taken back. */
  readonly dischargeDates: readonly { readonly saidAt: Stamp; readonly value: Stamp | undefined }[];
  readonly versions: readonly MovementFact[];
}

const actionRank: Readonly<Record<MovementAction, number>> = { insert: 0, update: 1, cancel: 2 };

/** Order of the versions of one movement (DESIGN §3): MSH-7, then INSERT < UPDATE < CANCEL, then MSH-10. */
export function compareVersions(a: MovementFact, b: MovementFact): number {
  return (
    a.messageAt.ms - b.messageAt.ms ||
    actionRank[a.action] - actionRank[b.action] ||
    compareText(a.controlId, b.controlId) ||
    a.arrival - b.arrival
  );
}

/**
 * Merges the versions of one movement. Empty says nothing, `null` deletes; a cancel is final, whatever comes after
 * or before it (DESIGN §3). A cancel describes the situation before the movement, so its fields are read only
 * where nothing else is known. `versions` must not be empty.
 */
export function mergeVersions(unordered: readonly MovementFact[]): Movement {
  const versions = [...unordered].sort(compareVersions);
  const said = versions.filter((version) => version.action !== "cancel");
  const cancelled = said.length < versions.length;
  const source = said.length > 0 ? said : versions;
  const first = versions[0];
  const last = source.at(-1);
  if (!first || !last) throw new RangeError("a movement has at least one version");
  const event = lastOf(source, (version) => version.event) ?? versions.find((v) => v.cancels[0])?.cancels[0];
  return {
    number: first.numbers[0] ?? "",
    event,
    role: eventRole(event),
    cancelled,
    effectiveAt: last.effectiveAt,
    knownAt: first.messageAt,
    arrival: Math.min(...versions.map((version) => version.arrival)),
    patient: (versions.at(-1) ?? last).patient,
    patientClass: merged(source, (version) => version.patientClass),
    lodging: mergeLodging(source.map((version) => version.lodging)),
    pendingLodging: mergeLodging(source.map((version) => version.pendingLodging ?? {})),
    natures: source.map((version) => version.natures).join(""),
    medicalUnit: merged(source, (version) => version.medicalUnit),
    expectedIn: merged(source, (version) => version.expectedIn),
    plannedAt: merged(source, (version) => version.plannedAt),
    newborn: lastOf(source, (version) => version.newborn) ?? false,
    preadmissionNumber: lastOf(versions, (version) => version.preadmissionNumber) ?? false,
    lastVisit: merged(source, (version) => version.lastVisit),
    dischargeDates: said.flatMap((version) =>
      version.expectedOut === undefined
        ? []
        : [{ saidAt: version.messageAt, value: version.expectedOut ?? undefined }],
    ),
    versions,
  };
}

/** Newest value that is not silent; deleted gives `undefined`. */
function merged<Value>(
  versions: readonly MovementFact[],
  read: (version: MovementFact) => Value | null | undefined,
): Value | undefined {
  return lastOf(versions, read) ?? undefined;
}

function lastOf<Value>(
  versions: readonly MovementFact[],
  read: (version: MovementFact) => Value | undefined,
): Value | undefined {
  for (let index = versions.length - 1; index >= 0; index -= 1) {
    const version = versions[index];
    const value = version === undefined ? undefined : read(version);
    if (value !== undefined) return value;
  }
  return undefined;
}

/**
 * PV1-3 across the versions of one movement (hl7-pam-fr, decision 2): another unit replaces room and bed too;
 * the same unit keeps what is left empty; another room without a bed empties the bed.
 */
export function mergeLodging(texts: readonly LodgingText[]): Lodging | undefined {
  let unit: string | undefined;
  let room: string | undefined;
  let bed: string | undefined;
  for (const text of texts) {
    if (text.unit === null) {
      unit = room = bed = undefined;
      continue;
    }
    if (text.unit !== undefined && !sameCode(text.unit, unit)) {
      unit = text.unit;
      room = text.room ?? undefined;
      bed = text.bed ?? undefined;
      continue;
    }
    if (text.room !== undefined && !sameCode(text.room ?? undefined, room)) {
      room = text.room ?? undefined;
      bed = text.bed ?? undefined;
    } else if (text.bed !== undefined) {
      bed = text.bed ?? undefined;
    }
  }
  if (unit === undefined) return undefined;
  return { unit, ...(room === undefined ? {} : { room }), ...(bed === undefined ? {} : { bed }) };
}

/** Codes are the same without regard to case (hl7-pam-fr §5.6). */
export function sameCode(a: string | undefined, b: string | undefined): boolean {
  return a?.toUpperCase() === b?.toUpperCase();
}
