import { availableParallelism, loadavg } from "node:os";
import { withContext } from "./context.ts";
import { type Figure, type FigureSource, judged } from "./figure.ts";
import { figureSources } from "./figures.ts";

export interface BenchOptions {
  readonly quick: boolean;
  /** Names of figures; empty: all. */
  readonly only: readonly string[];
}

/** Above this load per processor others take part of the machine, and figures tell about them too. */
const busyLoadPerProcessor = 1.5;

/**
 * Measures one source after the other and gives its figures as soon as they are known. A measurement that fails gives
 * its figures with the reason instead of a value; the others go on. Ends early when `stopped` says so.
 */
export async function* runBench(options: BenchOptions, stopped: () => boolean): AsyncGenerator<Figure> {
  const wanted = (name: string): boolean => options.only.length === 0 || options.only.includes(name);
  for (const source of figureSources) {
    if (stopped()) return;
    if (!source.figures.some((spec) => wanted(spec.name))) continue;
    for (const figure of await measured(source, options.quick)) if (wanted(figure.name)) yield figure;
  }
}

async function measured(source: FigureSource, quick: boolean): Promise<Figure[]> {
  const loadBefore = load();
  let results: Awaited<ReturnType<FigureSource["measure"]>> = [];
  let failure = "not measured";
  try {
    results = await withContext(quick, (context) => source.measure(context));
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  }
  const busy = Math.min(loadBefore, load());
  return source.figures.map((spec) => {
    const found = results.find((result) => result.name === spec.name);
    const figure = judged(spec, found ?? { name: spec.name, skipped: failure });
    if (figure.limitedBy === undefined || busy < busyLoadPerProcessor) return figure;
    const words = `the machine was busy (load ${busy.toFixed(1)} per processor)`;
    return { ...figure, limitedBy: `${figure.limitedBy}; ${words}` };
  });
}

/** Processes that wait for a processor or the disk, per processor; 0 where the system does not tell. */
function load(): number {
  return (loadavg()[0] ?? 0) / availableParallelism();
}
