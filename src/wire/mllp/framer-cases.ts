import fc from "fast-check";
import { createFramer, type FramerEvent } from "./framer.ts";

/** Streams for tests: made byte by byte here, not by the encoder under test. */

/** Content without the start byte, and that cannot be taken for a frame end by what follows it. */
const messageArb = fc
  .uint8Array({ maxLength: 60 })
  .map((bytes) => bytes.map((byte) => (byte === 0x0b ? 0x0a : byte === 0x1c ? 0x1d : byte)));
/** Content in which 0x1C stands before a byte that makes it part of the message. */
const withInnerEndArb = fc
  .tuple(messageArb, messageArb)
  .map(([before, after]) => Uint8Array.from([...before, 0x1c, 0x41, ...after]));
const junkArb = fc.oneof(
  fc.constant(new Uint8Array()),
  fc.constantFrom("\r", "\n", "\r\n", " \r\n").map((text) => Uint8Array.from(Buffer.from(text))),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => bytes.filter((byte) => byte !== 0x0b)),
);
/** `none` is a frame whose CR is missing: only before the next start byte, so nothing may stand between. */
const trailerArb = fc.constantFrom("cr", "lf", "none");

interface StreamCase {
  readonly messages: Uint8Array[];
  readonly stream: Uint8Array;
  /** Junk runs that must be reported, by length. */
  readonly junk: number[];
}

const streamArb: fc.Arbitrary<StreamCase> = fc
  .tuple(
    junkArb,
    fc.array(fc.tuple(fc.oneof(messageArb, withInnerEndArb), trailerArb, junkArb), { maxLength: 12 }),
  )
  .map(([first, parts]) => {
    const bytes: number[] = [...first];
    const junkRuns = [first];
    for (const [message, trailer, between] of parts) {
      bytes.push(0x0b, ...message, 0x1c);
      if (trailer === "none") junkRuns.push(new Uint8Array());
      else {
        bytes.push(trailer === "cr" ? 0x0d : 0x0a, ...between);
        junkRuns.push(between);
      }
    }
    const odd = junkRuns.filter((run) => run.some((byte) => ![0x0d, 0x0a, 0x20, 0x09].includes(byte)));
    return {
      messages: parts.map(([message]) => message),
      stream: Uint8Array.from(bytes),
      junk: odd.map((run) => run.length),
    };
  });

/** Cuts `stream` at the given places, which are taken modulo its length. */
function cut(stream: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = [...new Set(places.map((place) => place % (stream.length + 1)))].sort((a, b) => a - b);
  const edges = [0, ...at, stream.length];
  return edges.slice(1).map((to, index) => stream.subarray(edges[index], to));
}

export function readAll(chunks: readonly Uint8Array[], sizeMaxBytes = 1_000_000): FramerEvent[] {
  const framer = createFramer({ sizeMaxBytes });
  return [...chunks.flatMap((chunk) => framer.push(chunk)), ...framer.end()];
}

/** Any split of the stream gives the messages and the junk that were put in. */
export const splitProperty = fc.property(
  streamArb,
  fc.array(fc.nat(2000), { maxLength: 40 }),
  fc.boolean(),
  ({ messages, stream, junk }, places, bytewise) => {
    const chunks = bytewise ? [...stream].map((byte) => Uint8Array.of(byte)) : cut(stream, places);
    const events = readAll(chunks);
    const frames = events.flatMap((event) => (event.kind === "frame" ? [[...event.bytes]] : []));
    const reported = events.flatMap((event) => (event.kind === "junk" ? [event.byteCount] : []));
    return (
      JSON.stringify(frames) === JSON.stringify(messages.map((message) => [...message])) &&
      JSON.stringify(reported) === JSON.stringify(junk) &&
      events.length === frames.length + reported.length
    );
  },
);

/** Whatever the bytes and the limit, events do not depend on the split, and no content byte is invented. */
export const chaosProperty = fc.property(
  fc.array(fc.oneof(fc.constantFrom(0x0b, 0x1c, 0x0d, 0x0a, 0x41), fc.integer({ min: 0, max: 255 })), {
    maxLength: 300,
  }),
  fc.array(fc.nat(300), { maxLength: 20 }),
  fc.integer({ min: 1, max: 40 }),
  (bytes, places, sizeMaxBytes) => {
    const stream = Uint8Array.from(bytes);
    const whole = readAll([stream], sizeMaxBytes);
    const inPieces = readAll(cut(stream, places), sizeMaxBytes);
    if (JSON.stringify(whole) !== JSON.stringify(inPieces)) return false;
    const counted = whole.map((event) => (event.kind === "frame" ? event.bytes.length : event.byteCount));
    const tooLong = whole.some((event) => event.kind === "frame" && event.bytes.length > sizeMaxBytes);
    return !tooLong && counted.reduce((sum, count) => sum + count, 0) <= stream.length;
  },
);
