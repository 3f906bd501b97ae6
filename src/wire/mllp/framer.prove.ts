import { test } from "node:test";
import fc from "fast-check";
import { chaosProperty, splitProperty } from "./framer-cases.ts";

test("20,000 streams with junk, cut anywhere", () => {
  fc.assert(splitProperty, { numRuns: 20_000 });
});

test("20,000 streams of any bytes, cut anywhere", () => {
  fc.assert(chaosProperty, { numRuns: 20_000 });
});
