import type { MovementFact } from "./fact.ts";
import type { Movement } from "./movement.ts";
import { compareMovementNumbers } from "./order.ts";

/**
 * Cancels without a movement number undo the latest matching event of their visit (hl7-pam-fr §4.8). One that
 * names the time of the event undoes that one; each cancel undoes one movement at most.
 */
export function looseCancels(movements: readonly Movement[], cancels: readonly MovementFact[]): Movement[] {
  const result = [...movements];
  const ordered = [...cancels].sort((a, b) => a.messageAt.ms - b.messageAt.ms || a.arrival - b.arrival);
  const seen = new Set<string>();
  for (const cancel of ordered) {
    // Event and its time stand for the missing number: the same cancel sent again undoes nothing more.
    const identity = `${cancel.cancels.join()} ${cancel.effectiveAt.ms}`;
    if (seen.has(identity)) continue;
    seen.add(identity);
    const candidates = result.filter(
      (movement) =>
        !movement.cancelled &&
        movement.event !== undefined &&
        cancel.cancels.includes(movement.event) &&
        movement.knownAt.ms <= cancel.messageAt.ms,
    );
    const named = candidates.filter((movement) => movement.effectiveAt.ms === cancel.effectiveAt.ms);
    const chosen = (named.length > 0 ? named : candidates).sort(
      (a, b) => b.effectiveAt.ms - a.effectiveAt.ms || compareMovementNumbers(b.number, a.number),
    )[0];
    if (!chosen) continue;
    result[result.indexOf(chosen)] = {
      ...chosen,
      cancelled: true,
      versions: [...chosen.versions, cancel],
      preadmissionNumber: chosen.preadmissionNumber || cancel.preadmissionNumber === true,
    };
  }
  return result;
}
