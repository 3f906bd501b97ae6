import assert from "node:assert/strict";
import { test } from "node:test";
import { moveRefusal } from "../evaluate.ts";
import type { CertificateFact } from "../facts.ts";
import { testConnection } from "../test-platform.ts";
import {
  answersOf,
  askedIn,
  emptyFacts,
  foundIn,
  recordsOf,
  stateIn,
  stepIn,
} from "../test-support/facts.ts";

const certificate = (more: Partial<CertificateFact>): CertificateFact => ({
  id: "c",
  environment: "test",
  role: "writer",
  instance: "",
  subjectDn: "CN=X",
  fingerprint: "f",
  notAfter: "2029-11-27T00:00:00Z",
  verdicts: [],
  ...more,
});

test("it is blocked until guide, access and test material are there", () => {
  assert.equal(stateIn(emptyFacts(), "08"), "blocked");
});

test("what is still needed to connect is told before anybody tries", () => {
  assert.deepEqual(foundIn(emptyFacts(), "08"), [
    "missing terms-read",
    "missing tests-to-show",
    "warning no-test-certificate",
    "warning test-subject-not-sent",
    "warning client-id-unknown",
    "warning no-place-in-sandbox",
  ]);
});

test("with all of it only the tests are left", () => {
  const facts = emptyFacts({
    certificates: [certificate({})],
    records: recordsOf("test-dn-sent", "terms-read"),
    answers: answersOf({
      "test-platform": { "client-id": "essai", "terms-version": "2026-01" },
      mapping: [{ unit: "A", "sandbox-on": "2026-11-20" }, { unit: "B" }],
    }),
  });
  assert.deepEqual(foundIn(facts, "08"), ["missing tests-to-show", "ok places-in-sandbox"]);
});

test("a production certificate, a reader's or one of the past does not open the sandbox", () => {
  for (const more of [
    { environment: "production" },
    { role: "reader" },
    { notAfter: "2026-11-26T00:00:00Z" },
  ] as const)
    assert.ok(
      foundIn(emptyFacts({ certificates: [certificate(more)] }), "08").includes(
        "warning no-test-certificate",
      ),
    );
});

test("the terms are read in a version; evidence or the declared record ends the step, not both", () => {
  const may = (move: string, ...records: string[]) => {
    const facts = ready(records);
    const step = stepIn(facts, "08");
    const found = step.definition.moves.find(({ name }) => name === move);
    assert.ok(found);
    return moveRefusal({ ...step, blockedBy: [] }, found, facts, ["applicant"]);
  };
  const ready = (records: string[], version = "2026-01") =>
    emptyFacts({
      records: recordsOf(...records),
      answers: answersOf({ "test-platform": { "terms-version": version } }),
    });
  assert.deepEqual(askedIn(ready([], ""), "08"), ["test-platform.terms-version"]);
  assert.equal(may("terms-read"), undefined);
  assert.equal(may("tests-passed"), "after");
  assert.equal(may("tests-passed", "terms-read"), undefined);
  assert.equal(may("tests-declared", "terms-read", "tests-passed"), "recorded");
  for (const end of ["tests-passed", "tests-declared"])
    assert.ok(!foundIn(ready(["terms-read", end]), "08").some((found) => found.startsWith("missing")));
});

test("the client_id of the answer wins over what was noted here", () => {
  const noted = { "test-platform": { "client-id": " noted " } };
  const given = { ...noted, "committee-answer": { "client-id": "given" } };
  assert.equal(testConnection(emptyFacts({ answers: answersOf(noted) })).clientId, "noted");
  assert.equal(testConnection(emptyFacts({ answers: answersOf(given) })).clientId, "given");
});
