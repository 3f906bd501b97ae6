import { createFramer, FRAME_END, FRAME_START, FRAME_TRAILER, type FramerEvent } from "./stream-framer.ts";

export {
  createFramer,
  type FramerEvent,
  type MllpCode,
  mllpCodes,
} from "./stream-framer.ts";

/** One message as it goes on the wire: 0x0B, the bytes, 0x1C, 0x0D. */
export function frameMessage(bytes: Uint8Array): Uint8Array {
  const framed = new Uint8Array(bytes.length + 3);
  framed[0] = FRAME_START;
  framed.set(bytes, 1);
  framed[bytes.length + 1] = FRAME_END;
  framed[bytes.length + 2] = FRAME_TRAILER;
  return framed;
}

/** Everything that the framer says about a whole file; frames have no size limit but the file's. */
export function readFrameEvents(bytes: Uint8Array): FramerEvent[] {
  if (!bytes.includes(FRAME_START)) {
    return splitAtHeaders(bytes).map((message) => ({ kind: "frame", bytes: message }));
  }
  const framer = createFramer({ sizeMaxBytes: bytes.length });
  return [...framer.push(bytes), ...framer.end()];
}

/**
 * The messages of a whole file, in order. A file without any 0x0B is one message, or several when several lines
 * begin with `MSH`. Batch lines (FHS, BHS) and white space before the first message are dropped; any other text
 * there is given as a message of its own, so that it is refused aloud instead of lost. A last frame that is cut
 * off is left out: `readFrameEvents` tells of it.
 */
export function readFrames(bytes: Uint8Array): Uint8Array[] {
  return readFrameEvents(bytes).flatMap((event) => (event.kind === "frame" ? [event.bytes] : []));
}

const [LETTER_M, LETTER_S, LETTER_H] = [0x4d, 0x53, 0x48];

function splitAtHeaders(bytes: Uint8Array): Uint8Array[] {
  const starts: number[] = [];
  let atLineStart = true;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (atLineStart) {
      const name = startsWithMark(bytes, at) ? at + 3 : at;
      if (isHeader(bytes, name)) starts.push(at);
    }
    atLineStart = byte === 0x0d || byte === 0x0a;
  }
  const first = starts[0] ?? bytes.length;
  const before = bytes.subarray(0, first);
  const parts = isBatchOrBlank(before) ? [] : [before.slice()];
  starts.forEach((start, index) => {
    parts.push(bytes.slice(start, starts[index + 1] ?? bytes.length));
  });
  return parts;
}

/** `MSH` and then something that can be a field separator. */
function isHeader(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] !== LETTER_M || bytes[at + 1] !== LETTER_S || bytes[at + 2] !== LETTER_H) return false;
  const next = bytes[at + 3];
  return next !== undefined && !/[A-Za-z0-9\s]/.test(String.fromCharCode(next));
}

function startsWithMark(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;
}

function isBatchOrBlank(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  return text
    .replace(/^\uFEFF/, "")
    .split(/[\r\n]+/)
    .every((line) => line.trim() === "" || /^[FB]HS[^A-Za-z0-9\s]/.test(line));
}
