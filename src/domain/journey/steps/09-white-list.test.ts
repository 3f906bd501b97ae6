import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyFacts, foundIn, stepIn } from "../test-support/facts.ts";
import { about, endedTests, request } from "../test-support/white-list.ts";

const asked = (date: string) => about("r1", "white-list-requested", date);
const answered = (date: string) => about("r1", "white-list-confirmed", date);
const requests = [request("r1", ["310000013", "310000039"])];
const answer = (refused: readonly string[]) => [
  {
    recordId: answered("2026-11-16").id,
    feedingUrl: "https://api-fhir.ror.example",
    tokenUrl: "https://auth.ror.example/token",
    clientId: "c",
    refused: refused.map((finess) => ({ idNatStruct: `1${finess}`, reason: "inconnu" })),
  },
];

test("nothing was done: the list, both declarations and a request are asked for", () => {
  assert.deepEqual(foundIn(emptyFacts(), "09"), [
    "missing list-not-frozen",
    "missing tests-begun-declared",
    "missing tests-ended-declared",
    "missing white-list-nothing-asked",
  ]);
  assert.ok(foundIn(emptyFacts({ establishmentVersion: 2 }), "09").includes("ok list-frozen"));
});

test("the answer is waited for from ANS, and due after five working days", () => {
  // Friday 6 November 2026 and five working days: Monday the 16th, the 11th being a holiday (onboarding §6).
  const facts = endedTests({ requests }, [asked("2026-11-06")], { today: "2026-11-16" });
  assert.equal(stepIn(facts, "09").waitingFor, "ans");
  const due = stepIn(facts, "09").findings.find(({ code }) => code === "white-list-due");
  assert.equal(due?.params?.["date"], "2026-11-16");
  assert.ok(foundIn({ ...facts, today: "2026-11-17" }, "09").includes("ask white-list-overdue"));
});

test("once confirmed nobody is waited for", () => {
  const facts = endedTests({ requests, answers: answer([]) }, [asked("2026-11-06"), answered("2026-11-16")]);
  assert.equal(stepIn(facts, "09").waitingFor, undefined);
  assert.deepEqual(foundIn(facts, "09"), ["ok list-frozen", "ok white-list-open"]);
});

test("an answer that opens one of two establishments says which it does not, and the step is not held", () => {
  const records = [asked("2026-11-06"), answered("2026-11-16")];
  const partly = endedTests({ requests, answers: answer(["310000039"]) }, records);
  assert.deepEqual(foundIn(partly, "09"), ["ok list-frozen", "ask white-list-partly"]);
  const none = endedTests({ requests, answers: answer(["310000013", "310000039"]) }, records);
  assert.deepEqual(foundIn(none, "09"), ["ok list-frozen", "missing white-list-impossible"]);
});

test("a later change that waits does not open the step again", () => {
  const facts = endedTests(
    {
      requests: [...requests, request("r2", [], { remove: requests[0]?.add.slice(0, 1) ?? [] })],
      answers: answer([]),
    },
    [asked("2026-11-06"), answered("2026-11-16"), about("r2", "white-list-requested", "2026-11-26")],
  );
  assert.ok(!foundIn(facts, "09").some((found) => found.startsWith("missing")));
  assert.equal(stepIn(facts, "09").waitingFor, "ans");
});

test("tests that ended before they began are not believed", () => {
  const records = [about("", "tests-begun-declared", "2026-11-09")];
  assert.ok(foundIn(endedTests({}, records), "09").includes("missing tests-ended-before-begun"));
});
