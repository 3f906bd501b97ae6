import assert from "node:assert/strict";
import { test } from "node:test";
import { provePathsEqual } from "./test-support/generated-paths.ts";

test("the compiled matcher selects what the full engine selects, over 100,000 paths", {
  timeout: 900_000,
}, () => {
  assert.ok(provePathsEqual(130_000).decided >= 100_000);
});
