import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createEventReader, eventText } from "./event-stream.ts";

const line = fc.stringMatching(/^[a-z0-9 :{}"]{1,20}$/);

test("events come out whole, however the stream is cut and whichever line ends it uses", () => {
  const events = fc.array(
    fc.record({ event: fc.stringMatching(/^[a-z]{1,8}$/), data: line }, { noNullPrototype: true }),
    {
      maxLength: 5,
    },
  );
  const ends = fc.constantFrom("\n", "\r\n", "\r");
  fc.assert(
    fc.property(events, ends, fc.array(fc.nat(200), { maxLength: 6 }), (sent, end, cuts) => {
      const text = sent
        .map(({ event, data }) => `: note\n${eventText(event, data)}`)
        .join("")
        .replaceAll("\n", end);
      const read = createEventReader();
      const places = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length];
      const got = places.flatMap((from, index) => read(text.slice(from, places[index + 1] ?? text.length)));
      // A final CR waits for its possible LF, so the last event is only sure once something follows.
      got.push(...read(`:${end}`));
      assert.deepEqual(got, sent);
    }),
  );
});

test("an event without a name is a message, one without data is none, and several data lines are joined", () => {
  const read = createEventReader();
  assert.deepEqual(read("data: a\ndata:b\n\nevent: empty\n\n"), [{ event: "message", data: "a\nb" }]);
});

test("an endless event is dropped and the next one is read", () => {
  const read = createEventReader();
  for (let piece = 0; piece < 100; piece += 1) assert.deepEqual(read("data: ".padEnd(2_000, "x")), []);
  assert.deepEqual(read("\n\n"), []);
  assert.deepEqual(read(eventText("board", "{}")), [{ event: "board", data: "{}" }]);
});
