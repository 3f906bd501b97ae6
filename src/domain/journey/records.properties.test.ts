import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { evaluate } from "./evaluate.ts";
import type { JourneyFacts, MoveRecord } from "./facts.ts";
import { steps } from "./steps/table.ts";
import { answersOf, emptyFacts, recordsOf } from "./test-support/facts.ts";

const moves = steps.flatMap((step) =>
  step.moves.filter(({ subject }) => subject === "journey").map(({ name }) => name),
);

const yesNo = fc.constantFrom("yes", "no", "");
const day = fc.constantFrom("", "2026-11-26", "2026-11-27", "2027-01-01", "2029-01-01");
const someFacts: fc.Arbitrary<JourneyFacts> = fc
  .record({
    kind: fc.constantFrom("regional-eai", "saas", "proprietary"),
    contract: fc.record({
      "has-contract": yesNo,
      "has-card": yesNo,
      "card-expiry": day,
      "card-number": yesNo,
    }),
    delegation: fc.record({ delegated: yesNo }),
    holders: fc.array(fc.record({ "has-card": yesNo, "card-number": yesNo, "card-expiry": day }), {
      maxLength: 2,
    }),
    designation: fc.record({
      mode: fc.constantFrom("self", "delegate", "proxy"),
      route: fc.constantFrom("f413", "portal"),
    }),
    material: fc.record({ "has-test-card": yesNo, "test-card-expiry": day }),
    mapping: fc.array(fc.record({ "asked-on": day, "assigned-on": day, "external-id": yesNo }), {
      maxLength: 2,
    }),
  })
  .map(({ kind, contract, delegation, holders, designation, material, mapping }) =>
    emptyFacts({
      kind,
      answers: answersOf({
        contract,
        delegation,
        designation,
        "test-material": material,
        "card-holders": holders,
        mapping,
      }),
    }),
  );
const someMoves = fc.uniqueArray(fc.constantFrom(...moves), { maxLength: 12 });

const seen = (facts: JourneyFacts, records: readonly MoveRecord[]) =>
  evaluate({ ...facts, records }).map(({ definition, state, waitingFor, since, findings, blockedBy }) => ({
    id: definition.id,
    state,
    waitingFor,
    since,
    findings,
    blockedBy,
  }));

test("the order in which moves were recorded does not change any step", () => {
  fc.assert(
    fc.property(someFacts, someMoves, fc.infiniteStream(fc.nat()), (facts, made, numbers) => {
      const records = recordsOf(...made);
      const shuffled = records
        .map((record) => ({ record, place: numbers.next().value }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ record }) => record);
      assert.deepEqual(seen(facts, shuffled), seen(facts, records));
    }),
  );
});

test("taking a record back gives the state before it, and recording it again the state after", () => {
  fc.assert(
    fc.property(someFacts, someMoves, fc.constantFrom(...moves), (facts, made, move) => {
      const before = recordsOf(...made.filter((name) => name !== move));
      const after = [...before, ...recordsOf(move)];
      const withdrawn = [
        ...before,
        ...recordsOf(move).map((record) => ({ ...record, id: "w", withdrawnAt: "2026-11-27T00:00:00.000Z" })),
      ];
      assert.deepEqual(seen(facts, withdrawn), seen(facts, before));
      assert.deepEqual(seen(facts, [...withdrawn, ...recordsOf(move)]), seen(facts, after));
    }),
  );
});

test("a step is waiting only for somebody, and done or skipped with nothing missing", () => {
  fc.assert(
    fc.property(someFacts, someMoves, (facts, made) => {
      for (const step of seen(facts, recordsOf(...made))) {
        if (step.state === "waiting") assert.notEqual(step.waitingFor, undefined, step.id);
        if (step.state === "done" || step.state === "skipped")
          assert.ok(!step.findings.some(({ severity }) => severity === "missing"), step.id);
      }
    }),
  );
});
