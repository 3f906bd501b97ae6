import assert from "node:assert/strict";
import { test } from "node:test";
import { certificateStructures } from "../certificate-structures.ts";
import type { CertificateFact, SupplierKind } from "../facts.ts";
import { answersOf, emptyFacts, foundIn, recordsOf, stateIn, stepIn } from "../test-support/facts.ts";
import { neededCertificates } from "./07-certificates.ts";

const instances = [
  { instance: "A", "legal-entity": "CH", "finess-ej": "310 000 005" },
  { instance: "A", "legal-entity": "CH", "finess-ej": "310000005" },
  { instance: "B", "legal-entity": "Clinique", "finess-ej": "310000021" },
];
const facts = (
  kind: SupplierKind,
  certificates: readonly CertificateFact[] = [],
  more: object = {},
  moves: readonly string[] = ["designation-sent", "designation-confirmed"],
) =>
  emptyFacts({
    kind,
    certificates,
    answers: answersOf({ "certificate-plan": { mailbox: "ror@borealis.example" }, ...more }),
    records: recordsOf(...moves),
  });
let count = 0;
const certificate = (more: Partial<CertificateFact> = {}): CertificateFact => {
  count += 1;
  return {
    id: `c${count}`,
    environment: "production",
    role: "writer",
    instance: "",
    subjectDn: "CN=X",
    fingerprint: `f${count}`,
    notAfter: "2029-11-27T10:00:00.000Z",
    verdicts: [{ check: 1, result: "passed" }],
    ...more,
  };
};
const needs = (kind: SupplierKind, more: object = {}) =>
  neededCertificates(facts(kind, [], more)).map((one) =>
    `${one.environment} ${one.role} ${one.instance}`.trim(),
  );

test("TEST and PROD apart, writer and reader apart, one for each instance of a proprietary solution", () => {
  assert.deepEqual(needs("saas"), ["test writer", "production writer"]);
  assert.deepEqual(needs("regional-eai"), ["test writer", "production writer"]);
  assert.deepEqual(needs("proprietary", { instances }), [
    "test writer",
    "production writer A",
    "production writer B",
  ]);
  assert.deepEqual(needs("saas", { instances }), ["test writer", "production writer"]);
});

test("a reader's certificate is needed for the profiles that sign in with one", () => {
  const reading = (profile: string) => needs("saas", { application: { "reading-profile": profile } });
  for (const profile of ["1", "2", "3", "4", "5"])
    assert.deepEqual(reading(profile), ["test writer", "production writer", "production reader"], profile);
  for (const profile of ["none", "0", "to-ask", ""]) assert.equal(reading(profile).length, 2, profile);
});

test("the step is ready when each need has a certificate that fits, and someone says so", () => {
  const test1 = certificate({ environment: "test" });
  assert.deepEqual(foundIn(facts("saas"), "07"), [
    "missing certificate-missing",
    "missing certificate-missing",
  ]);
  assert.deepEqual(foundIn(facts("saas", [test1]), "07"), [
    "ok certificate-fits",
    "missing certificate-missing",
  ]);
  const whole = [test1, certificate()];
  assert.equal(stateIn(facts("saas", whole), "07"), "in-progress");
  const ready = ["designation-sent", "designation-confirmed", "certificates-ready"];
  assert.equal(stateIn(facts("saas", whole, {}, ready), "07"), "done");
  assert.equal(stateIn(facts("saas", [test1], {}, ready), "07"), "in-progress", "taken out again");
  assert.ok(foundIn(facts("saas", whole, {}, []), "07").includes("warning designation-not-confirmed"));
});

test("a failed check is missing, a warning is shown, a later good certificate counts", () => {
  const bad = certificate({ environment: "test", verdicts: [{ check: 2, result: "failed" }] });
  const warned = certificate({
    environment: "test",
    verdicts: [
      { check: 6, result: "warned" },
      { check: 12, result: "could-not-check" },
    ],
  });
  const failed = stepIn(facts("saas", [bad]), "07").findings.find(
    ({ code }) => code === "certificate-failed",
  );
  assert.deepEqual(failed?.params, {
    environment: "test",
    role: "writer",
    instance: "",
    named: "supplier",
    checks: "2",
  });
  assert.deepEqual(foundIn(facts("saas", [bad, warned]), "07"), [
    "ok certificate-fits",
    "warning certificate-warned",
    "missing certificate-missing",
  ]);
});

test("a certificate ends while the journey lasts: announced 90 days before, missing the day after", () => {
  const until = (day: string) =>
    foundIn(facts("saas", [certificate({ environment: "test", notAfter: `${day}T08:00:00.000Z` })]), "07")[0];
  const all = (day: string) =>
    foundIn(facts("saas", [certificate({ environment: "test", notAfter: `${day}T08:00:00.000Z` })]), "07");
  assert.equal(until("2026-11-26"), "missing certificate-expired");
  assert.equal(until("2026-11-27"), "ok certificate-fits");
  assert.ok(all("2026-11-27").includes("warning certificate-ends-soon"));
  assert.ok(all("2027-02-25").includes("warning certificate-ends-soon"));
  assert.ok(!all("2027-02-26").includes("warning certificate-ends-soon"));
  const next = [
    certificate({ notAfter: "2026-12-01T00:00:00Z" }),
    certificate(),
    certificate({ environment: "test" }),
  ];
  assert.ok(
    !foundIn(facts("saas", next), "07").includes("warning certificate-ends-soon"),
    "its successor is there",
  );
});

test("one certificate for two needs, one person's mailbox and a shared instance are seen", () => {
  const both = [
    certificate({ environment: "test", fingerprint: "same" }),
    certificate({ fingerprint: "same" }),
  ];
  assert.ok(foundIn(facts("saas", both), "07").includes("warning certificate-shared"));
  const contacts = [{ name: "Sacha", email: "ROR@borealis.example" }];
  assert.ok(foundIn(facts("saas", [], { contacts }), "07").includes("warning mailbox-of-one-person"));
  assert.ok(!foundIn(facts("saas"), "07").includes("warning mailbox-of-one-person"));
  assert.ok(foundIn(facts("proprietary"), "07").includes("missing no-instance-for-certificates"));
  const shared = [...instances, { instance: "A", "finess-ej": "750712184" }];
  assert.ok(!foundIn(facts("proprietary", [], { instances }), "07").includes("ask certificate-entity"));
  assert.ok(
    foundIn(facts("proprietary", [], { instances: shared }), "07").includes("ask certificate-entity"),
  );
});

test("a certificate bears the legal entity of its instance, else the supplier, on TEST what F414 says", () => {
  const organisation = { name: "Boréalis", siret: "187 512 751 00020", finess: "", department: "75" };
  const of = (environment: "test" | "production", instance: string, more: object = {}) =>
    certificateStructures(facts("proprietary", [], { instances, organisation, ...more }), {
      environment,
      instance,
    })
      .map(({ idNatStruct }) => idNatStruct)
      .join();
  assert.equal(of("production", "A"), "1310000005");
  assert.equal(of("production", ""), "318751275100020");
  assert.equal(of("production", "unknown"), "318751275100020");
  const both = { organisation: { ...organisation, finess: "310000013" } };
  assert.equal(of("production", "", both), "1310000013,318751275100020");
  assert.equal(
    of("test", "", { ...both, "test-material": { "structure-id": "siret" } }),
    "318751275100020,1310000013",
  );
  assert.equal(of("production", "", { organisation: {} }), "");
});
