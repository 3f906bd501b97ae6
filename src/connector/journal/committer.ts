import { setImmediate } from "node:timers/promises";

/** Rows handed over together are written together; `write` runs in one transaction. */
export interface CommitterOptions<Entry, Result> {
  /** Entries in one commit, at most. */
  readonly groupMax: number;
  /** Entries waiting, at most; beyond that `commit` rejects and the sender repeats. */
  readonly queueMax: number;
  /** Writes the group durably and tells what became of it. Rejects when nothing was written. */
  write(entries: readonly Entry[]): Promise<Result>;
  /** Called after each commit, before the waiting callers resume, in order of commits. */
  committed(result: Result): void;
}

interface Waiting<Entry> {
  readonly entry: Entry;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit without a timer (DESIGN §5): while one commit runs the next gathers; when idle, an entry is committed
 * at once. `commit` resolves when its entry is on disk and rejects when it is not.
 */
export class Committer<Entry, Result> {
  readonly #options: CommitterOptions<Entry, Result>;
  #waiting: Waiting<Entry>[] = [];
  #running: Promise<void> | undefined;
  /** Groups ended so far, and the end of the one under way. */
  #groups = 0;
  #group: Promise<void> = Promise.resolve();

  constructor(options: CommitterOptions<Entry, Result>) {
    this.#options = options;
  }

  commit(entry: Entry): Promise<void> {
    if (this.#waiting.length >= this.#options.queueMax) {
      return Promise.reject(new Error(`more than ${this.#options.queueMax} entries wait for the disk`));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entry, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when everything handed over so far has been written or refused. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  /**
   * Resolves when nothing is being committed, or after `groupsMax` more groups. For work that may wait while senders
   * do: at once when idle, soon under load.
   */
  async lull(groupsMax: number): Promise<void> {
    const groupsBefore = this.#groups;
    while (this.#running && this.#groups - groupsBefore < groupsMax) await this.#group;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Set before anything is awaited: `lull` must find a promise that is still open.
      this.#group = this.#gatherAndWrite();
      await this.#group;
      this.#groups += 1;
    }
    this.#running = undefined;
  }

  async #gatherAndWrite(): Promise<void> {
    // A commit on this thread keeps the next entries from gathering: what every socket had ready belongs to one.
    await setImmediate();
    await this.#writeGroup(this.#waiting.splice(0, this.#options.groupMax));
  }

  async #writeGroup(group: readonly Waiting<Entry>[]): Promise<void> {
    try {
      this.#options.committed(await this.#options.write(group.map((item) => item.entry)));
      for (const item of group) item.resolve();
    } catch (error) {
      for (const item of group) item.reject(error);
    }
  }
}
