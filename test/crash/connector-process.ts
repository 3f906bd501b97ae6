import { type ChildProcess, spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const main = resolve(import.meta.dirname, "../../src/cli/main.ts");

/** A real `raccord connector` in a process of its own. */
export interface ConnectorProcess {
  readonly pid: number;
  /** `host:port` of the board; rejects when the process ends before it can be used. */
  readonly ready: Promise<{ readonly http: string }>;
  /** Resolves with the exit code or the signal. */
  readonly ended: Promise<number | string>;
  /** What it wrote on standard error. */
  log(): string;
  kill(): Promise<void>;
  stop(): Promise<number | string>;
}

/**
 * Starts the connector of a folder that holds `raccord.config.json`; its state is kept in `state` beside it.
 * `fileSizeMaxKib`: no file of it may grow beyond (soft limit of the process), as on a full disk.
 */
export function startConnectorProcess(
  folder: string,
  options: { readonly state?: string; readonly fileSizeMaxKib?: number } = {},
): ConnectorProcess {
  const state = options.state ?? join(folder, "state");
  const command = [
    main,
    "connector",
    "--config",
    join(folder, "raccord.config.json"),
    "--state",
    state,
    "--json",
  ];
  const limit = options.fileSizeMaxKib;
  const child: ChildProcess =
    limit === undefined
      ? spawn(process.execPath, command, { stdio: ["ignore", "pipe", "pipe"] })
      : spawn("bash", ["-c", `ulimit -S -f ${limit}; exec "$0" "$@"`, process.execPath, ...command], {
          stdio: ["ignore", "pipe", "pipe"],
        });
  let log = "";
  child.stderr?.on("data", (chunk) => {
    log = (log + String(chunk)).slice(-20_000);
  });
  const ended = new Promise<number | string>((settle) => {
    child.on("close", (code, signal) => settle(code ?? signal ?? "?"));
  });
  const ready = new Promise<{ http: string }>((settle, reject) => {
    if (child.stdout) {
      createInterface({ input: child.stdout }).on("line", (line) => {
        const event = JSON.parse(line) as { event: string; connector?: { http: string } };
        if (event.event === "ready" && event.connector) settle({ http: event.connector.http });
      });
    }
    child.on("error", reject);
    ended.then((how) => reject(new Error(`the connector ended (${how}) before it was ready: ${log}`)));
  });
  // Who kills it before it is ready does not wait for it.
  ready.catch(() => {});
  return {
    pid: child.pid ?? 0,
    ready,
    ended,
    log: () => log,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      child.kill("SIGTERM");
      return await ended;
    },
  };
}
