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
import { contractBranch } from "./04-contract-and-card.ts";

const facts = (contract: object, moves: readonly string[] = [], more: object = {}) =>
  emptyFacts({
    answers: answersOf({
      contract: { "structure-id": "siret", "legal-representative": "Dominique Fictif", ...contract },
      ...more,
    }),
    records: recordsOf(...moves),
  });
const has = (contract: "yes" | "no", card: "yes" | "no", more: object = {}) => ({
  "has-contract": contract,
  "has-card": card,
  ...more,
});
const noted = {
  "contract-number": "C1",
  "contract-date": "2026-11-20",
  "card-number": "8000",
  "card-expiry": "2029-11-01",
};
const missingMoves = (of: ReturnType<typeof facts>) =>
  foundIn(of, "04").filter((it) => /^missing (contract|card)-(sent|signed|requested|received)$/.test(it));

test("the branches of the official page, and the one that it leaves out", () => {
  assert.equal(contractBranch(emptyFacts()), "unanswered");
  assert.equal(contractBranch(facts({ "has-contract": "yes" })), "unanswered");
  assert.equal(contractBranch(facts(has("yes", "yes"))), "contract-and-card");
  assert.equal(contractBranch(facts(has("yes", "no"))), "contract-only");
  assert.equal(contractBranch(facts(has("no", "no"))), "neither");
  assert.equal(contractBranch(facts(has("no", "yes"))), "card-only");
});

test("contract and card: their numbers are noted and the step is done, step 05 follows", () => {
  assert.deepEqual(askedIn(facts(has("yes", "yes")), "04"), [
    "contract.contract-number",
    "contract.card-number",
    "contract.card-expiry",
  ]);
  assert.equal(stateIn(facts(has("yes", "yes", noted)), "04"), "done");
});

test("a contract and no card: the card is asked for and awaited", () => {
  const own = has("yes", "no", { "contract-number": "C1" });
  assert.deepEqual(missingMoves(facts(own)), ["missing card-requested", "missing card-received"]);
  assert.equal(stateIn(facts(own), "04"), "in-progress");
  assert.equal(stepIn(facts(own, ["card-requested"]), "04").waitingFor, "ans");
  assert.equal(stateIn(facts(own, ["card-requested"]), "04"), "waiting");
  const back = facts(own, ["card-requested", "card-received"]);
  assert.deepEqual(askedIn(back, "04"), ["contract.card-number", "contract.card-expiry"]);
  assert.equal(stateIn(facts({ ...own, ...noted }, ["card-requested", "card-received"]), "04"), "done");
});

test("neither: contract and card, each awaited by itself", () => {
  const all = ["contract-sent", "contract-signed", "card-requested", "card-received"];
  const own = has("no", "no", noted);
  assert.equal(missingMoves(facts(own)).length, 4);
  assert.equal(stateIn(facts(own, all.slice(0, 1)), "04"), "waiting");
  assert.equal(stateIn(facts(own, all.slice(0, 2)), "04"), "in-progress");
  assert.equal(stateIn(facts(own, all.slice(0, 3)), "04"), "waiting");
  assert.equal(stateIn(facts(own, all), "04"), "done");
});

test("a card and no contract is a question for ANS, and the contract is asked for", () => {
  const own = facts(has("no", "yes", noted));
  assert.deepEqual(missingMoves(own), ["missing contract-sent", "missing contract-signed"]);
  assert.ok(foundIn(own, "04").includes("ask card-without-contract"));
});

test("a card whose end is past is no card; one that ends within 90 days is announced", () => {
  const past = facts(has("yes", "yes", { ...noted, "card-expiry": "2026-11-26" }));
  assert.equal(contractBranch(past), "contract-only");
  assert.ok(foundIn(past, "04").includes("warning card-expired"));
  assert.deepEqual(missingMoves(past), ["missing card-requested", "missing card-received"]);
  const today = facts(has("yes", "yes", { ...noted, "card-expiry": "2026-11-27" }));
  assert.equal(stateIn(today, "04"), "done");
  assert.deepEqual(foundIn(today, "04"), ["warning card-ends-soon"]);
});

test("another legal representative than in step 00 is seen; a FINESS that is not given is missing", () => {
  const contacts = [{ name: "Alix Imaginaire", part: "legal-representative", email: "a@b.example" }];
  assert.ok(
    foundIn(facts(has("yes", "yes", noted), [], { contacts }), "04").includes(
      "warning representative-differs",
    ),
  );
  const same = [{ name: "dominique fictif", part: "legal-representative" }];
  assert.deepEqual(foundIn(facts(has("yes", "yes", noted), [], { contacts: same }), "04"), []);
  const finess = facts(has("yes", "yes", { ...noted, "structure-id": "finess" }));
  assert.ok(foundIn(finess, "04").includes("missing finess-not-given"));
});
