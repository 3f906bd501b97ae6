import type { Random } from "../runtime/random.ts";

const minuteMs = 60_000;

/** The ways in which the simulated hospital uses chance. */
export interface Draw {
  /** True with probability `share`. */
  chance(share: number): boolean;
  /** Whole number in [from, to]. */
  whole(from: number, to: number): number;
  /** A duration in milliseconds, whole seconds, uniform between two numbers of minutes. */
  minutes(from: number, to: number): number;
  /** A duration in milliseconds with this mean, exponential, at most five means. */
  around(meanMinutes: number): number;
  pick<T>(list: readonly T[]): T | undefined;
  /** One of the names, each as likely as its weight. */
  weighted<T>(choices: readonly (readonly [number, T])[]): T | undefined;
}

/** Wraps a source of chance; two draws over equal sources give equal results. */
export function createDraw(random: Random): Draw {
  const seconds = (ms: number): number => Math.round(ms / 1000) * 1000;
  return {
    chance: (share) => random.fraction() < share,
    whole: (from, to) => from + random.integer(to - from + 1),
    minutes: (from, to) => seconds((from + random.fraction() * (to - from)) * minuteMs),
    around: (meanMinutes) =>
      seconds(Math.min(5, -Math.log(1 - random.fraction())) * meanMinutes * minuteMs) + 1000,
    pick: (list) => list[random.integer(Math.max(1, list.length))],
    weighted(choices) {
      const total = choices.reduce((sum, [weight]) => sum + weight, 0);
      let left = random.fraction() * total;
      for (const [weight, value] of choices) {
        left -= weight;
        if (left < 0) return value;
      }
      return choices.at(-1)?.[1];
    },
  };
}
