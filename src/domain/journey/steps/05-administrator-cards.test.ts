import assert from "node:assert/strict";
import { test } from "node:test";
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
const facts = (
  delegated: "yes" | "no" | "",
  holders: readonly object[] = [],
  moves: readonly string[] = [],
) =>
  emptyFacts({
    answers: answersOf({
      contract,
      ...(delegated === "" ? {} : { delegation: { delegated } }),
      "card-holders": holders as [],
    }),
    records: recordsOf(...moves),
  });
const holder = (more: object = {}) => ({ name: "Charlie Témoin", "has-card": "no", ...more });
const card = { "has-card": "yes", "card-number": "8001", "card-expiry": "2028-01-01" };

test("the step is skipped when nothing is delegated, whatever else was typed", () => {
  assert.equal(stateIn(facts("no"), "05"), "skipped");
  assert.equal(stateIn(facts("no", [holder()]), "05"), "skipped");
  assert.equal(stateIn(facts(""), "05"), "not-started");
});

test("it is skipped when each holder has an active card, and not when one has none", () => {
  assert.equal(stateIn(facts("yes", [holder(card)]), "05"), "skipped");
  assert.equal(stateIn(facts("yes", [holder(card), holder()]), "05"), "in-progress");
  assert.equal(stateIn(facts("yes", [holder({ ...card, "card-number": "" })]), "05"), "in-progress");
  assert.equal(
    stateIn(facts("yes", [holder({ ...card, "card-expiry": "2026-11-26" })]), "05"),
    "in-progress",
  );
  assert.equal(stateIn(facts("yes", [holder({ ...card, "card-expiry": "2026-11-27" })]), "05"), "skipped");
  assert.deepEqual(foundIn(facts("yes"), "05"), ["missing no-card-holder"]);
});

test("cards are ordered, awaited, noted; the step then ends as done", () => {
  assert.deepEqual(foundIn(facts("yes", [holder()]), "05"), [
    "missing cards-ordered",
    "missing cards-received",
    "ask cpe-or-cpa",
  ]);
  assert.equal(stateIn(facts("yes", [holder()], ["cards-ordered"]), "05"), "waiting");
  const received = ["cards-ordered", "cards-received"];
  assert.deepEqual(askedIn(facts("yes", [holder()], received), "05"), ["card-holders.card-number"]);
  assert.equal(stateIn(facts("yes", [holder(card)], received), "05"), "done");
});

test("it waits for the contract and the card of step 04", () => {
  const early = emptyFacts({ answers: answersOf({ delegation: { delegated: "yes" } }) });
  assert.equal(stateIn(early, "05"), "blocked");
});
