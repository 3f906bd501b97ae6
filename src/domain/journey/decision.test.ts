import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { committeeState, decisionObstacles } from "./decision.ts";
import { moveRefusal, restsOn } from "./evaluate.ts";
import { isStanding, type JourneyFacts, type MoveRecord, recordOf } from "./facts.ts";
import type { Role } from "./roles.ts";
import { closeRounds } from "./rounds.ts";
import { moveOf } from "./steps/table.ts";
import { answersOf, emptyFacts, foundIn, recordsOf, stepIn } from "./test-support/facts.ts";

const sent = ["application-signed", "list-signed", "application-sent"];

/** Records of moves in this order, `move subject` each; as the server reads them. */
function made(...all: readonly string[]): readonly MoveRecord[] {
  const names = all.map((one) => one.split(" ")[0] ?? "");
  return closeRounds(
    recordsOf(...names).map((record, index) => ({
      ...record,
      subject: all[index]?.split(" ")[1] ?? "",
      reason: "parce que",
    })),
  );
}

const factsOf = (records: readonly MoveRecord[], more: Partial<JourneyFacts> = {}): JourneyFacts =>
  emptyFacts({ records, ...more });

function refusal(move: string, role: Role, facts: JourneyFacts, subject = "") {
  const found = moveOf(move);
  assert.ok(found);
  return moveRefusal(stepIn(facts, "03"), found.move, facts, [role], subject);
}

const waits = (facts: JourneyFacts) => stepIn(facts, "03").waitingFor;

test("nothing is asked, judged or decided before the application was sent", () => {
  const before = factsOf(made("application-signed", "list-signed"));
  const after = factsOf(made(...sent));
  for (const [move, subject] of [
    ["question-asked", "q1"],
    ["member-opinion-favourable", "DGOS"],
    ["decision-changes-requested", ""],
    ["decision-refused", ""],
  ] as const) {
    assert.equal(refusal(move, "committee-member", before, subject), "after", move);
    assert.equal(refusal(move, "committee-member", after, subject), undefined, move);
    assert.equal(refusal(move, "grades", after, subject), "role", move);
  }
});

test("a question waits for the supplier, its answer for the committee again", () => {
  assert.equal(waits(factsOf(made(...sent))), "committee");
  const asked = factsOf(made(...sent, "question-asked q1"));
  assert.equal(waits(asked), undefined);
  assert.ok(foundIn(asked, "03").includes("missing questions-open"));
  assert.equal(refusal("question-answered", "applicant", asked, "q1"), undefined);
  assert.equal(refusal("question-answered", "applicant", asked, "q2"), "after");
  assert.equal(refusal("question-answered", "committee-member", asked, "q1"), "role");
  const answered = factsOf(made(...sent, "question-asked q1", "question-answered q1"));
  assert.equal(waits(answered), "committee");
  assert.equal(refusal("question-answered", "applicant", answered, "q1"), "recorded");
});

test("a member has one opinion; it changes it by taking the first back", () => {
  const records = made(...sent, "member-opinion-reserved DGOS");
  const facts = factsOf(records);
  assert.equal(refusal("member-opinion-favourable", "committee-member", facts, "DGOS"), "recorded");
  assert.equal(refusal("member-opinion-favourable", "committee-member", facts, "DNS"), undefined);
  assert.equal(refusal("member-opinion-favourable", "committee-member", facts, "ACME"), "after");
  assert.deepEqual(
    committeeState(facts).opinions.map(({ member, opinion }) => [member, opinion]),
    [["DGOS", "reserved"]],
  );
  const back = records.map((one) => (one.subject === "DGOS" ? { ...one, withdrawnAt: "2026-11-26" } : one));
  assert.equal(refusal("member-opinion-favourable", "committee-member", factsOf(back), "DGOS"), undefined);
});

test("a favourable decision rests on an opinion, answered questions and conditions that are met", () => {
  const conditions = [{ id: "c1", textFr: "une", textEn: "one" }];
  const obstacles = (...moves: string[]) =>
    decisionObstacles(factsOf(made(...sent, ...moves), { conditions }));
  assert.deepEqual(obstacles(), ["no-opinion", "condition-open"]);
  const opinion = "member-opinion-favourable DGOS";
  assert.deepEqual(obstacles(opinion, "question-asked q", "condition-not-met c1"), [
    "open-question",
    "condition-not-met",
  ]);
  const whole = factsOf(made(...sent, opinion, "condition-met c1"), { conditions });
  assert.deepEqual(decisionObstacles(whole), []);
  assert.equal(refusal("decision-favourable", "committee-member", whole), undefined);
  assert.equal(refusal("condition-met", "committee-member", whole, "unknown"), "after");
  const decided = factsOf(made(...sent, opinion, "condition-met c1", "decision-favourable"), { conditions });
  const opinionRecord = recordOf(decided, "member-opinion-favourable", "DGOS");
  assert.ok(opinionRecord);
  assert.ok(restsOn(opinionRecord, decided), "the decision rests on the opinion");
  assert.equal(refusal("member-opinion-reserved", "committee-member", decided, "DNS"), "after");
  assert.equal(refusal("decision-refused", "committee-member", decided), "recorded");
});

test("access is granted after a favourable opinion of either way, with profile and client_id, and ends the wait", () => {
  const answers = answersOf({ "committee-answer": { "granted-profile": "1", "client-id": "ror-x" } });
  for (const opinion of ["decision-favourable", "opinion-favourable"]) {
    const facts = factsOf(made(...sent, opinion));
    assert.equal(waits(facts), "ans");
    assert.equal(refusal("access-granted", "ans-operator", facts), "after", "no profile");
    const written = { ...facts, answers };
    assert.equal(refusal("access-granted", "ans-operator", written), undefined);
    assert.equal(refusal("access-granted", "committee-member", written), "role");
    assert.equal(refusal("access-received", "applicant", written), undefined);
    const granted = factsOf(made(...sent, opinion, "access-granted"), { answers });
    assert.equal(waits(granted), undefined);
    assert.ok(!foundIn(granted, "03").some((one) => /access-received|opinion-favourable/.test(one)));
    const record = recordOf(granted, opinion);
    assert.ok(record);
    assert.ok(restsOn(record, granted), "the access rests on the opinion");
  }
});

test("a request for changes or a refusal opens signature and sending again and keeps what was recorded", () => {
  for (const [decision, code] of [
    ["decision-changes-requested", "missing changes-requested"],
    ["decision-refused", "missing application-refused"],
  ] as const) {
    const first = [...sent, "question-asked q1", "member-opinion-unfavourable DGOS", decision];
    const facts = factsOf(made(...first));
    assert.equal(facts.records.length, first.length);
    assert.deepEqual(
      facts.records.filter(isStanding).map(({ move }) => move),
      ["question-asked", decision],
    );
    assert.equal(waits(facts), undefined);
    assert.ok(foundIn(facts, "03").includes(code));
    assert.ok(foundIn(facts, "03").includes("missing application-sent"));
    assert.equal(refusal("application-signed", "applicant", facts), undefined);
    assert.equal(refusal("application-sent", "applicant", facts), "after");
    assert.equal(refusal("decision-favourable", "committee-member", facts), "recorded");
    const old = facts.records[2];
    assert.ok(old);
    assert.ok(restsOn(old, facts), "what a decision closed is not taken back");
    const again = factsOf(made(...first, "question-answered q1", ...sent));
    assert.equal(waits(again), "committee");
    assert.equal(committeeState(again).decision, undefined);
    assert.deepEqual(committeeState(again).opinions, []);
    assert.equal(refusal("member-opinion-favourable", "committee-member", again, "DGOS"), undefined);
    assert.equal(refusal(decision, "committee-member", again), undefined);
  }
});

test("taking the request for changes back gives the round back, unless something was made anew", () => {
  const records = made(...sent, "decision-changes-requested");
  const decision = records.at(-1);
  assert.ok(decision);
  assert.ok(!restsOn(decision, factsOf(records)));
  const back = closeRounds(
    records.map(({ closedBy: _closed, ...one }) =>
      one.id === decision.id ? { ...one, withdrawnAt: "2026-11-26" } : one,
    ),
  );
  assert.equal(waits(factsOf(back)), "committee");
  const signed = made(...sent, "decision-changes-requested", "application-signed");
  const asked = signed.find(({ move }) => move === "decision-changes-requested");
  assert.ok(asked);
  assert.ok(restsOn(asked, factsOf(signed)));
});

test("closing rounds drops no record, changes nothing else, and marking twice marks the same", () => {
  const names = [...sent, "opinion-reserved", "decision-changes-requested", "decision-refused", "guide-read"];
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...names), fc.boolean())), (story) => {
      const records = recordsOf(...story.map(([name]) => name)).map((record, index) =>
        story[index]?.[1] ? { ...record, withdrawnAt: "2026-11-27T00:00:00.000Z" } : record,
      );
      const closed = closeRounds(records);
      assert.deepEqual(
        closed.map(({ closedBy: _closed, ...rest }) => rest),
        records,
      );
      assert.deepEqual(closeRounds(closed), closed);
      for (const { closedBy, move } of closed) {
        if (closedBy === undefined) continue;
        const closer = records.find(({ id }) => id === closedBy);
        assert.equal(closer?.withdrawnAt, null);
        assert.ok(moveOf(closer.move)?.move.closes?.includes(move));
      }
    }),
  );
});
