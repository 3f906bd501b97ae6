import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluate, mayTakeBack, moveRefusal, partIn } from "./evaluate.ts";
import { isStanding, type JourneyFacts, type MoveRecord } from "./facts.ts";
import type { Role } from "./roles.ts";
import { closeRounds } from "./rounds.ts";
import type { Move } from "./step.ts";
import { moveOf, steps, writingOf } from "./steps/table.ts";
import { complete } from "./test-support/complete.ts";
import { answersOf, recordsOf } from "./test-support/facts.ts";

const deciding: readonly Role[] = ["grades", "committee-member", "ans-operator"];
const supplier: readonly Role[] = ["applicant", "legal-representative", "proxy"];

/** Every move of GRADeS, committee and ANS, with the one of them who makes it and the move that declares the same. */
const theirs = steps
  .flatMap((step) => step.moves)
  .flatMap((move) => {
    const decider = move.by.find((role) => deciding.includes(role));
    const twin = move.declaredAs === undefined ? move : moveOf(move.declaredAs)?.move;
    return decider === undefined ? [] : [{ move, decider, twin }];
  });

const before: JourneyFacts = (() => {
  const branch = { contract: "no", card: "no", delegated: "no", mode: "self", route: "f413", testCard: "no" };
  const facts = complete("saas", branch);
  const granted = answersOf({ "committee-answer": { "granted-profile": "none", "client-id": "ror-x" } });
  return { ...facts, answers: new Map([...facts.answers, ...granted]) };
})();

/** A member's opinion names the member; whatever else is about a thing does without one here, as `complete` says. */
const subjectOf = (move: Move): string => (move.forMember ? "DGOS" : "");

function refusal(facts: JourneyFacts, move: Move, roles: readonly Role[]) {
  const step = evaluate(facts).find(({ definition }) => definition.moves.includes(move));
  assert.ok(step);
  return moveRefusal(step, move, facts, roles, subjectOf(move));
}

function withRecord(facts: JourneyFacts, move: Move, more: Partial<MoveRecord> = {}): JourneyFacts {
  const [record] = recordsOf(move.name);
  assert.ok(record);
  const own = {
    id: `m${facts.records.length}`,
    subject: subjectOf(move),
    reason: "La liste est incomplète.",
  };
  const made = { ...record, ...own, ...more };
  return { ...facts, records: closeRounds([...facts.records, made]) };
}

/** The file as it stands when the move can be made: whatever can come before it is made, in the order of the table. */
function stageOf({ move, decider, twin = move }: (typeof theirs)[number]): JourneyFacts {
  const aside = new Set([
    move.name,
    twin.name,
    ...(move.excludes ?? []),
    "decision-changes-requested",
    "decision-refused",
    "condition-not-met",
  ]);
  let facts = before;
  for (;;) {
    if (refusal(facts, move, [decider]) === undefined) return facts;
    const next = steps
      .flatMap((step) => step.moves)
      .find((one) => !aside.has(one.name) && refusal(facts, one, one.by) === undefined);
    assert.ok(next, `${move.name} can never be made`);
    facts = withRecord(facts, next);
  }
}

/** What everybody sees of a file: states, waits, findings, and what counts of the earlier records. */
function seen(facts: JourneyFacts) {
  return {
    steps: evaluate(facts).map(({ definition, ...rest }) => ({ id: definition.id, ...rest })),
    standing: facts.records.slice(0, -1).map(({ id, ...record }) => [id, isStanding(record)]),
  };
}

test("the table holds the moves of those who decide", () => {
  assert.deepEqual(theirs.map(({ move }) => move.name).sort(), [
    "access-granted",
    "access-received",
    "application-acknowledged",
    "condition-met",
    "condition-not-met",
    "contract-signed",
    "decision-changes-requested",
    "decision-favourable",
    "decision-refused",
    "designation-confirmed",
    "f414-accepted",
    "member-opinion-favourable",
    "member-opinion-reserved",
    "member-opinion-unfavourable",
    "opinion-favourable",
    "opinion-reserved",
    "question-asked",
    "white-list-confirmed",
    "white-list-preparing",
  ]);
});

for (const one of theirs)
  test(`${one.move.name} can be declared by the supplier from the answer, to the same effect`, () => {
    const { move, decider, twin } = one;
    assert.ok(twin);
    for (const role of supplier) assert.equal(partIn(twin, [role]), "declares", `${role} shows the answer`);
    assert.equal(partIn(move, [decider]), "decides");
    const stage = stageOf(one);
    for (const role of supplier) assert.equal(refusal(stage, twin, [role]), undefined, role);
    const decided = withRecord(stage, move);
    const declared = withRecord(stage, twin, { declared: true, documentId: "answer" });
    assert.deepEqual(seen(declared), seen(decided));
    assert.equal(refusal(declared, twin, ["applicant"]), "recorded");
    assert.equal(refusal(declared, move, [decider]), "recorded", "nobody decides what was declared again");
    assert.ok(!mayTakeBack(move, { declared: undefined }, ["applicant"]), "a decision is not the supplier's");
    assert.ok(mayTakeBack(twin, { declared: true }, ["applicant"]));
  });

test("a declared refusal or request for changes opens signature and sending again, with its reason", () => {
  for (const [name, code] of [
    ["decision-refused", "application-refused"],
    ["decision-changes-requested", "changes-requested"],
  ] as const) {
    const one = theirs.find(({ move }) => move.name === name);
    assert.ok(one);
    const facts = withRecord(stageOf(one), one.move, { declared: true, documentId: "answer" });
    const step = evaluate(facts).find(({ definition }) => definition.id === "03");
    assert.deepEqual(step?.findings.find((found) => found.code === code)?.params, {
      reason: "La liste est incomplète.",
    });
    const signed = moveOf("application-signed")?.move;
    assert.ok(signed);
    assert.equal(refusal(facts, signed, ["legal-representative"]), undefined);
  }
});

test("whatever a GRADeS or ANS types, the supplier may type from their answer", () => {
  for (const { sections } of steps)
    for (const section of sections) {
      if (!section.writers.some((role) => deciding.includes(role))) continue;
      for (const role of supplier) assert.equal(writingOf(section, [role]), "all", `${section.name} ${role}`);
    }
});
