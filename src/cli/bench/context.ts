import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Closers, createClosers } from "../../runtime/shutdown.ts";

/** What a measurement may use. Everything it opens goes into `closers`, so that nothing outlives it. */
export interface BenchContext {
  /** Shorter runs with fewer repetitions. */
  readonly quick: boolean;
  /** A folder on disk, removed afterwards. */
  readonly folder: string;
  readonly closers: Closers;
  /** The first number in a full run, the second in a quick one. */
  pick(full: number, quick: number): number;
}

/** Runs one measurement with a folder of its own; whatever happens, its processes end and the folder goes. */
export async function withContext<Result>(
  quick: boolean,
  run: (context: BenchContext) => Promise<Result>,
): Promise<Result> {
  const base = mkdtempSync(join(tmpdir(), "raccord-bench-"));
  const folder = join(base, "state");
  mkdirSync(folder);
  const closers = createClosers();
  const remove = (): void => rmSync(base, { recursive: true, force: true });
  // A second Ctrl-C ends the process without unwinding.
  process.once("exit", remove);
  try {
    return await run({ quick, folder, closers, pick: (full, short) => (quick ? short : full) });
  } finally {
    await closers.close().finally(remove);
    process.off("exit", remove);
  }
}
