import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { until } from "./rig.ts";

const repository = resolve(import.meta.dirname, "../..");

export interface RunningProcess {
  readonly child: ChildProcess;
  /** Everything printed so far. */
  stdout(): string;
  stderr(): string;
  /** Waits for the JSON line with this event and returns it. */
  event(name: string, boundMs?: number): Promise<Record<string, unknown>>;
  /** Sends the signal to this process alone and waits for its end; returns the exit code and how long it took. */
  stop(signal?: NodeJS.Signals, boundMs?: number): Promise<{ code: number | null; tookMs: number }>;
}

/** Starts `raccord` with these arguments as a process of its own, in this folder. */
export function startRaccord(
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
): RunningProcess {
  const child = spawn(process.execPath, [resolve(repository, "src/cli/main.ts"), ...args], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1", ...environment },
  });
  let out = "";
  let error = "";
  let ended: { code: number | null } | undefined;
  child.stdout?.on("data", (chunk: Buffer) => {
    out += chunk.toString("utf8");
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    error += chunk.toString("utf8");
  });
  child.on("exit", (code) => {
    ended = { code };
  });
  const events = (): Record<string, unknown>[] =>
    out
      .split("\n")
      .slice(0, -1)
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return {
    child,
    stdout: () => out,
    stderr: () => error,
    async event(name, boundMs = 60_000) {
      await until(
        `${args[0]} to say ${name}; it said: ${error}`,
        () => {
          if (ended && !events().some((one) => one["event"] === name)) {
            throw new Error(`raccord ${args.join(" ")} ended with ${ended.code}: ${error}${out}`);
          }
          return events().some((one) => one["event"] === name);
        },
        boundMs,
      );
      return events().find((one) => one["event"] === name) ?? {};
    },
    async stop(signal = "SIGINT", boundMs = 10_000) {
      const begun = performance.now();
      if (!ended) child.kill(signal);
      await until(`${args[0]} to end`, () => ended !== undefined, boundMs);
      return { code: ended?.code ?? null, tookMs: performance.now() - begun };
    },
  };
}
