/** The value below which `share` (0 to 1) of the numbers lie; 0 for none. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Lets time pass. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** Waits for a condition, looking every `everyMs`; rejects with what it waited for after `boundMs`. */
export async function until(
  what: string,
  condition: () => Promise<boolean> | boolean,
  boundMs: number,
  everyMs = 25,
): Promise<void> {
  const startMs = performance.now();
  while (!(await condition())) {
    if (performance.now() - startMs > boundMs) throw new Error(`waited ${boundMs} ms in vain: ${what}`);
    await pause(everyMs);
  }
}

/** How often per second, and how long each time. */
export interface Rate {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly count: number;
}

export function rateOf(latenciesMs: readonly number[], elapsedMs: number): Rate {
  return {
    perSecond: (latenciesMs.length * 1000) / elapsedMs,
    p50Ms: percentile(latenciesMs, 0.5),
    p95Ms: percentile(latenciesMs, 0.95),
    p99Ms: percentile(latenciesMs, 0.99),
    maxMs: percentile(latenciesMs, 1),
    count: latenciesMs.length,
  };
}

/**
 * `workers` callers, each calling again as soon as it was answered, for `durationMs` after `warmUpMs`. A call that
 * rejects ends the measurement.
 */
export async function callRate(
  workers: number,
  times: { readonly warmUpMs: number; readonly durationMs: number },
  call: (worker: number) => Promise<unknown>,
): Promise<Rate> {
  return rateOf(await latencies(workers, times.durationMs, call, times.warmUpMs), times.durationMs);
}

/** Times of the calls that ended within `durationMs` after `warmUpMs`. */
async function latencies(
  workers: number,
  durationMs: number,
  call: (worker: number) => Promise<unknown>,
  warmUpMs = 0,
): Promise<number[]> {
  const startMs = performance.now() + warmUpMs;
  const endMs = startMs + durationMs;
  const latenciesMs: number[] = [];
  const work = async (worker: number): Promise<void> => {
    for (let beganMs = performance.now(); beganMs < endMs; beganMs = performance.now()) {
      await call(worker);
      const nowMs = performance.now();
      if (nowMs >= startMs && nowMs <= endMs) latenciesMs.push(nowMs - beganMs);
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
  return latenciesMs;
}

/** How long two things are measured in turns. */
export interface Turns {
  /** Before anything counts, of each. */
  readonly warmUpMs: number;
  readonly turns: number;
  readonly turnMs: number;
}

/**
 * The rates of two things by the same callers, in turns: whatever else the machine does meanwhile slows both down, so
 * that the ratio holds on a machine that others use too. One after the other, it would tell who was lucky.
 */
export async function ratesInTurns(
  workers: number,
  { warmUpMs, turns, turnMs }: Turns,
  calls: readonly [(worker: number) => Promise<unknown>, (worker: number) => Promise<unknown>],
): Promise<readonly [Rate, Rate]> {
  const [first, second] = calls;
  const warmUp = { warmUpMs, durationMs: 0 };
  for (const call of calls) await callRate(workers, warmUp, call);
  const measured: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn += 1) {
    measured[0].push(...(await latencies(workers, turnMs, first)));
    measured[1].push(...(await latencies(workers, turnMs, second)));
  }
  return [rateOf(measured[0], turns * turnMs), rateOf(measured[1], turns * turnMs)];
}
