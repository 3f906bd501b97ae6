import { test } from "node:test";
import fc from "fast-check";
import { anyStory, playStory } from "./test-support/any-story.ts";

test("whatever happens on the way, the ROR ends up with what is wanted", { timeout: 120_000 }, async () => {
  await fc.assert(fc.asyncProperty(anyStory, playStory), { numRuns: 300 });
});

const settle = { kind: "settle" } as const;
const say = (count: number) => ({ kind: "want", place: 0, counts: [count, null] }) as const;

test("a doubt outlives a clear refusal: the value it left in the ROR is replaced", async () => {
  const later = { kind: "pass-time", byMs: 600_000 } as const;
  const moves = [say(0), settle, say(1), settle, later, settle, say(0), settle];
  await playStory({ moves, inFlight: [], script: ["ok", "ok", "timeout-after", "too-many"], seed: 1 });
});

test("a process that died after the effect: the next one puts the old value back", async () => {
  const moves = [say(0), settle, say(1), settle, say(0), settle];
  await playStory({ moves, inFlight: [], script: ["ok", "ok", "crash-after"], seed: 1 });
});
