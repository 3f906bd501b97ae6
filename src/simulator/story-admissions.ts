import type { Place, Sex } from "./bed-book.ts";
import type { HospitalUnit } from "./hospital.ts";
import {
  freeBed,
  type Life,
  later,
  type Movement,
  openStay,
  type Stay,
  unitsOfKind,
  whenIdle,
} from "./life.ts";
import { cancel, correct, move } from "./movements.ts";
import { planStay } from "./story-stays.ts";

const noBed = (unit: string): Place => ({ unit, room: "", bed: "" });

/** A unit with beds that takes adults of this sex, likelier the more beds it would still fill. */
export function someWard(life: Life, sex: Sex): HospitalUnit | undefined {
  const wards = unitsOfKind(life, "ward", "surgery", "intensive", "short-stay");
  if (sex === "F") wards.push(...unitsOfKind(life, "maternity"));
  return life.draw.weighted(
    wards.map((unit) => {
      const { open, held } = life.beds.countsOf(unit.code);
      return [Math.max(0.3, open * 0.92 - held), unit] as const;
    }),
  );
}

/** A bed of the unit, else of another ward: the patient is then lodged elsewhere than treated (s11). */
export function findBed(life: Life, unit: string, sex: Sex): Place | undefined {
  const own = life.beds.find(unit, sex, life.nowMs, life.draw);
  if (own) return own;
  for (const ward of unitsOfKind(life, "ward", "surgery")) {
    const other = life.beds.find(ward.code, sex, life.nowMs, life.draw);
    if (other) return other;
  }
  return undefined;
}

/**
 * Brings a stay into a bed by A01 or A06. `false` when the hospital has no bed for this patient. Some arrivals
 * are entered without the bed, into the wrong bed, at the wrong time, or by mistake, and corrected later.
 */
export function admit(life: Life, stay: Stay, unit: string, event: "A01" | "A06"): boolean {
  const place = findBed(life, unit, stay.person.sex);
  if (!place) return false;
  life.beds.hold(place, stay.visit, stay.person.sex);
  if (life.draw.chance(0.6)) stay.expectedOutMs = life.nowMs + life.draw.minutes(24 * 60, 9 * 24 * 60);
  const variant = life.draw.weighted([
    [80, "plain"],
    [9, "bed later"],
    [4, "wrong bed"],
    [3, "wrong time"],
    [4, "mistake"],
  ] as const);
  switch (variant) {
    case "bed later":
      admitBedLater(life, stay, place, event);
      break;
    case "wrong bed":
      admitWrongBed(life, stay, place, event);
      break;
    case "mistake":
      admitByMistake(life, stay, place, event);
      break;
    default: {
      const movement = enter(life, stay, place, unit, event, place);
      if (variant === "wrong time") correctTime(life, stay, movement);
      planStay(life, stay, unit);
    }
  }
  return true;
}

/** `shown` is what the message says, `real` the bed that the patient lies in from that time on. */
function enter(
  life: Life,
  stay: Stay,
  shown: Place,
  medical: string,
  event: "A01" | "A06",
  real: Place,
): Movement {
  const entry = stay.admissionType === "N" ? "N" : "8";
  const modes = event === "A01" ? { modes: { entry } } : {};
  const notBeforeMs = life.beds.freeSince(real) + 1000;
  const patientClass = "I";
  return move(life, stay, {
    event,
    nature: "HMS",
    place: shown,
    patientClass,
    medical,
    notBeforeMs,
    ...modes,
  });
}

/** PAM FR 7.1.3 (2): the unit first, the bed by Z99 on the same movement. */
function admitBedLater(life: Life, stay: Stay, place: Place, event: "A01" | "A06"): void {
  const movement = enter(life, stay, noBed(place.unit), place.unit, event, place);
  stay.locked = true;
  later(life, life.draw.minutes(15, 120), () => {
    correct(life, stay, movement, { place, nature: "L" });
    stay.locked = false;
    planStay(life, stay, place.unit);
  });
}

/** Entered into a bed of another unit; Z99 gives the right unit and bed. */
function admitWrongBed(life: Life, stay: Stay, place: Place, event: "A01" | "A06"): void {
  const wrong = unitsOfKind(life, "ward", "surgery")
    .filter((unit) => unit.code !== place.unit)
    .map((unit) => life.beds.find(unit.code, stay.person.sex, life.nowMs, life.draw))
    .find((found) => found !== undefined);
  if (wrong) life.beds.hold(wrong, stay.visit, stay.person.sex);
  const shown = wrong ?? noBed(place.unit);
  const movement = enter(life, stay, shown, shown.unit, event, place);
  stay.locked = true;
  later(life, life.draw.minutes(10, 90), () => {
    correct(life, stay, movement, { place, medical: place.unit, nature: "HMS" });
    if (wrong) freeBed(life, stay, wrong);
    stay.locked = false;
    planStay(life, stay, place.unit);
  });
}

function correctTime(life: Life, stay: Stay, movement: Movement): void {
  stay.locked = true;
  const earliest = movement.atMs;
  later(life, life.draw.minutes(10, 60), () => {
    const step = Math.floor((life.nowMs - earliest) / 2000) * 1000;
    correct(life, stay, movement, { atMs: earliest + step, nature: "HMS" });
    stay.locked = false;
  });
}

/** A01 undone by A11 (back to the pre-admission if there was one); A06 undone by A07 CANCEL. */
function admitByMistake(life: Life, stay: Stay, place: Place, event: "A01" | "A06"): void {
  const movement = enter(life, stay, place, place.unit, event, place);
  stay.locked = true;
  later(life, life.draw.minutes(10, 90), () => {
    stay.locked = false;
    if (event === "A06") cancel(life, stay, movement, "A07");
    else {
      const alone = stay.preadmission !== undefined || life.draw.chance(0.5);
      cancel(life, stay, movement, "A11", alone ? "V" : "A");
      stay.phase = stay.preadmission === undefined ? "gone" : "expected";
    }
    freeBed(life, stay, place);
    if (event === "A06") whenIdle(life, stay, life.draw.minutes(20, 90), () => leaveEmergency(life, stay));
    else if (stay.phase === "expected") later(life, life.draw.minutes(60, 300), () => withdraw(life, stay));
  });
}

/** A03 from the emergency department. */
export function leaveEmergency(life: Life, stay: Stay): void {
  const reason = life.draw.chance(0.05) ? { reason: "PSA" } : {};
  move(life, stay, { event: "A03", nature: "HMS", modes: { entry: "8", exit: "8" }, ...reason });
}

/** A38: the pre-admission will not be used. */
export function withdraw(life: Life, stay: Stay): void {
  if (stay.phase !== "expected") return;
  const movement = stay.movements.find((one) => one.event === "A05");
  if (movement) cancel(life, stay, movement, "A38");
  stay.phase = "gone";
}

/** Somebody comes straight to a ward. */
export function admitDirectly(life: Life): boolean {
  const person = life.people.create();
  const unit = someWard(life, person.sex);
  if (!unit || !findBed(life, unit.code, person.sex)) return false;
  const stay = openStay(life, person, unit.code, "I");
  stay.admissionType = unit.kind === "maternity" ? "L" : life.draw.chance(0.4) ? "U" : "R";
  return admit(life, stay, unit.code, "A01");
}
