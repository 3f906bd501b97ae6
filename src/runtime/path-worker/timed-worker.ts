import { Worker } from "node:worker_threads";
import type { Clock } from "../clock.ts";

/** What became of a request: the thread's answer, or why there is none. */
export type TimedAnswer<Answer> =
  | { readonly kind: "answer"; readonly answer: Answer }
  /** It was still at work at the limit; the thread was ended. */
  | { readonly kind: "timeout" }
  /** Too many requests wait already, or the worker is closed. Nothing was done. */
  | { readonly kind: "busy" }
  /** The thread ended by itself: memory, or a fault of ours. */
  | { readonly kind: "failed"; readonly why: string };

export interface TimedWorkerOptions {
  /** The module of the thread: it posts `"ready"` once, then one message for each that it gets. */
  readonly module: URL;
  readonly clock: Clock;
  /** Limit of one request, from its start in the thread. */
  readonly timeoutMs: number;
  /** Limit of the start of the thread, which loads its libraries. */
  readonly startTimeoutMs: number;
  /** Requests that may wait while one runs. */
  readonly waitingMax: number;
  /** Memory of the thread; more ends it. */
  readonly heapMaxMegabytes: number;
}

/** Runs requests one at a time in a thread that is ended when a request takes too long. */
export interface TimedWorker<Request, Answer> {
  run(request: Request): Promise<TimedAnswer<Answer>>;
  /** Ends the thread; what waits or runs is answered "busy". */
  close(): Promise<void>;
}

interface Job<Request, Answer> {
  readonly request: Request;
  readonly settle: (answer: TimedAnswer<Answer>) => void;
}

/** A pool of one thread, started at the first request, kept for the next ones, started again after it was ended. */
export function timedWorker<Request, Answer>(options: TimedWorkerOptions): TimedWorker<Request, Answer> {
  return new ThreadQueue<Request, Answer>(options);
}

class ThreadQueue<Request, Answer> implements TimedWorker<Request, Answer> {
  readonly #options: TimedWorkerOptions;
  readonly #waiting: Job<Request, Answer>[] = [];
  #thread: Worker | undefined;
  #isReady = false;
  #running: Job<Request, Answer> | undefined;
  #cancelLimit: () => void = () => undefined;
  #isClosed = false;

  constructor(options: TimedWorkerOptions) {
    this.#options = options;
  }

  run(request: Request): Promise<TimedAnswer<Answer>> {
    if (this.#isClosed || this.#waiting.length >= this.#options.waitingMax) {
      return Promise.resolve({ kind: "busy" });
    }
    return new Promise((settle) => {
      this.#waiting.push({ request, settle });
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const job of this.#waiting.splice(0)) job.settle({ kind: "busy" });
    await this.#end({ kind: "busy" });
  }

  #next(): void {
    if (this.#running || this.#waiting.length === 0) return;
    this.#running = this.#waiting.shift();
    this.#thread ??= this.#start();
    const thread = this.#thread;
    thread.ref();
    if (this.#isReady) this.#send(thread);
    else this.#limit(this.#options.startTimeoutMs, { kind: "failed", why: "the thread does not start" });
  }

  #start(): Worker {
    const thread = new Worker(this.#options.module, {
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: this.#options.heapMaxMegabytes },
    });
    thread.on("message", (message: unknown) => this.#received(thread, message));
    thread.on("error", (error) =>
      this.#ended(thread, error instanceof Error ? error.message : String(error)),
    );
    thread.on("exit", (code) => this.#ended(thread, `the thread ended with ${code}`));
    return thread;
  }

  #received(thread: Worker, message: unknown): void {
    if (thread !== this.#thread) return;
    if (!this.#isReady) {
      this.#isReady = true;
      this.#send(thread);
      return;
    }
    const job = this.#taken();
    thread.unref();
    job?.settle({ kind: "answer", answer: message as Answer });
    this.#next();
  }

  #send(thread: Worker): void {
    this.#limit(this.#options.timeoutMs, { kind: "timeout" });
    thread.postMessage(this.#running?.request);
  }

  #limit(delayMs: number, answer: TimedAnswer<Answer>): void {
    this.#cancelLimit();
    this.#cancelLimit = this.#options.clock.after(delayMs, () => void this.#end(answer));
  }

  #ended(thread: Worker, why: string): void {
    if (thread === this.#thread) void this.#end({ kind: "failed", why });
  }

  /** Ends the thread, answers what it ran, and goes on with a new one. */
  async #end(answer: TimedAnswer<Answer>): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    this.#isReady = false;
    const job = this.#taken();
    await thread?.terminate();
    job?.settle(answer);
    this.#next();
  }

  #taken(): Job<Request, Answer> | undefined {
    this.#cancelLimit();
    const job = this.#running;
    this.#running = undefined;
    return job;
  }
}
