import type { Random } from "../../runtime/random.ts";

/**
 * A delay that doubles with each attempt up to a maximum, spread over its upper half, so that many places that
 * failed together do not come back together. `attempt` counts from 0.
 */
export function growingDelayMs(
  attempt: number,
  bounds: { readonly minMs: number; readonly maxMs: number },
  random: Random,
): number {
  const full = Math.min(bounds.maxMs, bounds.minMs * 2 ** Math.min(attempt, 30));
  return Math.round(full * (0.5 + random.fraction() / 2));
}
