import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pagesElsewhere } from "../support/journey-every-page.ts";

const root = join(import.meta.dirname, "../..");

test("every page that the router knows is looked at by a test of the browser", () => {
  const router = readFileSync(join(root, "src/portal/web/app/router.tsx"), "utf8");
  const paths = [...router.matchAll(/\bpath: "([^"]+)"/g)].map(([, path]) => path ?? "");
  assert.ok(paths.length >= 4);
  // The pages of one file are walked through together, by the loop of journey-every-page.ts.
  const others = paths.filter((path) => !path.startsWith("/journeys/$journeyId"));
  assert.deepEqual([...others].sort(), Object.keys(pagesElsewhere).sort());
  for (const file of Object.values(pagesElsewhere))
    assert.ok(existsSync(join(import.meta.dirname, file)), file);
});
