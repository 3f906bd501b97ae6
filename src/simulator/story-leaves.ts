import { type Life, later, type Movement, type Stay } from "./life.ts";
import { cancel, move } from "./movements.ts";

/** A21, then A22; either may be entered by mistake (A52, A53). The bed is kept. */
export function leave(life: Life, stay: Stay): void {
  if (stay.admissionType === "L") return;
  const short = life.draw.chance(0.4);
  const awayMs = short ? life.draw.minutes(60, 600) : life.draw.minutes(600, 2800);
  const movement = move(life, stay, {
    event: "A21",
    nature: "D",
    reason: short ? "A" : "P",
    expectedBackMs: life.nowMs + awayMs,
  });
  if (life.draw.chance(0.12)) {
    stay.locked = true;
    later(life, life.draw.minutes(6, 50), () => {
      stay.locked = false;
      cancel(life, stay, movement, "A52");
    });
    return;
  }
  later(life, awayMs, () => comeBack(life, stay));
}

function comeBack(life: Life, stay: Stay): void {
  if (stay.phase !== "away" || stay.locked) return;
  const movement = move(life, stay, { event: "A22", nature: "D" });
  if (!life.draw.chance(0.12)) return;
  stay.locked = true;
  later(life, life.draw.minutes(6, 50), () => {
    stay.locked = false;
    cancel(life, stay, movement, "A53");
    later(life, life.draw.minutes(60, 600), () => comeBack(life, stay));
  });
}

/** A leave that nobody entered at the time: both movements come afterwards, with ZBE-5 Y. */
export function leaveForgotten(life: Life, stay: Stay): void {
  const [before, after] = stay.movements.slice(-2);
  if (!before || !after || !kept(before) || after.atMs - before.atMs < 2 * 3_600_000) return;
  const third = Math.floor((after.atMs - before.atMs) / 3000) * 1000;
  const { place, patientClass, medical } = before;
  const common = { nature: "D", place, patientClass, medical, historic: true } as const;
  move(life, stay, { ...common, event: "A21", reason: "A", atMs: before.atMs + third });
  move(life, stay, { ...common, event: "A22", atMs: before.atMs + 2 * third });
}

/** Movements after which the patient is there, with a place that the next movement may build upon. */
function kept(movement: Movement): boolean {
  return ["A01", "A02", "A06", "A22"].includes(movement.event) && movement.place.bed !== "";
}
