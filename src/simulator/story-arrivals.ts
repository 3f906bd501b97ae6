import type { Place } from "./bed-book.ts";
import { consultations } from "./hospital-units.ts";
import { type Life, later, openStay, type Stay, unitsOfKind, whenIdle } from "./life.ts";
import { cancel, move } from "./movements.ts";
import { admit, findBed, leaveEmergency, someWard, withdraw } from "./story-admissions.ts";
import { merge, sayCreated } from "./story-identities.ts";

const hourMs = 3_600_000;

/** Beds that the hospital would still fill: its target is 90 % of the open beds. */
export function bedsWanted(life: Life): number {
  const { open, held } = life.beds.counts();
  return open * 0.9 - held;
}

/** A04 in the emergency department, then home (A03), to a ward (A06) or to a consultation (A07). */
export function arriveInEmergency(life: Life): void {
  const unit = life.draw.pick(unitsOfKind(life, "emergency"));
  if (!unit) return;
  const unknown = life.draw.chance(0.03);
  const person = unknown ? life.people.unknown() : life.people.create();
  if (!unknown && life.draw.chance(0.4)) sayCreated(life, person);
  const stay = openStay(life, person, unit.code, "E");
  stay.admissionType = "U";
  const place = { unit: unit.code, room: "", bed: "" };
  const entry = { entry: "8" };
  const arrival = move(life, stay, {
    event: "A04",
    nature: "HMS",
    place,
    patientClass: "E",
    modes: entry,
  });
  if (unknown) later(life, life.draw.minutes(60, 600), () => merge(life, stay));
  if (life.draw.chance(0.015)) {
    stay.locked = true;
    later(life, life.draw.minutes(6, 30), () => {
      stay.locked = false;
      cancel(life, stay, arrival, "A11", "V");
      stay.phase = "gone";
    });
    return;
  }
  whenIdle(life, stay, life.draw.minutes(60, 360), () => orient(life, stay));
}

function orient(life: Life, stay: Stay): void {
  const ward = someWard(life, stay.person.sex);
  if (ward && bedsWanted(life) > 0 && life.draw.chance(0.45) && admit(life, stay, ward.code, "A06")) return;
  if (life.draw.chance(0.03)) {
    const place: Place = { unit: consultations.code, room: "", bed: "" };
    move(life, stay, {
      event: "A07",
      nature: "HMS",
      place,
      patientClass: "O",
      medical: consultations.code,
    });
    whenIdle(life, stay, life.draw.minutes(20, 90), () => leaveEmergency(life, stay));
    return;
  }
  leaveEmergency(life, stay);
}

/** A05 days before; on the day A01, or A38, or nothing at all. */
export function preadmit(life: Life, daysAhead = life.draw.whole(1, 6)): void {
  const person = life.people.create();
  const unit = someWard(life, person.sex);
  if (!unit) return;
  if (life.draw.chance(0.5)) sayCreated(life, person);
  const stay = openStay(life, person, unit.code, "I");
  stay.preadmission = `P${stay.visit.slice(1)}`;
  stay.admissionType = "R";
  const wait = daysAhead * 24 + life.draw.whole(7, 10) - life.stamps.hour(life.nowMs);
  const dueMs = life.nowMs + Math.max(1, wait) * hourMs;
  if (life.draw.chance(0.6)) stay.expectedOutMs = dueMs + life.draw.minutes(24 * 60, 7 * 24 * 60);
  move(life, stay, { event: "A05", nature: "HMS", plannedMs: dueMs, expectedInMs: dueMs });
  const end = life.draw.weighted([
    [86, "comes"],
    [10, "withdrawn"],
    [4, "never comes"],
  ] as const);
  if (end === "withdrawn") {
    const ahead = Math.max(1000, (dueMs - life.nowMs) * 0.6);
    later(life, Math.round(ahead / 1000) * 1000, () => withdraw(life, stay));
    return;
  }
  const eveMs = dueMs - life.nowMs - life.draw.minutes(60, 720);
  if (life.draw.chance(0.15) && eveMs > hourMs) later(life, eveMs, () => announceArrival(life, stay, dueMs));
  if (end === "comes") later(life, dueMs - life.nowMs + life.draw.minutes(0, 90), () => come(life, stay, 0));
}

/** A14 on the eve, called off by A27 in some cases; the pre-admission itself stays. */
function announceArrival(life: Life, stay: Stay, dueMs: number): void {
  if (stay.phase !== "expected") return;
  const pending = move(life, stay, { event: "A14", nature: "HMS", plannedMs: dueMs });
  if (!life.draw.chance(0.35)) return;
  later(life, life.draw.minutes(10, 55), () => {
    if (stay.phase === "expected") cancel(life, stay, pending, "A27");
  });
}

/** Waits in the hall while there is no bed; after a day the admission is called off. */
function come(life: Life, stay: Stay, tries: number): void {
  if (stay.phase !== "expected") return;
  const room = bedsWanted(life) > -4 && findBed(life, stay.medical, stay.person.sex);
  if (room && admit(life, stay, stay.medical, "A01")) return;
  if (tries > 12) withdraw(life, stay);
  else later(life, life.draw.minutes(60, 120), () => come(life, stay, tries + 1));
}

/** One day of a day-hospital patient: a place, not a bed. Sessions have class R. */
export function dayPatient(life: Life): void {
  const unit = life.draw.pick(unitsOfKind(life, "day"));
  if (!unit) return;
  const session = life.draw.chance(0.25);
  const stay = openStay(life, life.people.create(), unit.code, session ? "R" : "I");
  stay.admissionType = "R";
  const place = { unit: unit.code, room: "", bed: "" };
  move(life, stay, { event: "A01", nature: "HMS", place, patientClass: session ? "R" : "I" });
  whenIdle(life, stay, life.draw.minutes(150, 480), () => {
    move(life, stay, { event: "A03", nature: "HMS", modes: { entry: "8", exit: "8" } });
  });
}
