import type { Place } from "./bed-book.ts";
import { consultations } from "./hospital-units.ts";
import { freeBed, type Life, later, type Stay, unitsOfKind, whenIdle } from "./life.ts";
import { cancel, move, theatrePlace } from "./movements.ts";

/** A free bed of another ward, held for this stay. */
function otherBed(life: Life, stay: Stay): Place | undefined {
  const wards = unitsOfKind(life, "ward", "surgery", "intensive").filter(
    (unit) => unit.code !== stay.place.unit,
  );
  const unit = life.draw.pick(wards);
  const place = unit && life.beds.find(unit.code, stay.person.sex, life.nowMs, life.draw);
  if (place) life.beds.hold(place, stay.visit, stay.person.sex);
  return place;
}

/** A mother stays where she gave birth. */
const staysPut = (stay: Stay): boolean => stay.admissionType === "L";

function goTo(life: Life, stay: Stay, place: Place): void {
  const old = stay.place;
  const nature = place.unit === old.unit ? "L" : life.draw.chance(0.1) ? "SH" : "HMS";
  const medical = nature === "HMS" ? { medical: place.unit } : {};
  move(life, stay, { event: "A02", nature, place, ...medical });
  freeBed(life, stay, old);
}

/** A02 to another unit. */
export function transfer(life: Life, stay: Stay): void {
  if (staysPut(stay)) return;
  const place = otherBed(life, stay);
  if (place) goTo(life, stay, place);
}

/** A15, then the A02, or A26 when it is called off. */
export function transferAnnounced(life: Life, stay: Stay): void {
  if (staysPut(stay)) return;
  const place = otherBed(life, stay);
  if (!place) return;
  const inMs = life.draw.minutes(60, 600);
  const pending = move(life, stay, {
    event: "A15",
    nature: "D",
    plannedMs: life.nowMs + inMs,
    pending: place,
  });
  stay.locked = true;
  later(life, inMs, () => {
    stay.locked = false;
    if (life.draw.chance(0.35)) {
      cancel(life, stay, pending, "A26");
      freeBed(life, stay, place);
    } else goTo(life, stay, place);
  });
}

/** A02 with ZBE-9 L: another bed of the same unit. */
export function changeBed(life: Life, stay: Stay): void {
  const place = life.beds.find(stay.place.unit, stay.person.sex, life.nowMs, life.draw);
  if (!place) return;
  life.beds.hold(place, stay.visit, stay.person.sex);
  goTo(life, stay, place);
}

/** A02 with ZBE-9 M: the doctors change, the bed does not (s11). */
export function changeMedicalUnit(life: Life, stay: Stay): void {
  const unit = life.draw.pick(
    unitsOfKind(life, "ward", "surgery").filter((one) => one.code !== stay.medical),
  );
  if (unit) move(life, stay, { event: "A02", nature: "M", medical: unit.code });
}

/** The same, entered when a later movement is known: ZBE-5 Y. */
export function forgottenMedicalChange(life: Life, stay: Stay): void {
  const [before, after] = stay.movements.slice(-2);
  if (!before || !after || before.atMs < stay.admittedMs || after.atMs - before.atMs < 3_600_000) return;
  const unit = life.draw.pick(unitsOfKind(life, "ward", "surgery"));
  if (!unit) return;
  const atMs = before.atMs + Math.floor((after.atMs - before.atMs) / 2000) * 1000;
  const { place, patientClass } = before;
  const medical = unit.code;
  move(life, stay, { event: "A02", nature: "M", medical, place, patientClass, atMs, historic: true });
}

/** A02 entered for the wrong patient, then A12. */
export function wrongTransfer(life: Life, stay: Stay): void {
  if (staysPut(stay)) return;
  const place = otherBed(life, stay);
  if (!place) return;
  const movement = move(life, stay, { event: "A02", nature: "HMS", place, medical: place.unit });
  stay.locked = true;
  later(life, life.draw.minutes(6, 120), () => {
    stay.locked = false;
    cancel(life, stay, movement, "A12");
    freeBed(life, stay, place);
  });
}

/** A09 and A10: to the theatre and back while the bed is kept. */
export function theatreVisit(life: Life, stay: Stay): void {
  move(life, stay, { event: "A09", nature: "D", temporary: theatrePlace });
  stay.locked = true;
  later(life, life.draw.minutes(60, 260), () => {
    stay.locked = false;
    move(life, stay, { event: "A10", nature: "D" });
  });
}

/** Two transfers, to the theatre and back; sometimes the first is deleted later as wrong (s03). */
export function theatreStay(life: Life, stay: Stay): void {
  const bed = stay.place;
  const out = move(life, stay, { event: "A02", nature: "HMS", place: theatrePlace });
  stay.locked = true;
  later(life, life.draw.minutes(60, 260), () => {
    stay.locked = false;
    move(life, stay, { event: "A02", nature: "HMS", place: bed });
    if (!life.draw.chance(0.3)) return;
    later(life, life.draw.minutes(30, 600), () => {
      if (stay.movements.includes(out) && stay.movements.at(-1) !== out) cancel(life, stay, out, "A12");
    });
  });
}

/** A54, sometimes undone by A55. */
export function changeDoctor(life: Life, stay: Stay): void {
  const movement = move(life, stay, { event: "A54", nature: "D" });
  if (!life.draw.chance(0.3)) return;
  stay.locked = true;
  later(life, life.draw.minutes(6, 60), () => {
    stay.locked = false;
    cancel(life, stay, movement, "A55");
  });
}

/** A07: becomes an outpatient and leaves the bed; by mistake in some cases (A06 CANCEL). */
export function toOutpatient(life: Life, stay: Stay): void {
  if (staysPut(stay)) return;
  const old = stay.place;
  const place: Place = { unit: consultations.code, room: "", bed: "" };
  const medical = consultations.code;
  const movement = move(life, stay, { event: "A07", nature: "HMS", place, patientClass: "O", medical });
  stay.locked = true;
  later(life, life.draw.minutes(20, 120), () => {
    stay.locked = false;
    if (life.draw.chance(0.4)) {
      cancel(life, stay, movement, "A06");
      return;
    }
    freeBed(life, stay, old);
    whenIdle(life, stay, life.draw.minutes(6, 60), () => {
      move(life, stay, { event: "A03", nature: "HMS", modes: { entry: "8", exit: "8" } });
    });
  });
}
