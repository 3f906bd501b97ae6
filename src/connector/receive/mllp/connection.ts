import type { Socket } from "node:net";
import { createFramer, type FramerEvent, frameMessage } from "../../../wire/mllp/framer.ts";
import { createAnswerLine } from "./answer-line.ts";
import {
  type MllpNote,
  type MllpPeer,
  type MllpServerOptions,
  TRAILER_TIMEOUT_MS_DEFAULT,
} from "./contract.ts";

/** How far a connection is: reading; no longer reading and answering what it has; gone. */
type Phase = "open" | "finishing" | "closed";

/**
 * One connection: frames in, answers out in order of receipt. Reading stops while too many frames are open or
 * the peer does not take its answers. The socket must have been made with `allowHalfOpen`, so that a sender that
 * shuts its sending side still gets its answers.
 */
export class MllpConnection {
  readonly #socket: Socket;
  readonly #peer: MllpPeer;
  readonly #options: MllpServerOptions;
  readonly #framer;
  readonly #answers;
  #waiting: FramerEvent[] = [];
  #phase: Phase = "open";
  #lastActivityMs: number;
  #ending = false;
  #corked = false;
  #cancelFrameTimer: (() => void) | undefined;
  #cancelTrailerTimer: (() => void) | undefined;
  #cancelIdleTimer: (() => void) | undefined;

  constructor(socket: Socket, peer: MllpPeer, options: MllpServerOptions) {
    this.#socket = socket;
    this.#peer = peer;
    this.#options = options;
    this.#framer = createFramer({ sizeMaxBytes: options.limits.frameSizeMaxBytes });
    this.#answers = createAnswerLine({
      send: (answer) => this.#send(answer),
      moved: () => this.#touch(),
      failed: (reason) => this.#fail(reason),
    });
    this.#lastActivityMs = options.clock.nowMs();
    this.#armIdleTimer(options.limits.idleTimeoutMs);
    socket.on("data", (chunk: Buffer) => this.#receive(this.#framer.push(chunk)));
    socket.on("end", () => this.#receiveEnd());
    socket.on("drain", () => this.#touch());
    socket.on("error", (error: NodeJS.ErrnoException) => this.#lost(error));
    socket.on("close", () => this.#closed());
  }

  /** Answers that are ready together, as after one commit, leave in one write. */
  #send(answer: Uint8Array): boolean {
    if (!this.#corked) {
      this.#corked = true;
      this.#socket.cork();
      process.nextTick(() => {
        this.#corked = false;
        this.#socket.uncork();
      });
    }
    return this.#socket.write(frameMessage(answer));
  }

  /** Reads no more, answers what was received, then closes. */
  finish(): void {
    if (this.#phase !== "open") return;
    this.#phase = "finishing";
    this.#socket.pause();
    this.#stopFrameTimer();
    const unfinishedBytes = this.#framer.pendingBytes();
    if (unfinishedBytes > 0) this.#note({ code: "hl7.frame-unfinished", byteCount: unfinishedBytes });
    this.#proceed();
  }

  /** Closes at once. */
  destroy(): void {
    this.#answers.abandon();
    this.#socket.destroy();
  }

  #receive(events: FramerEvent[]): void {
    if (this.#phase !== "open") return;
    this.#stopTrailerTimer();
    for (const event of events) this.#waiting.push(event);
    if (events.length > 0) this.#lastActivityMs = this.#options.clock.nowMs();
    // A new frame gets its own time; bytes of the same frame do not prolong it.
    if (events.length > 0) this.#stopFrameTimer();
    this.#proceed();
  }

  #receiveEnd(): void {
    if (this.#phase !== "open") return;
    this.#stopFrameTimer();
    for (const event of this.#framer.end()) this.#waiting.push(event);
    this.#phase = "finishing";
    this.#proceed();
  }

  #touch(): void {
    this.#lastActivityMs = this.#options.clock.nowMs();
    this.#proceed();
  }

  /** Hands over what may be handed over, then decides whether to read, to wait or to close. */
  #proceed(): void {
    if (this.#phase === "closed") return;
    const { unansweredFramesMax } = this.#options.limits;
    let taken = 0;
    while (taken < this.#waiting.length && this.#answers.openCount() < unansweredFramesMax) {
      if (this.#phase === "open" && this.#socket.writableNeedDrain) break;
      const event = this.#waiting[taken];
      taken += 1;
      if (event) this.#handle(event);
    }
    if (taken > 0) this.#waiting = this.#waiting.slice(taken);
    const idle = this.#waiting.length === 0 && this.#answers.openCount() === 0;
    if (this.#phase === "finishing") {
      if (idle) this.#end();
      return;
    }
    const mayRead =
      this.#waiting.length === 0 &&
      this.#answers.openCount() < unansweredFramesMax &&
      !this.#socket.writableNeedDrain;
    if (mayRead) {
      this.#socket.resume();
      this.#armFrameTimer();
    } else {
      this.#socket.pause();
      this.#stopFrameTimer();
    }
  }

  #handle(event: FramerEvent): void {
    switch (event.kind) {
      case "frame":
        this.#answers.add(startWork(() => this.#options.onFrame(event.bytes, this.#peer)));
        return;
      case "oversize":
        this.#note({ code: "hl7.frame-too-long", byteCount: event.byteCount });
        this.#answers.add(startWork(() => this.#options.onOversize(event.head, this.#peer)));
        return;
      case "junk":
        this.#note({ code: "hl7.junk-between-frames", byteCount: event.byteCount });
        return;
      case "restarted":
        this.#note({ code: "hl7.frame-restarted", byteCount: event.byteCount });
        return;
      case "unfinished":
        this.#note({ code: "hl7.frame-unfinished", byteCount: event.byteCount });
        return;
    }
  }

  /** A begun frame has a time limit; one that lacks only its CR is taken after a short wait. */
  #armFrameTimer(): void {
    const { clock, limits } = this.#options;
    if (this.#framer.pendingBytes() === 0) return;
    this.#cancelFrameTimer ??= clock.after(limits.frameTimeoutMs, () => this.#frameTimedOut());
    if (!this.#framer.trailerPending()) return;
    const waitMs = limits.trailerTimeoutMs ?? TRAILER_TIMEOUT_MS_DEFAULT;
    this.#cancelTrailerTimer ??= clock.after(waitMs, () => this.#receive(this.#framer.settleTrailer()));
  }

  #stopFrameTimer(): void {
    this.#cancelFrameTimer?.();
    this.#cancelFrameTimer = undefined;
    this.#stopTrailerTimer();
  }

  #stopTrailerTimer(): void {
    this.#cancelTrailerTimer?.();
    this.#cancelTrailerTimer = undefined;
  }

  /** Lets written answers leave, for a limited time, then closes. */
  #end(): void {
    if (this.#ending) return;
    this.#ending = true;
    this.#stopFrameTimer();
    const { clock, limits } = this.#options;
    this.#cancelFrameTimer = clock.after(limits.frameTimeoutMs, () => this.destroy());
    this.#socket.end(() => this.#socket.destroy());
  }

  #frameTimedOut(): void {
    this.#cancelFrameTimer = undefined;
    if (this.#phase !== "open") return;
    this.#note({ code: "hl7.frame-timeout", byteCount: this.#framer.pendingBytes() });
    this.#phase = "finishing";
    this.#socket.pause();
    this.#proceed();
  }

  #armIdleTimer(delayMs: number): void {
    this.#cancelIdleTimer = this.#options.clock.after(delayMs, () => this.#checkIdle());
  }

  /** Work of ours may take its time; silence of the peer, or answers that it does not take, may not. */
  #checkIdle(): void {
    if (this.#phase === "closed") return;
    const { clock, limits } = this.#options;
    const silentMs = clock.nowMs() - this.#lastActivityMs;
    const ourTurn = this.#answers.openCount() > 0 && !this.#socket.writableNeedDrain;
    if (ourTurn || silentMs < limits.idleTimeoutMs) {
      this.#armIdleTimer(ourTurn ? limits.idleTimeoutMs : limits.idleTimeoutMs - silentMs);
      return;
    }
    this.#note({ code: "hl7.connection-idle", detail: `${silentMs} ms` });
    this.destroy();
  }

  #fail(reason: unknown): void {
    const { log } = this.#options;
    log.error({ peer: this.#peer, err: reason }, "a received frame could not be handled");
    this.#note({ code: "hl7.handling-failed" });
    this.#phase = "finishing";
    this.#waiting = [];
    this.#socket.pause();
    this.#end();
  }

  #lost(error: NodeJS.ErrnoException): void {
    if (this.#phase === "closed") return;
    this.#note({ code: "hl7.connection-lost", detail: error.code ?? error.name });
  }

  #closed(): void {
    if (this.#phase === "open" && this.#framer.pendingBytes() > 0) {
      this.#note({ code: "hl7.frame-unfinished", byteCount: this.#framer.pendingBytes() });
    }
    this.#phase = "closed";
    this.#waiting = [];
    this.#answers.abandon();
    this.#stopFrameTimer();
    this.#cancelIdleTimer?.();
  }

  #note(note: Omit<MllpNote, "peer">): void {
    try {
      this.#options.onNote({ ...note, peer: this.#peer });
    } catch (error) {
      this.#options.log.error({ err: error }, "a note about a connection could not be taken");
    }
  }
}

/** A handler that throws at once counts as one that rejects. */
async function startWork(run: () => Promise<Uint8Array>): Promise<Uint8Array> {
  return run();
}
