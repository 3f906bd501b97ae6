import { test } from "node:test";
import fc from "fast-check";
import { anyStory, playStory } from "./test-support/any-story.ts";

test("whatever happens on the way, the ROR ends up with what is wanted", { timeout: 120_000 }, async () => {
  await fc.assert(fc.asyncProperty(anyStory, playStory), { numRuns: 200 });
});
