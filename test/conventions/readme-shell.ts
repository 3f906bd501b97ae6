import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { constants, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { projectFiles, root } from "./tree.ts";

/** A clone of the project as a reader has it after `npm ci`, in a temporary folder. */
export function readersClone(): { readonly folder: string; remove(): void } {
  const parent = mkdtempSync(join(tmpdir(), "raccord-readme-"));
  const folder = join(parent, "raccord");
  for (const path of projectFiles) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(root, path), join(folder, path));
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const shared = resolve(root, "../shared");
  if (existsSync(shared)) symlinkSync(shared, join(parent, "shared"));
  return { folder, remove: () => rmSync(parent, { recursive: true, force: true }) };
}

/** A script that runs in a process group of its own. */
export interface RunningScript {
  output(): string;
  /** Resolves when the output holds the text; rejects when the script ends before, or after `boundMs`. */
  sees(text: string, boundMs: number): Promise<void>;
  /** Resolves with the exit code, 128 + n after signal n as a shell says it; kills and rejects after `boundMs`. */
  ends(boundMs: number): Promise<number>;
  /** What a terminal does at Ctrl-C: SIGINT to the whole group. */
  interrupt(): void;
  /** Ends what is left of it. */
  kill(): void;
}

/** Runs commands as a person would in a terminal: bash, nothing of this test run in the environment. */
export function runScript(commands: string, folder: string): RunningScript {
  const child = spawn("bash", ["-eu", "-o", "pipefail", "-c", commands], {
    cwd: folder,
    env: readersEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  let ended: { readonly code: number } | undefined;
  const watchers = new Set<() => void>();
  const changed = (): void => {
    for (const watcher of [...watchers]) watcher();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      changed();
    });
  }
  child.on("close", (code, signal) => {
    ended = { code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]) };
    changed();
  });
  const signal = (name: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // The group is gone already.
    }
  };
  const when = (what: string, ready: () => boolean, boundMs: number): Promise<void> =>
    new Promise((done, failed) => {
      const finish = (end: () => void): void => {
        clearTimeout(timer);
        watchers.delete(look);
        end();
      };
      const look = (): void => {
        if (ready()) finish(done);
        else if (ended)
          finish(() => failed(new Error(`ended with ${ended?.code} before ${what}:\n${output}`)));
      };
      const timer = setTimeout(() => {
        signal("SIGKILL");
        finish(() => failed(new Error(`${what} did not come within ${boundMs} ms:\n${output}`)));
      }, boundMs);
      watchers.add(look);
      look();
    });
  return {
    output: () => output,
    sees: (text, boundMs) => when(`"${text}"`, () => output.includes(text), boundMs),
    async ends(boundMs) {
      await when("the end", () => ended !== undefined, boundMs);
      return ended?.code ?? Number.NaN;
    },
    interrupt: () => signal("SIGINT"),
    kill: () => signal("SIGKILL"),
  };
}

function readersEnvironment(): Record<string, string> {
  const own = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || /^(npm_|NODE_|RACCORD|INIT_CWD|LC_|LANG)/i.test(name) ? [] : [[name, value]],
  );
  const environment: Record<string, string> = Object.fromEntries(own);
  const path = (environment["PATH"] ?? "").split(":").filter((it) => !it.includes("node_modules"));
  return { ...environment, PATH: path.join(":"), NO_COLOR: "1", LANG: "C.UTF-8" };
}

/** The first port of the list that somebody else listens on, or nothing. */
export async function takenPort(ports: readonly number[]): Promise<number | undefined> {
  for (const port of ports) {
    const free = await new Promise<boolean>((done) => {
      const server = createServer();
      server.once("error", () => done(false));
      server.listen(port, "127.0.0.1", () => server.close(() => done(true)));
    });
    if (!free) return port;
  }
  return undefined;
}
