import { freeBed, type Life, later, type Stay, unitOf, whenIdle } from "./life.ts";
import { cancel, move } from "./movements.ts";
import { incident } from "./story-incidents.ts";
import { giveBirth } from "./story-maternity.ts";

/** Plans the discharge of a patient who now lies in a ward, and what happens until then. */
export function planStay(life: Life, stay: Stay, unit: string): void {
  const meanHours = unitOf(life, unit)?.meanStayHours ?? 96;
  const lengthMs = Math.max(3 * 3_600_000, life.draw.around(meanHours * 60));
  planDischarge(life, stay, lengthMs);
  const hours = lengthMs / 3_600_000;
  const incidents = Math.min(6, Math.floor(hours / 30) + life.draw.whole(0, 1));
  for (let index = 0; index < incidents; index += 1) {
    later(life, life.draw.minutes(30, hours * 60), () => {
      if (stay.phase === "present" && !stay.locked && life.nowMs - stay.lastMs > 300_000)
        incident(life, stay);
    });
  }
  if (stay.admissionType === "L")
    whenIdle(life, stay, life.draw.minutes(90, 900), () => giveBirth(life, stay));
}

/** Discharges happen by day: the planned moment moves to the hours in which wards discharge. */
function planDischarge(life: Life, stay: Stay, delayMs: number): void {
  const due = life.nowMs + delayMs;
  const hour = life.stamps.hour(due);
  const hoursLater =
    hour < 9 ? life.draw.whole(9, 16) - hour : hour > 17 ? 24 - hour + life.draw.whole(9, 16) : 0;
  const shiftMs = hoursLater * 3_600_000;
  if (life.draw.chance(0.55)) announceDischarge(life, stay, delayMs + shiftMs);
  later(life, delayMs + shiftMs, () => discharge(life, stay));
}

/** A16, sometimes withdrawn by A25. */
function announceDischarge(life: Life, stay: Stay, inMs: number): void {
  const dueMs = life.nowMs + inMs;
  const ahead = life.draw.minutes(60, 30 * 60);
  later(life, Math.max(3_600_000, inMs - ahead), () => {
    const early = dueMs - life.nowMs < 600_000;
    if (early || stay.phase !== "present" || stay.locked) return;
    const before = stay.expectedOutMs;
    stay.expectedOutMs = dueMs;
    const pending = move(life, stay, { event: "A16", nature: "D", plannedMs: dueMs });
    if (!life.draw.chance(0.15)) return;
    later(life, life.draw.minutes(10, 50), () => {
      if (stay.phase !== "present" || stay.locked || !stay.movements.includes(pending)) return;
      stay.expectedOutMs = undefined;
      cancel(life, stay, pending, "A25");
      if (before !== undefined && before > life.nowMs && life.draw.chance(0.3)) stay.expectedOutMs = before;
    });
  });
}

/** A03 as soon as nothing else is going on; a few are undone by A13 before the bed is given away. */
function discharge(life: Life, stay: Stay): void {
  if (stay.phase === "gone" || stay.phase === "expected") return;
  const away = stay.phase === "away" && life.draw.chance(0.03);
  if (!away && (stay.phase !== "present" || stay.locked || life.nowMs - stay.lastMs < 300_000)) {
    later(life, life.draw.minutes(20, 70), () => discharge(life, stay));
    return;
  }
  const place = stay.place;
  const exit = life.draw.weighted([
    [80, "8"],
    [10, "7"],
    [7, "6"],
    [3, "9"],
  ] as const);
  const movement = move(life, stay, {
    event: "A03",
    nature: "HMS",
    modes: { entry: "8", exit: exit ?? "8" },
  });
  stay.expectedOutMs = undefined;
  if (!away && life.draw.chance(0.05)) {
    stay.locked = true;
    later(life, life.draw.minutes(8, 60), () => {
      stay.locked = false;
      cancel(life, stay, movement, "A13");
      planDischarge(life, stay, life.draw.minutes(300, 1500));
    });
    return;
  }
  freeBed(life, stay, place);
  afterDischarge(life, stay);
}

/** Mistakes of the past that are found when the file is closed (historic movements, PAM FR 5.3.7). */
function afterDischarge(life: Life, stay: Stay): void {
  const back = stay.movements.findLast((one) => one.event === "A22");
  const away = stay.movements.findLast((one) => one.event === "A21");
  if (!back || !away || back.atMs < away.atMs || !life.draw.chance(0.15)) return;
  later(life, life.draw.minutes(60, 1200), () => {
    cancel(life, stay, back, "A53");
    cancel(life, stay, away, "A52");
  });
}
