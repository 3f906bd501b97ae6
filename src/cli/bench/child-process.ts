import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { BenchContext } from "./context.ts";

/** A process that said it is ready. */
export interface ReadyProcess {
  readonly pid: number;
  /** Its first line, parsed. */
  readonly ready: unknown;
  /** From the start of the process to that line. */
  readonly readyMs: number;
  /** Asks it to stop and waits; kills it when it does not. Later calls do nothing. */
  stop(): Promise<void>;
}

/** Resident memory and processor time of a process. */
export interface Usage {
  readonly residentMb: number;
  readonly processorMs: number;
}

const readyTimeoutMs = 60_000;
const stopTimeoutMs = 8_000;
const errorKeptCharacters = 2_000;
/** Linux counts the time of a process in hundredths of a second (proc(5), USER_HZ). */
const tickMs = 10;
const cli = fileURLToPath(new URL("../main.ts", import.meta.url));

/** Starts a command of `raccord --json` as a user would. */
export function startRaccord(context: BenchContext, ...args: readonly string[]): Promise<ReadyProcess> {
  return startNode(context, cli, ...args, "--json");
}

/**
 * Starts a script of Node and waits for its first line of JSON. Rejects with what it wrote on standard error when it
 * ends before, or says nothing in time. It is stopped with the context at the latest.
 */
export async function startNode(context: BenchContext, ...args: readonly string[]): Promise<ReadyProcess> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "pipe"],
    cwd: context.folder,
    env: { ...process.env, RACCORD_LOG_LEVEL: "silent" },
  });
  const killNow = (): boolean => child.kill("SIGKILL");
  process.once("exit", killNow);
  child.once("exit", () => process.off("exit", killNow));
  context.closers.add(args.join(" "), () => stop(child));
  const ready = await firstLine(child);
  const readyMs = performance.now() - startedMs;
  return { pid: child.pid ?? 0, ready, readyMs, stop: () => stop(child) };
}

function firstLine(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let errors = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      errors = (errors + chunk.toString("utf8")).slice(-errorKeptCharacters);
    });
    const timer = setTimeout(() => reject(new Error(`nothing said in ${readyTimeoutMs} ms`)), readyTimeoutMs);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`ended with ${code} before it was ready: ${errors}`)));
    if (!child.stdout) throw new Error("the process has no standard output");
    createInterface({ input: child.stdout }).once("line", (line) => {
      clearTimeout(timer);
      // Later output is of no use, but a full pipe would stop the process.
      child.stdout?.resume();
      resolve(JSON.parse(line));
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs);
    child.once("exit", () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill("SIGTERM");
  });
}

/** Usage so far; `undefined` where the system has no /proc. */
export function usageOf(pid: number): Usage | undefined {
  try {
    const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name of the process stands in parentheses and may hold spaces: fields are counted after it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return {
      residentMb: Number(resident) / 1024,
      processorMs: (Number(fields[11]) + Number(fields[12])) * tickMs,
    };
  } catch {
    return undefined;
  }
}
