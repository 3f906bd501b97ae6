import { test } from "node:test";
import fc from "fast-check";
import { maskHides } from "./mask-cases.ts";
import { escapesRoundTrip, nothingThrows, readersAgree } from "./message-cases.ts";

test("20,000 messages: an independent reader reads the same fields", () => {
  fc.assert(readersAgree, { numRuns: 20_000 });
});

test("20,000 values: escapes come back", () => {
  fc.assert(escapesRoundTrip, { numRuns: 20_000 });
});

test("20,000 pieces of rubbish: nothing throws", () => {
  fc.assert(nothingThrows, { numRuns: 20_000 });
});

test("20,000 messages with planted identities: none is left after masking", () => {
  fc.assert(maskHides, { numRuns: 20_000 });
});
