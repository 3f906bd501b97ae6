import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { createFramer, type FramerEvent, frameMessage, readFrameEvents, readFrames } from "./framer.ts";
import { chaosProperty, readAll, splitProperty } from "./framer-cases.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "latin1"));
const shown = (events: readonly FramerEvent[]): string[] =>
  events.map((event) => {
    if (event.kind === "frame") return Buffer.from(event.bytes).toString("latin1");
    return `${event.kind} ${event.byteCount}`;
  });

test("any split of a stream with junk gives the same frames", () => {
  fc.assert(splitProperty, { numRuns: 500 });
});

test("any bytes: the events do not depend on the split", () => {
  fc.assert(chaosProperty, { numRuns: 500 });
});

test("odd streams", () => {
  const cases: [string, string[]][] = [
    ["\x0bA\x1c\r\x0bB\x1c\r", ["A", "B"]],
    ["\x0bA\x1c\x0bB\x1c", ["A", "B"]],
    ["\x0bA\x1c\n\x0bB\x1c\r\n\r\n", ["A", "B"]],
    ["xx\x0bA\x1c\ryy", ["junk 2", "A", "junk 2"]],
    ["\x0bhalf\x0bA\x1c\r", ["restarted 4", "A"]],
    ["\x0bA\x1cB\x1c\r", ["A\x1cB"]],
    ["\x0bA\x1c\x1c\r", ["A\x1c"]],
    ["\x0bhalf", ["unfinished 4"]],
    ["\x0b\x1c\r", [""]],
    ["", []],
  ];
  for (const [stream, expected] of cases) {
    assert.deepEqual(shown(readAll([bytes(stream)])), expected, JSON.stringify(stream));
  }
});

test("a frame over the limit is skipped to its end and its first 4 KiB kept", () => {
  const long = `MSH|${"x".repeat(9996)}`;
  const stream = bytes(`\x0b${long}\x1c\r\x0bok\x1c\r\x0b${long}\x0bok\x1c\r\x0b${long}`);
  const events = readAll([stream], 100);
  assert.deepEqual(shown(events), ["oversize 10000", "ok", "oversize 10000", "ok", "oversize 10000"]);
  const first = events[0];
  assert.ok(first?.kind === "oversize");
  assert.equal(Buffer.from(first.head).toString("latin1"), long.slice(0, 4096));
  assert.deepEqual(shown(readAll([bytes(`\x0b${"x".repeat(100)}\x1c\r`)], 100)), ["x".repeat(100)]);
});

test("a frame that lacks only its CR can be settled, once", () => {
  const framer = createFramer({ sizeMaxBytes: 100 });
  assert.deepEqual(framer.push(bytes("\x0bA\x1c")), []);
  assert.equal(framer.trailerPending(), true);
  assert.equal(framer.pendingBytes(), 3);
  assert.deepEqual(shown(framer.settleTrailer()), ["A"]);
  assert.equal(framer.pendingBytes(), 0);
  assert.deepEqual(shown([...framer.push(bytes("\r\x0bB\x1c\r")), ...framer.end()]), ["B"]);
});

test("a long frame in one-byte chunks takes linear time", () => {
  const framer = createFramer({ sizeMaxBytes: 4_000_000 });
  framer.push(Uint8Array.of(0x0b));
  const one = Uint8Array.of(0x41);
  const startedAt = performance.now();
  for (let count = 0; count < 2_000_000; count += 1) framer.push(one);
  const [frame] = framer.push(Uint8Array.of(0x1c, 0x0d));
  assert.ok(frame?.kind === "frame" && frame.bytes.length === 2_000_000);
  assert.ok(performance.now() - startedAt < 10_000);
});

test("a stream of nothing but junk is reported while it runs", () => {
  const framer = createFramer({ sizeMaxBytes: 5000 });
  assert.deepEqual(shown(framer.push(bytes("x".repeat(12_000)))), ["junk 5000", "junk 5000"]);
});

test("the encoder writes what the standard says", () => {
  assert.deepEqual([...frameMessage(bytes("A\r"))], [0x0b, 0x41, 0x0d, 0x1c, 0x0d]);
});

test("files without frames are split at MSH lines", () => {
  const texts = (file: string): string[] =>
    readFrames(bytes(file)).map((one) => Buffer.from(one).toString("latin1"));
  assert.deepEqual(texts(""), []);
  assert.deepEqual(texts("\r\n \n"), []);
  assert.deepEqual(texts("MSH|a\rPID|1\r"), ["MSH|a\rPID|1\r"]);
  assert.deepEqual(texts("\xef\xbb\xbfMSH|a\nPID|1\n\nMSH|b\n"), ["\xef\xbb\xbfMSH|a\nPID|1\n\n", "MSH|b\n"]);
  assert.deepEqual(texts("FHS|^~\\&\rBHS|^~\\&\rMSH|a\r"), ["MSH|a\r"]);
  assert.deepEqual(texts("hello"), ["hello"]);
  assert.deepEqual(texts("hello\rMSH|a"), ["hello\r", "MSH|a"]);
  assert.deepEqual(texts("MSH|a\rNTE|MSH|b"), ["MSH|a\rNTE|MSH|b"]);
  assert.deepEqual(texts("MSH|a\rMSHX"), ["MSH|a\rMSHX"]);
  assert.deepEqual(shown(readFrameEvents(bytes("\x0bA\x1c\r\x0bB"))), ["A", "unfinished 1"]);
});

const data = new URL("../../../../shared/testdata/hl7v2/", import.meta.url);
test("the published streams have the frames that their description counts", {
  skip: !existsSync(data),
}, () => {
  const count = (path: string): number => readFrames(readFileSync(new URL(path, data))).length;
  assert.equal(count("feeds/feed-small/feed.mllp"), 465);
  assert.equal(count("intl/simhospital-a01.mllp"), 34);
});
