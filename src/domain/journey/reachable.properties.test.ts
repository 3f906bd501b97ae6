import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { evaluate, moveRefusal } from "./evaluate.ts";
import { type JourneyFacts, type MoveRecord, supplierKinds } from "./facts.ts";
import { roles } from "./roles.ts";
import { closeRounds } from "./rounds.ts";
import type { StepId } from "./step.ts";
import { steps } from "./steps/table.ts";
import { complete } from "./test-support/complete.ts";
import { recordsOf } from "./test-support/facts.ts";

const yesNo = fc.constantFrom("yes", "no");
const branches = fc
  .record({
    kind: fc.constantFrom(...supplierKinds),
    contract: yesNo,
    card: yesNo,
    delegated: yesNo,
    mode: fc.constantFrom("self", "delegate", "proxy"),
    route: fc.constantFrom("f413", "portal"),
    testCard: yesNo,
  })
  .filter(({ mode, delegated }) => mode !== "delegate" || delegated === "yes");

/** Moves that can be made now, by anybody. */
function open(facts: JourneyFacts): readonly string[] {
  return evaluate(facts).flatMap((step) =>
    step.definition.moves
      .filter((move) => moveRefusal(step, move, facts, roles) === undefined)
      .map(({ name }) => name),
  );
}

/** Decisions that send a file back; a committee that never stops asking would be no property of the table. */
const sendsBack: ReadonlySet<string> = new Set(["decision-changes-requested", "decision-refused"]);
const sentBackMax = 3;

const steering = new Set<StepId>(["go-live", "completed"]);

test("whatever branch is taken, and in whatever order moves are made, no journey is stuck before its white list", () => {
  fc.assert(
    fc.property(branches, fc.infiniteStream(fc.nat()), ({ kind, ...branch }, numbers) => {
      const before = complete(kind, branch);
      let records: readonly MoveRecord[] = [];
      for (;;) {
        const closed = closeRounds(records);
        const askedAgain = records.filter(({ move }) => sendsBack.has(move)).length;
        const choices = open({ ...before, records: closed }).filter(
          (move) => askedAgain < sentBackMax || !sendsBack.has(move),
        );
        const chosen = choices[numbers.next().value % Math.max(1, choices.length)];
        if (chosen === undefined) break;
        records = [...records, ...recordsOf(chosen)];
      }
      const left = evaluate({ ...before, records: closeRounds(records) }).filter(
        ({ definition, state }) => !steering.has(definition.id) && state !== "done" && state !== "skipped",
      );
      assert.deepEqual(
        left.map(({ definition, state, findings }) => [
          definition.id,
          state,
          findings.filter(({ severity }) => severity === "missing"),
        ]),
        [],
      );
    }),
  );
});

test("a step that is blocked offers no move, and one that does not apply offered to order cards", () => {
  fc.assert(
    fc.property(branches, fc.array(fc.nat(), { maxLength: 40 }), ({ kind, ...branch }, numbers) => {
      const before = complete(kind, branch);
      let records: readonly MoveRecord[] = [];
      for (const number of numbers) {
        const facts = { ...before, records: closeRounds(records) };
        for (const step of evaluate(facts)) {
          if (step.state !== "blocked" && step.state !== "skipped") continue;
          for (const move of step.definition.moves.filter(({ whileBlocked }) => whileBlocked !== true))
            assert.notEqual(moveRefusal(step, move, facts, roles), undefined, move.name);
        }
        const choices = open(facts);
        const chosen = choices[number % Math.max(1, choices.length)];
        if (chosen !== undefined) records = [...records, ...recordsOf(chosen)];
      }
    }),
  );
});

test("each move's predecessors are moves of its own step that somebody can make", () => {
  for (const step of steps)
    for (const move of step.moves)
      for (const name of move.after)
        assert.ok(
          step.moves.some((one) => one.name === name && one.by.length > 0),
          `${move.name}: ${name}`,
        );
});
