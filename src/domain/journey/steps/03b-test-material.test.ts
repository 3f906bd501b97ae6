import assert from "node:assert/strict";
import { test } from "node:test";
import {
  answersOf,
  askedIn,
  emptyFacts,
  foundIn,
  recordsOf,
  stateIn,
  stepIn,
} from "../test-support/facts.ts";

const organisation = { name: "Lits Clairs", finess: "310000013" };
const form = {
  "structure-id": "finess",
  requester: "Camille Essai",
  "requester-email": "camille@lits-clairs.example",
  "requester-phone": "05 00 00 00 00",
  "delivery-address": "1 place Imaginaire, 31000 Fictiville",
  "has-test-card": "no",
  "auth-cli-ticked": "yes",
  "ror-named": "yes",
  "signed-and-stamped": "yes",
};
const facts = (more: object = {}, moves: readonly string[] = []) =>
  emptyFacts({
    answers: answersOf({ organisation, "test-material": { ...form, ...more } }),
    records: recordsOf(...moves),
  });

test("test material goes from the form to the subject that was sent", () => {
  const way = ["f414-sent", "test-card-received", "test-certificate-ordered", "test-dn-sent"];
  assert.equal(stateIn(emptyFacts(), "03b"), "not-started");
  assert.equal(stateIn(facts(), "03b"), "in-progress");
  assert.equal(stateIn(facts({}, way.slice(0, 1)), "03b"), "waiting");
  assert.equal(stepIn(facts({}, way.slice(0, 1)), "03b").waitingFor, "ans");
  assert.equal(stateIn(facts({}, way.slice(0, 2)), "03b"), "in-progress");
  assert.equal(stateIn(facts({}, way.slice(0, 3)), "03b"), "in-progress");
  assert.equal(stateIn(facts({}, way), "03b"), "done");
});

test("whoever has a card gives its number and waits for the right to order only", () => {
  const own = { "has-test-card": "yes" };
  assert.deepEqual(askedIn(facts(own), "03b"), ["test-material.test-card-number"]);
  const noted = { ...own, "test-card-number": "T123" };
  assert.equal(stateIn(facts(noted, ["f414-sent"]), "03b"), "waiting");
  assert.equal(stateIn(facts(noted, ["f414-sent", "f414-accepted"]), "03b"), "in-progress");
  assert.equal(
    stateIn(facts(noted, ["f414-sent", "test-certificate-ordered", "test-dn-sent"]), "03b"),
    "done",
  );
});

test("a test card is blocked after its end: it orders nothing, and a certificate that it ordered stays", () => {
  const card = { "has-test-card": "yes", "test-card-number": "T123" };
  const at = (expiry: string, moves: string[] = []) =>
    foundIn(facts({ ...card, "test-card-expiry": expiry }, moves), "03b").filter((it) => /card-/.test(it));
  assert.deepEqual(at("2026-11-26"), ["missing test-card-expired"]);
  assert.deepEqual(at("2026-11-27"), ["warning card-ends-soon"]);
  assert.deepEqual(at("2027-02-25"), ["warning card-ends-soon"]);
  assert.deepEqual(at("2027-02-26"), []);
  assert.deepEqual(at("2026-11-26", ["f414-sent", "test-certificate-ordered"]), [
    "warning test-card-expired",
  ]);
});

test("what ANS looks for on the form is asked before it leaves", () => {
  assert.deepEqual(
    foundIn(facts({ "auth-cli-ticked": "no", "ror-named": "no", "signed-and-stamped": "no" }), "03b").filter(
      (it) => it.startsWith("missing f414-"),
    ),
    [
      "missing f414-auth-cli-ticked",
      "missing f414-ror-named",
      "missing f414-signed-and-stamped",
      "missing f414-sent",
    ],
  );
  assert.ok(foundIn(facts({ "cards-wanted": "11" }), "03b").includes("missing too-many-test-cards"));
  assert.ok(!foundIn(facts({ "cards-wanted": "10" }), "03b").includes("missing too-many-test-cards"));
  assert.ok(foundIn(facts(), "03b").includes("ask test-structure-is-ou"));
  assert.ok(!foundIn(facts({}, ["f414-sent"]), "03b").includes("ask test-structure-is-ou"));
  const without = emptyFacts({ answers: answersOf({ "test-material": form }) });
  assert.ok(foundIn(without, "03b").includes("missing finess-not-given"));
});
