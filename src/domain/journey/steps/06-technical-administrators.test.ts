import assert from "node:assert/strict";
import { test } from "node:test";
import type { SupplierKind } from "../facts.ts";
import { answersOf, askedIn, emptyFacts, foundIn, recordsOf, stateIn } from "../test-support/facts.ts";

const contract = {
  "has-contract": "yes",
  "has-card": "yes",
  "structure-id": "siret",
  "legal-representative": "Dominique Fictif",
  "contract-number": "C1",
  "card-number": "8000",
  "card-expiry": "2029-11-01",
};
const designation = {
  mode: "self",
  route: "portal",
  "signatory-card-number": "8000",
  "certificate-type": "org-auth-cli",
};
const administrator = {
  name: "Témoin",
  "first-name": "Charlie",
  email: "charlie@borealis.example",
  phone: "0500000000",
  "card-number": "8001",
  employer: "own",
};
const facts = (
  own: object,
  sections: Record<string, readonly object[]> = {},
  moves: readonly string[] = [],
  kind: SupplierKind = "saas",
) =>
  emptyFacts({
    kind,
    answers: answersOf({
      contract,
      delegation: { delegated: "no" },
      designation: { ...designation, ...own },
      ...(sections as Record<string, []>),
    }),
    records: recordsOf(...moves),
  });
const confirmed = ["designation-sent", "designation-confirmed"];

test("who names himself needs nobody else; the designation is sent, awaited, confirmed", () => {
  assert.equal(stateIn(facts({}), "06"), "in-progress");
  assert.equal(stateIn(facts({}, {}, ["designation-sent"]), "06"), "waiting");
  assert.ok(foundIn(facts({}, {}, ["designation-sent"]), "06").includes("warning order-after-designation"));
  assert.equal(stateIn(facts({}, {}, confirmed), "06"), "done");
});

test("who delegates names somebody, and says so in step 05 too", () => {
  const found = foundIn(facts({ mode: "delegate" }), "06");
  assert.ok(found.includes("missing no-administrator"));
  assert.ok(found.includes("missing delegation-differs"));
});

test("a proxy is declared first", () => {
  const administrators = [administrator];
  assert.ok(foundIn(facts({ mode: "proxy" }, { administrators }), "06").includes("missing proxy-declared"));
  assert.equal(
    stateIn(facts({ mode: "proxy" }, { administrators }, ["proxy-declared", ...confirmed]), "06"),
    "done",
  );
});

test("form F413 has more fields than the portal, and SERVEUR is not to be ticked", () => {
  assert.deepEqual(askedIn(facts({}), "06"), []);
  assert.deepEqual(
    askedIn(facts({ route: "f413" }), "06").map((it) => it.replace("designation.", "")),
    [
      "structure-id",
      "signatory",
      "signatory-phone",
      "signatory-email",
      "project",
      "editor",
      "declarations-ticked",
    ],
  );
  assert.ok(foundIn(facts({ "certificate-type": "serveur" }), "06").includes("missing serveur-ticked"));
  assert.ok(
    foundIn(facts({ route: "f413", "declarations-ticked": "no" }), "06").includes(
      "missing declarations-not-ticked",
    ),
  );
});

test("an outside company presses Activer before it can be named on the portal", () => {
  const administrators = [{ ...administrator, employer: "outside" }];
  assert.deepEqual(askedIn(facts({}, { administrators }), "06"), ["designation.third-party-activated"]);
  assert.ok(
    foundIn(facts({ "third-party-activated": "no" }, { administrators }), "06").includes(
      "missing third-party-not-activated",
    ),
  );
  assert.equal(
    stateIn(facts({ "third-party-activated": "yes" }, { administrators }, confirmed), "06"),
    "done",
  );
});

test("each legal entity that a proprietary solution serves designates by itself", () => {
  const instances = [
    { instance: "A", "legal-entity": "CH de Fictiville", "finess-ej": "310000005" },
    { instance: "B", "legal-entity": "Clinique", "finess-ej": "310 000 021" },
  ];
  const row = (finess: string, more: object = {}) => ({
    "finess-ej": finess,
    administrator: "Charlie Témoin",
    "asked-on": "2026-11-01",
    "confirmed-on": "2026-11-10",
    ...more,
  });
  const open = (designations: object[]) =>
    foundIn(facts({}, { instances, designations }, confirmed, "proprietary"), "06");
  assert.deepEqual(open([]), ["missing entity-not-designated", "missing entity-not-designated"]);
  assert.deepEqual(open([row("310000005")]), ["missing entity-not-designated"]);
  assert.deepEqual(open([row("310000005"), row("310000021", { "withdrawn-on": "2026-11-20" })]), [
    "missing entity-not-designated",
  ]);
  assert.deepEqual(open([row("310000005"), row("310000021", { "confirmed-on": "" })]), [
    "missing entity-not-designated",
  ]);
  assert.deepEqual(open([row("310000005"), row("310000021")]), []);
  assert.deepEqual(foundIn(facts({}, { instances }, confirmed, "saas"), "06"), []);
});
