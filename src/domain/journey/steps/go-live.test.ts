import assert from "node:assert/strict";
import { test } from "node:test";
import type { MoveRecord } from "../facts.ts";
import { emptyFacts, foundIn, stateIn } from "../test-support/facts.ts";
import { about, endedTests, request } from "../test-support/white-list.ts";

const opened = [
  about("r1", "white-list-requested", "2026-11-06"),
  about("r1", "white-list-confirmed", "2026-11-16"),
];
const facts = (records: readonly MoveRecord[] = [], accepted: readonly string[] = []) =>
  endedTests(
    {
      requests: [request("r1", ["310000013", "310000039"])],
      accepted: accepted.map((finess) => ({
        idNatStruct: `1${finess}`,
        place: `1${finess}/MED`,
        at: "2026-11-17T08:00:00.000Z",
      })),
    },
    [...opened, ...records],
  );

test("before the white list go-live is refused, and says why", () => {
  assert.deepEqual(foundIn(emptyFacts(), "go-live"), ["missing not-white-listed"]);
  assert.equal(stateIn(emptyFacts(), "go-live"), "blocked");
});

test("each establishment of the white list is asked for until its PATCH was seen or declared", () => {
  assert.deepEqual(foundIn(facts(), "go-live"), ["missing nothing-accepted", "missing nothing-accepted"]);
  const declared = about("1310000039", "patch-accepted", "2026-11-17");
  assert.deepEqual(foundIn(facts([declared], ["310000013"]), "go-live"), [
    "ok patch-seen",
    "ok patch-declared",
  ]);
});

test("a first PATCH that is older than its white list is not believed", () => {
  const early = about("1310000039", "patch-accepted", "2026-11-10");
  assert.ok(foundIn(facts([early]), "go-live").includes("missing accepted-before-white-list"));
});
