import { createByteBuffer } from "./byte-buffer.ts";

/** Start of a frame. */
export const FRAME_START = 0x0b;
/** End of a frame, first of two bytes. */
export const FRAME_END = 0x1c;
/** End of a frame, second of two bytes. */
export const FRAME_TRAILER = 0x0d;
const LINE_FEED = 0x0a;

/** How much of a frame that is too long is kept, so that a refusal can name the message (MSH-10). */
const OVERSIZE_HEAD_BYTES = 4096;

/** Codes of what a byte stream can do wrong; each stands in the error catalogue. */
export const mllpCodes = [
  "hl7.junk-between-frames",
  "hl7.frame-restarted",
  "hl7.frame-too-long",
  "hl7.frame-unfinished",
] as const;
export type MllpCode = (typeof mllpCodes)[number];

/** `byteCount` counts content only for frames, every byte of the run for junk. */
export type FramerEvent =
  | { readonly kind: "frame"; readonly bytes: Uint8Array }
  /** Bytes outside frames that are not only white space. */
  | { readonly kind: "junk"; readonly byteCount: number }
  /** A frame began inside an unfinished one, which is lost. */
  | { readonly kind: "restarted"; readonly byteCount: number }
  /** A frame over the limit, skipped to its end; `head` is its first 4 KiB. */
  | { readonly kind: "oversize"; readonly byteCount: number; readonly head: Uint8Array }
  /** The stream ended inside a frame. */
  | { readonly kind: "unfinished"; readonly byteCount: number };

export interface Framer {
  /** Next bytes of the stream, cut anywhere. The events do not depend on where the stream was cut. */
  push(chunk: Uint8Array): FramerEvent[];
  /** The stream is over. The framer can be used again afterwards. */
  end(): FramerEvent[];
  /** Bytes of the frame that is begun and not finished, its start byte included; 0 between frames. */
  pendingBytes(): number;
  /** The last byte was 0x1C inside a frame: either the frame is finished but for its CR, or more follows. */
  trailerPending(): boolean;
  /** Finishes a frame whose CR did not come: for senders that never write it and wait for the answer. */
  settleTrailer(): FramerEvent[];
}

/**
 * Cuts an MLLP byte stream into messages (hl7-pam-fr §7; HL7 v2.5 appendix C, MLLP).
 *
 * Tolerated: several frames in one chunk, one frame over several chunks, bytes before 0x0B, a missing final 0x0D
 * (before the next 0x0B or at the end of the stream), LF in place of the final CR, 0x0B inside an unfinished frame.
 *
 * Decision: 0x1C followed by any other byte belongs to the message and the frame goes on. Ending the frame there
 * would hand over a message cut short that looks whole and would be acknowledged; this way the worst is a frame
 * that is restarted, not acknowledged and therefore sent again.
 *
 * Memory: at most `sizeMaxBytes` (or 4 KiB) of one frame. Time: linear in the bytes.
 */
export function createFramer(options: { readonly sizeMaxBytes: number }): Framer {
  return new StreamFramer(options.sizeMaxBytes);
}

type State = "between" | "inside" | "after-end";
const END_BYTE = Uint8Array.of(FRAME_END);

class StreamFramer implements Framer {
  readonly #sizeMaxBytes: number;
  readonly #keepMaxBytes: number;
  readonly #content = createByteBuffer();
  #state: State = "between";
  #contentBytes = 0;
  #junkBytes = 0;
  #junkIsBlank = true;

  constructor(sizeMaxBytes: number) {
    this.#sizeMaxBytes = sizeMaxBytes;
    this.#keepMaxBytes = Math.max(sizeMaxBytes, OVERSIZE_HEAD_BYTES);
  }

  push(chunk: Uint8Array): FramerEvent[] {
    const events: FramerEvent[] = [];
    for (let at = 0; at < chunk.length; ) {
      if (this.#state === "inside") at = this.#readContent(chunk, at, events);
      else if (this.#state === "after-end") at = this.#readAfterEnd(chunk, at, events);
      else at = this.#readBetween(chunk, at, events);
    }
    return events;
  }

  end(): FramerEvent[] {
    const events = this.settleTrailer();
    if (this.#state === "inside") {
      const byteCount = this.#contentBytes;
      events.push(byteCount > this.#sizeMaxBytes ? this.#finish() : { kind: "unfinished", byteCount });
    }
    this.#state = "between";
    this.#forgetContent();
    this.#reportJunk(events);
    return events;
  }

  pendingBytes(): number {
    if (this.#state === "between") return 0;
    return 1 + this.#contentBytes + (this.#state === "after-end" ? 1 : 0);
  }

  trailerPending(): boolean {
    return this.#state === "after-end";
  }

  settleTrailer(): FramerEvent[] {
    return this.#state === "after-end" ? [this.#finish()] : [];
  }

  #readContent(chunk: Uint8Array, at: number, events: FramerEvent[]): number {
    let to = at;
    while (to < chunk.length && chunk[to] !== FRAME_END && chunk[to] !== FRAME_START) to += 1;
    if (to > at) this.#keep(chunk.subarray(at, to));
    if (to === chunk.length) return to;
    if (chunk[to] === FRAME_END) this.#state = "after-end";
    else {
      const byteCount = this.#contentBytes;
      events.push(byteCount > this.#sizeMaxBytes ? this.#finish() : { kind: "restarted", byteCount });
      this.#open();
    }
    return to + 1;
  }

  #readAfterEnd(chunk: Uint8Array, at: number, events: FramerEvent[]): number {
    const byte = chunk[at];
    if (byte === FRAME_TRAILER || byte === LINE_FEED) {
      events.push(this.#finish());
      return at + 1;
    }
    if (byte === FRAME_START) {
      events.push(this.#finish());
      this.#open();
      return at + 1;
    }
    this.#keep(END_BYTE);
    this.#state = "inside";
    return at;
  }

  #readBetween(chunk: Uint8Array, at: number, events: FramerEvent[]): number {
    const byte = chunk[at];
    if (byte === FRAME_START) {
      this.#reportJunk(events);
      this.#open();
    } else {
      this.#junkBytes += 1;
      this.#junkIsBlank &&= isBlank(byte);
      // Reported at the limit too, so that a stream without any frame does not stay silent.
      if (this.#junkBytes >= this.#keepMaxBytes) this.#reportJunk(events);
    }
    return at + 1;
  }

  #open(): void {
    this.#state = "inside";
    this.#forgetContent();
  }

  #keep(run: Uint8Array): void {
    if (this.#contentBytes < this.#keepMaxBytes) {
      this.#content.append(run.subarray(0, this.#keepMaxBytes - this.#contentBytes));
    }
    this.#contentBytes += run.length;
  }

  #finish(): FramerEvent {
    const byteCount = this.#contentBytes;
    const event: FramerEvent =
      byteCount > this.#sizeMaxBytes
        ? { kind: "oversize", byteCount, head: this.#content.head(OVERSIZE_HEAD_BYTES) }
        : { kind: "frame", bytes: this.#content.head(byteCount) };
    this.#state = "between";
    this.#forgetContent();
    return event;
  }

  #forgetContent(): void {
    this.#content.clear();
    this.#contentBytes = 0;
  }

  #reportJunk(events: FramerEvent[]): void {
    if (!this.#junkIsBlank) events.push({ kind: "junk", byteCount: this.#junkBytes });
    this.#junkBytes = 0;
    this.#junkIsBlank = true;
  }
}

function isBlank(byte: number | undefined): boolean {
  return byte === FRAME_TRAILER || byte === LINE_FEED || byte === 0x20 || byte === 0x09;
}
