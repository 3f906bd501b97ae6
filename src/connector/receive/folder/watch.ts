import { open, opendir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../../../runtime/clock.ts";
import type { Log } from "../../../runtime/log.ts";
import { sheetReport } from "../sheets/sheet-report.ts";
import { fileSignature, moveAside, type Signature } from "./move-aside.ts";

/** What became of one dropped file. */
export interface TakenSheet {
  /** `true` only when its facts are committed. */
  readonly accepted: boolean;
  /** For the person who dropped it; empty: no report is written. Never a name or number of a patient. */
  readonly report: string;
}

export interface FolderIntakeOptions {
  /** Must exist; `done/` and `refused/` are made inside it when needed. */
  readonly folder: string;
  readonly pollIntervalMs: number;
  /** A file is read when its size and time have not changed for so long. */
  readonly stableForMs: number;
  readonly limits: {
    readonly sizeMaxBytes: number;
    /** Files looked at in one poll; the others wait for the next. */
    readonly filesMax: number;
  };
  readonly clock: Clock;
  readonly log: Log;
  /**
   * Resolves when the facts of the file are on disk, or when it is refused for good. Must be idempotent by content:
   * after a crash between the commit and the move the same bytes come again, perhaps under another name. A
   * rejection means "not now": the file stays and is offered again later.
   */
  readonly take: (sheet: { readonly fileName: string; readonly bytes: Uint8Array }) => Promise<TakenSheet>;
}

export interface FolderIntake {
  /** Stops looking, after the file in hand is settled. */
  close(): Promise<void>;
}

const RETRY_MAX_MS = 300_000;

/** Marks of files that are still being written, and of files that systems leave behind. */
const ignoredNames =
  /^[.~]|^(?:thumbs\.db|desktop\.ini)$|~$|\.(?:tmp|temp|part|partial|filepart|crdownload|swp|lock)$|\.report\.txt$/i;

type Watched =
  | { readonly state: "settling"; readonly signature: Signature; readonly sinceMs: number }
  | {
      readonly state: "waiting";
      readonly signature: Signature;
      readonly failures: number;
      readonly retryAtMs: number;
    }
  /** Taken; only the move is missing. */
  | { readonly state: "taken"; readonly signature: Signature; readonly outcome: TakenSheet };

/** Error kind for the log; messages of the system may hold more than a log should. */
function errorKind(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return error instanceof Error ? error.name : "unknown";
}

async function listFiles(folder: string, filesMax: number): Promise<string[]> {
  const names: string[] = [];
  for await (const entry of await opendir(folder)) {
    if (entry.isFile() && !ignoredNames.test(entry.name)) names.push(entry.name);
    if (names.length >= filesMax) break;
  }
  return names.sort();
}

/** The bytes and the state of the file they belong to; `undefined` when it changed while it was read. */
async function readStable(path: string, expected: Signature): Promise<Uint8Array | undefined> {
  const file = await open(path, "r");
  try {
    const size = Number((await file.stat()).size);
    const buffer = Buffer.alloc(size);
    let filled = 0;
    while (filled < size) {
      const { bytesRead } = await file.read(buffer, filled, size - filled, filled);
      if (bytesRead === 0) return undefined;
      filled += bytesRead;
    }
    const after = fileSignature(await file.stat({ bigint: true }));
    return after === expected ? buffer : undefined;
  } finally {
    await file.close();
  }
}

class Intake implements FolderIntake {
  readonly #options: FolderIntakeOptions;
  readonly #watched = new Map<string, Watched>();
  #closed = false;
  #unreadable = false;
  #moveFailed = false;
  #cancelTimer: () => void = () => {};
  #running: Promise<void> = Promise.resolve();

  constructor(options: FolderIntakeOptions) {
    this.#options = options;
    this.#schedule(0);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelTimer();
    await this.#running;
  }

  #schedule(delayMs: number): void {
    if (this.#closed) return;
    this.#cancelTimer = this.#options.clock.after(delayMs, () => {
      this.#running = this.#poll().finally(() => this.#schedule(this.#options.pollIntervalMs));
    });
  }

  async #poll(): Promise<void> {
    const { folder, limits, log } = this.#options;
    let names: string[];
    try {
      names = await listFiles(folder, limits.filesMax);
    } catch (error) {
      if (!this.#unreadable) log.error({ code: "sheet.folder-unreadable", cause: errorKind(error) });
      this.#unreadable = true;
      return;
    }
    if (this.#unreadable) log.info("the drop folder can be read again");
    this.#unreadable = false;
    const present = new Set(names);
    for (const name of this.#watched.keys()) if (!present.has(name)) this.#watched.delete(name);
    for (const name of names) {
      if (this.#closed) return;
      try {
        await this.#look(name);
      } catch (error) {
        // Gone, or locked by its writer: the next poll looks again.
        log.debug({ cause: errorKind(error) }, "a dropped file cannot be read yet");
      }
    }
  }

  async #look(name: string): Promise<void> {
    const { clock, stableForMs, folder } = this.#options;
    const found = await stat(join(folder, name), { bigint: true });
    const signature = fileSignature(found);
    const nowMs = clock.nowMs();
    let known = this.#watched.get(name);
    if (!known || known.signature !== signature) {
      known = { state: "settling", signature, sinceMs: nowMs };
      this.#watched.set(name, known);
    }
    switch (known.state) {
      case "settling":
        if (nowMs - known.sinceMs >= stableForMs) await this.#takeFile(name, signature, found.size, 0);
        return;
      case "waiting":
        if (nowMs >= known.retryAtMs) await this.#takeFile(name, signature, found.size, known.failures);
        return;
      case "taken":
        await this.#move(name, signature, known.outcome);
    }
  }

  async #takeFile(name: string, signature: Signature, size: bigint, failures: number): Promise<void> {
    const { take, limits, log, clock, pollIntervalMs, folder } = this.#options;
    let outcome: TakenSheet;
    if (size > BigInt(limits.sizeMaxBytes)) {
      const report = sheetReport(undefined, 0, [{ line: 0, code: "sheet.too-large", severity: "refused" }]);
      outcome = { accepted: false, report };
    } else {
      const bytes = await readStable(join(folder, name), signature);
      if (bytes === undefined) {
        this.#watched.delete(name);
        return;
      }
      try {
        outcome = await take({ fileName: name, bytes });
      } catch (error) {
        if (failures === 0) log.error({ code: "sheet.take-failed", file: name, cause: errorKind(error) });
        const delayMs = Math.min(pollIntervalMs * 2 ** Math.min(failures, 20), RETRY_MAX_MS);
        const retryAtMs = clock.nowMs() + delayMs;
        this.#watched.set(name, { state: "waiting", signature, failures: failures + 1, retryAtMs });
        return;
      }
    }
    this.#watched.set(name, { state: "taken", signature, outcome });
    await this.#move(name, signature, outcome);
  }

  async #move(name: string, signature: Signature, outcome: TakenSheet): Promise<void> {
    const { folder, clock, log } = this.#options;
    const into = outcome.accepted ? "done" : "refused";
    try {
      const moved = await moveAside({
        folder,
        name,
        into,
        signature,
        report: outcome.report,
        nowMs: clock.nowMs(),
      });
      this.#watched.delete(name);
      this.#moveFailed = false;
      if (moved.state === "moved") log.info({ file: moved.name, into }, "sheet settled");
      else log.warn({ file: name }, "a newer file has replaced the one that was read; it will be read too");
    } catch (error) {
      if (!this.#moveFailed) log.error({ code: "sheet.file-unmovable", file: name, cause: errorKind(error) });
      this.#moveFailed = true;
    }
  }
}

/**
 * Watches a folder for dropped sheets by polling, so that network shares work, one file at a time in order of
 * names.
 *
 * A regular file whose name does not say "unfinished" is read once it is stable and given to `take`. Accepted, it
 * moves to `done/`: its facts are on disk then (DESIGN §5). Refused, it moves to `refused/`. The report stands
 * beside it as `<name>.report.txt`. A name already used there gets the time added; nothing is ever overwritten or
 * deleted. A file replaced while it was being taken stays and is read too. An unreadable folder is logged once and
 * tried again at each poll.
 */
export function startFolderIntake(options: FolderIntakeOptions): FolderIntake {
  return new Intake(options);
}
