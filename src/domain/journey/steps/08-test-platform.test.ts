import assert from "node:assert/strict";
import { test } from "node:test";
import type { CertificateFact } from "../facts.ts";
import { answersOf, emptyFacts, foundIn, recordsOf, stateIn } from "../test-support/facts.ts";

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
    "missing tests-passed",
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
      "test-platform": { "client-id": "essai" },
      mapping: [{ unit: "A", "sandbox-on": "2026-11-20" }, { unit: "B" }],
    }),
  });
  assert.deepEqual(foundIn(facts, "08"), ["missing tests-passed", "ok places-in-sandbox"]);
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
