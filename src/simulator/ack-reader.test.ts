import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createAckReader } from "./ack-reader.ts";

const ack = (id: string): string => `\x0bMSH|^~\\&|R\rMSA|AA|${id}\r\x1c\r`;

test("any cutting of the bytes gives the same answers in the same order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[A-Z0-9]{1,12}$/), { minLength: 1, maxLength: 20 }),
      fc.array(fc.nat(2000), { maxLength: 30 }),
      fc.boolean(),
      (ids, cuts, junk) => {
        const bytes = Buffer.from(ids.map((id) => `${junk ? "xx\r\n" : ""}${ack(id)}`).join(""));
        const reader = createAckReader(10_000);
        const points = [0, ...cuts.map((cut) => cut % bytes.length).sort((a, b) => a - b), bytes.length];
        const found = points
          .slice(1)
          .flatMap((end, index) => reader.push(bytes.subarray(points[index], end)));
        assert.deepEqual(
          found.map((one) => one.controlId),
          ids,
        );
      },
    ),
  );
});

test("texts come from MSA-3 or ERR-8; an answer without MSA has no code", () => {
  const reader = createAckReader(1000);
  const [first, second] = reader.push(
    Buffer.from("\x0bMSH|^~\\&|R\rMSA|AE|7\rERR|||101|E||||no patient\r\x1c\r\x0bMSH|^~\\&|R\r\x1c\r"),
  );
  assert.deepEqual(first, { code: "AE", controlId: "7", text: "no patient" });
  assert.deepEqual(second, { code: "", controlId: "", text: "" });
});

test("an answer without end is refused at the limit", () => {
  const reader = createAckReader(100);
  assert.throws(() => reader.push(Buffer.alloc(200, 0x0b)), RangeError);
});
