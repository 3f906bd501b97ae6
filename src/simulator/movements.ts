import type { Place } from "./bed-book.ts";
import { theatre } from "./hospital-units.ts";
import type { Effect, Ledger } from "./ledger.ts";
import { entryDelay, type Life, type Movement, type Stay, tell, unitOf } from "./life.ts";
import type { MessageSpec, Pv1Spec } from "./message.ts";

/** What a new movement says beyond the state of the stay. */
export interface NewMovement {
  readonly event: string;
  readonly nature: string;
  readonly place?: Place;
  readonly patientClass?: string;
  readonly medical?: string;
  /** The effective time is not before this instant (simulated). */
  readonly notBeforeMs?: number;
  /** Simulated; chosen by the delay of entry when absent. */
  readonly atMs?: number;
  /** ZBE-5 Y: put before movements that are already known; the present does not change. */
  readonly historic?: boolean;
  readonly plannedMs?: number;
  readonly pending?: Place;
  readonly temporary?: Place;
  readonly reason?: string;
  readonly expectedInMs?: number;
  readonly expectedBackMs?: number;
  readonly modes?: { readonly entry?: string; readonly exit?: string };
}

const pendingEvents: ReadonlySet<string> = new Set(["A05", "A14", "A15", "A16"]);

/**
 * Tells a new movement (ZBE-4 INSERT) and brings the stay up to it. The effective time lies after the last
 * movement of the stay, after the bed became free, and never after now.
 */
export function move(life: Life, stay: Stay, wanted: NewMovement): Movement {
  const place = wanted.place ?? stay.place;
  const atMs = wanted.atMs ?? effectiveTime(life, stay, wanted, place);
  const movement: Movement = {
    number: life.nextMovement(),
    event: wanted.event,
    atMs,
    place,
    medical: wanted.medical ?? stay.medical,
    nature: wanted.nature,
    patientClass: wanted.patientClass ?? stay.patientClass,
    ...(wanted.plannedMs === undefined ? {} : { plannedMs: wanted.plannedMs }),
    ...(wanted.pending === undefined ? {} : { pending: wanted.pending }),
  };
  const previous = stay.place;
  const moves = !wanted.historic && !pendingEvents.has(wanted.event);
  if (moves) applyToStay(stay, movement);
  else if (!wanted.historic) stay.lastMs = Math.max(stay.lastMs, atMs);
  const spec = specOf(life, stay, movement, {
    trigger: wanted.event,
    action: "INSERT",
    historic: wanted.historic ?? false,
    ...(["A02", "A06", "A07"].includes(wanted.event) && !wanted.historic ? { previous } : {}),
    ...(wanted.temporary ? { temporary: wanted.temporary } : {}),
    ...(wanted.reason === undefined ? {} : { reason: wanted.reason }),
  });
  const extra: Partial<MessageSpec> = {
    ...(wanted.expectedInMs === undefined ? {} : { expectedInMs: wanted.expectedInMs }),
    ...(wanted.expectedBackMs === undefined ? {} : { expectedBackMs: wanted.expectedBackMs }),
    ...(wanted.modes ? { modes: wanted.modes } : {}),
  };
  tell(life, { ...spec, ...extra }, putInAccount(life, stay, movement));
  insertMovement(stay, movement);
  return movement;
}

/** Tells an update of a known movement (Z99, ZBE-4 UPDATE, ZBE-6 = the event). */
export function correct(
  life: Life,
  stay: Stay,
  movement: Movement,
  change: { place?: Place; atMs?: number; medical?: string; nature: string },
): void {
  movement.place = change.place ?? movement.place;
  movement.atMs = change.atMs ?? movement.atMs;
  movement.medical = change.medical ?? movement.medical;
  const last = stay.movements.at(-1) === movement;
  if (last) applyToStay(stay, movement);
  const spec = specOf(
    life,
    stay,
    { ...movement, nature: change.nature },
    { trigger: "Z99", action: "UPDATE", historic: !last, original: movement.event },
  );
  tell(life, spec, putInAccount(life, stay, movement));
}

/**
 * Tells the cancel of a movement. PV1-3 and ZBE-7 hold what is true again (hl7-pam-fr §2), except that A11 and
 * A38 repeat what they cancel. The stay goes back to the movement before.
 */
export function cancel(life: Life, stay: Stay, movement: Movement, trigger: string, scope?: "V" | "A"): void {
  const index = stay.movements.indexOf(movement);
  const before = stay.movements.slice(0, index).findLast((one) => !pendingEvents.has(one.event));
  const historic = index < stay.movements.length - 1;
  stay.movements.splice(index, 1);
  if (!historic && before && !pendingEvents.has(movement.event)) applyToStay(stay, before);
  const repeats = trigger === "A11" || trigger === "A38" || !before;
  const shown = repeats ? movement : before;
  const spec = specOf(
    life,
    stay,
    { ...movement, place: shown.place, medical: shown.medical, patientClass: shown.patientClass },
    { trigger, action: "CANCEL", historic, ...(scope ? { scope } : {}) },
  );
  const knownMs = life.stamps.realMs(life.nowMs);
  tell(life, spec, (ledger) => ledger.cancel(stay.visit, movement.number, knownMs));
}

/** The visit as a message of now would show it, without a movement. */
export function visitSpec(life: Life, stay: Stay): Pv1Spec {
  return {
    patientClass: stay.patientClass,
    place: stay.place,
    visit: stay.visit,
    activity: unitOf(life, stay.place.unit)?.activity ?? "03",
    ...(stay.admissionType === undefined ? {} : { admissionType: stay.admissionType }),
    ...(stay.preadmission === undefined ? {} : { preadmission: stay.preadmission }),
    ...(stay.phase === "expected" ? {} : { admittedMs: stay.admittedMs }),
  };
}

/** A patient who lay there before the story began; told by A01, or known from the census alone. */
export function resume(life: Life, stay: Stay, place: Place, atMs: number, told: boolean): void {
  const patientClass = "I";
  const arrival: NewMovement = {
    event: "A01",
    nature: "HMS",
    place,
    patientClass,
    medical: place.unit,
    atMs,
  };
  if (told) {
    move(life, stay, { ...arrival, modes: { entry: "8" } });
    return;
  }
  const number = life.nextMovement();
  const { event, nature } = arrival;
  const movement: Movement = { number, event, nature, atMs, place, medical: place.unit, patientClass };
  applyToStay(stay, movement);
  insertMovement(stay, movement);
  putInAccount(life, stay, movement)?.(life.ledger);
}

interface Shape {
  readonly trigger: string;
  readonly action: "INSERT" | "UPDATE" | "CANCEL";
  readonly historic: boolean;
  readonly original?: string;
  readonly previous?: Place;
  readonly temporary?: Place;
  readonly reason?: string;
  readonly scope?: "V" | "A";
}

function specOf(life: Life, stay: Stay, movement: Movement, shape: Shape): MessageSpec {
  const event = shape.original ?? movement.event;
  const pv1: Pv1Spec = {
    ...visitSpec(life, stay),
    patientClass: movement.patientClass,
    place: movement.place,
    activity: unitOf(life, movement.place.unit)?.activity ?? "03",
    ...(movement.pending ? { pending: movement.pending } : {}),
    ...(shape.previous ? { previous: shape.previous } : {}),
    ...(shape.temporary ? { temporary: shape.temporary } : {}),
    ...(shape.reason === undefined ? {} : { reason: shape.reason }),
    ...(event === "A03" && shape.action !== "CANCEL"
      ? { last: "D" as const, dischargedMs: movement.atMs }
      : {}),
    ...(shape.scope ? { scope: shape.scope } : {}),
  };
  const medicalOnly = movement.nature === "M";
  return {
    trigger: shape.trigger,
    recordMs: life.nowMs,
    occurredMs: movement.atMs,
    ...(movement.plannedMs === undefined ? {} : { plannedMs: movement.plannedMs }),
    person: stay.person,
    account: stay.account,
    ...(stay.mother === undefined ? {} : { mother: stay.mother }),
    pv1,
    ...(movement.place.bed === "X" ? { singleRoom: true } : {}),
    ...(stay.expectedOutMs === undefined || event === "A03" ? {} : { expectedOutMs: stay.expectedOutMs }),
    zbe: {
      number: movement.number,
      atMs: movement.atMs,
      action: shape.action,
      historic: shape.historic,
      ...(shape.original === undefined ? {} : { original: shape.original }),
      medical: movement.medical,
      ...(medicalOnly ? {} : { nursing: movement.place.unit }),
      nature: movement.nature,
    },
  };
}

function effectiveTime(life: Life, stay: Stay, wanted: NewMovement, place: Place): number {
  if (pendingEvents.has(wanted.event)) return life.nowMs;
  const free = life.beds.freeSince(place) + 1000;
  const earliest = Math.max(stay.lastMs + 60_000, free, wanted.notBeforeMs ?? Number.NEGATIVE_INFINITY);
  return Math.min(life.nowMs, Math.max(earliest, life.nowMs - entryDelay(life)));
}

function applyToStay(stay: Stay, movement: Movement): void {
  stay.place = movement.place;
  stay.medical = movement.medical;
  stay.patientClass = movement.patientClass;
  stay.lastMs = Math.max(stay.lastMs, movement.atMs);
  const { event } = movement;
  if (event === "A01" || event === "A04") stay.admittedMs = movement.atMs;
  stay.phase = event === "A03" ? "gone" : event === "A21" ? "away" : "present";
}

function insertMovement(stay: Stay, movement: Movement): void {
  const at = stay.movements.findIndex((one) => one.atMs > movement.atMs);
  if (at < 0) stay.movements.push(movement);
  else stay.movements.splice(at, 0, movement);
}

function putInAccount(life: Life, stay: Stay, movement: Movement): ((ledger: Ledger) => void) | undefined {
  const effect = effectOf(life, movement);
  if (!effect) return undefined;
  const atMs = life.stamps.realMs(movement.atMs);
  return (ledger) => ledger.put(stay.visit, movement.number, atMs, effect);
}

/** hl7-pam-fr §2: lodging moves with H or L in ZBE-9. */
function effectOf(life: Life, movement: Movement): Effect | undefined {
  const { event, place, patientClass, nature } = movement;
  switch (event) {
    case "A01":
    case "A04":
      return { kind: "arrive", place, patientClass };
    case "A06":
    case "A07":
      return { kind: "move", place, patientClass };
    case "A02":
      return /[HL]/.test(nature) ? { kind: "move", place, patientClass } : undefined;
    case "A03":
      return { kind: "end" };
    case "A21":
      return { kind: "away" };
    case "A22":
      return { kind: "back", place };
    case "A05":
    case "A14": {
      const dueMs = life.stamps.realMs(movement.plannedMs ?? movement.atMs);
      return { kind: "expect", unit: place.unit, dueMs };
    }
    default:
      return undefined;
  }
}

/** The theatre as a place. */
export const theatrePlace: Place = { unit: theatre.code, room: "", bed: "" };
