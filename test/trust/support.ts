import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import type { CliIo } from "../../src/cli/io.ts";
import { registerCommands } from "../../src/cli/register-commands.ts";
import { manualClock } from "../../src/runtime/clock.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import { type Authority, createAuthority } from "../../src/trust/authority/authority.ts";

export const DAY_MS = 86_400_000;
export const PASSWORD = "Mot de passe 9";
export const STRUCTURE = "1750712184";
export const subject = {
  commonName: "GESTION DES LITS",
  organization: "CENTRE HOSPITALIER D'ESSAI",
  structureId: STRUCTURE,
  department: "Paris (75)",
};

/** A temporary folder and the files made in it. */
export interface Workshop {
  readonly folder: string;
  path(name: string): string;
  write(name: string, content: string | Uint8Array): string;
  bytes(name: string): Buffer;
  text(name: string): string;
  /** Runs openssl in the folder; throws with its words when it fails. */
  openssl(...words: string[]): string;
  keytool(...words: string[]): string;
  close(): void;
}

export function workshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), "raccord-trust-"));
  const path = (name: string): string => join(folder, name);
  const run = (program: string, words: readonly string[]): string => {
    const done = spawnSync(program, words, { cwd: folder, encoding: "utf8", timeout: 60_000 });
    if (done.status !== 0)
      throw new Error(`${program} ${words[0]}: ${done.error ?? done.stdout + done.stderr}`);
    return done.stdout;
  };
  return {
    folder,
    path,
    write(name, content) {
      writeFileSync(path(name), content);
      return path(name);
    },
    bytes: (name) => readFileSync(path(name)),
    text: (name) => readFileSync(path(name), "utf8"),
    openssl: (...words) => run("openssl", words),
    keytool: (...words) => run("keytool", ["-J-Duser.language=en", ...words]),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** True when the program is on this machine. */
export function has(program: string, word: string): boolean {
  return spawnSync(program, [word], { encoding: "utf8" }).status === 0;
}

export const clock = manualClock(Date.now());

export function authorityOf(environment: string, seed: number): Promise<Authority> {
  return createAuthority({ environment, clock, random: seededRandom(seed) });
}

export interface CliRun {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

/** Runs one command inside this process with a terminal of its own. */
export async function raccord(...words: string[]): Promise<CliRun> {
  return startRaccord(...words).done;
}

/** Starts one command that runs until it is stopped; `said` waits for its first words. */
export function startRaccord(...words: string[]): {
  readonly said: Promise<string>;
  stop(): void;
  readonly done: Promise<CliRun>;
} {
  const said = Promise.withResolvers<string>();
  const stopping = Promise.withResolvers<void>();
  const texts = { out: "", err: "", code: 0 };
  const io: CliIo = {
    stdout(text) {
      texts.out += text;
      said.resolve(text);
    },
    stderr(text) {
      texts.err += text;
    },
    env: {},
    interactive: false,
    setExitCode(code) {
      texts.code = code;
    },
    stopRequested: () => stopping.promise,
  };
  const program = new Command("raccord")
    .exitOverride()
    .configureOutput({ writeOut: io.stdout, writeErr: io.stderr });
  registerCommands(program, io);
  const done = program.parseAsync(words, { from: "user" }).then(
    () => texts,
    (error: unknown) => {
      const code = error instanceof Error && "exitCode" in error ? 2 : 3;
      return { ...texts, err: `${texts.err}${String(error)}`, code };
    },
  );
  return { said: said.promise, stop: () => stopping.resolve(), done };
}

/** The only JSON line of an answer. */
export function json(run: CliRun): Record<string, unknown> {
  return JSON.parse(run.out) as Record<string, unknown>;
}
