import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import type { CensusFact, Fact } from "../movements/fact.ts";
import { FeedBook } from "./feed-book.ts";
import { lodgingText } from "./patient-line.ts";
import { at, cancel, move, shown, stateOf } from "./visit-cases.ts";
import type { VisitState } from "./visit-state.ts";

describe("who is who", () => {
  test("a merge counts before and after the movements that it concerns, and along a chain", () => {
    const stay = move("A01", "202611100800", "2330/1/1", { patient: "X1" });
    const merge = (from: string, into: string, when: string): Fact => ({
      kind: "merge",
      arrival: 1,
      messageAt: at(when),
      controlId: "m",
      scope: "patient",
      from,
      into,
    });
    const merges = [merge("X1", "X2", "202611110800"), merge("X2", "X3", "202611120800")];
    assert.equal(stateOf([stay, ...merges]).patient, "X3");
    assert.equal(stateOf([...merges, stay]).patient, "X3");
    assert.equal(stateOf([...merges, merge("X3", "X1", "202611130800"), stay]).patient, "X1");
  });

  test("merges that go round in a circle hung the reader: the newest one wins", () => {
    const merge = (from: string, into: string, when: string): Fact => ({
      kind: "merge",
      arrival: 1,
      messageAt: at(when),
      controlId: "m",
      scope: "patient",
      from,
      into,
    });
    const stay = move("A01", "202611100800", "2330/1/1", { patient: "X2" });
    const round = [
      merge("X1", "X2", "202611110800"),
      merge("X2", "X3", "202611120800"),
      merge("X2", "X1", "202611130800"),
    ];
    assert.equal(stateOf([stay, ...round]).patient, "X1");
  });

  test("an account that moves takes its stays along; the sex last told counts for both names", () => {
    const stay = move("A01", "202611100800", "2330/1/1", { patient: "X1", account: "D1", sex: "M" });
    const moved: Fact = {
      kind: "merge",
      arrival: 2,
      messageAt: at("202611110800"),
      controlId: "m",
      scope: "account-owner",
      from: "D1",
      into: "X9",
    };
    const sex: Fact = {
      kind: "identity",
      arrival: 3,
      messageAt: at("202611120800"),
      controlId: "i",
      patient: "X9",
      sex: "F",
    };
    const state = stateOf([stay, moved, sex]);
    assert.deepEqual([state.patient, state.sex], ["X9", "F"]);
  });

  test("without a visit number the account stands for it, without an account the patient", () => {
    const { visit: _visit, ...bare } = move("A01", "202611100800", "2330/1/1", { account: "D1" });
    assert.equal(shown(stateOf([bare], undefined, "account:D1")), "present 2330/1/1");
    const { account: _account, ...barer } = bare;
    assert.equal(shown(stateOf([barer], undefined, "patient:P")), "present 2330/1/1");
  });
});

describe("a message that names no visit", () => {
  const a01 = move("A01", "202611100800", "2310/101/P", { account: "D1" });
  const { visit: _visit, ...bare } = move("A03", "202611110800", "2310/101/P", { account: "D1" });

  test("its bed was never freed: it belongs to the only visit of its account, whoever comes first", () => {
    assert.equal(shown(stateOf([a01, bare])), "discharged");
    assert.equal(shown(stateOf([bare, a01])), "discharged");
  });

  test("with two visits of the account nobody can tell, and nothing is guessed", () => {
    const other = move("A01", "202611050800", "2320/201/P", { account: "D1", visit: "V0" });
    for (const facts of [
      [a01, bare, other],
      [other, bare, a01],
      [bare, other, a01],
    ]) {
      assert.equal(shown(stateOf(facts)), "present 2310/101/P");
      assert.equal(shown(stateOf(facts, undefined, "account:D1")), "discharged");
    }
  });

  test("an update that leaves PV1-19 empty stays with the visit of its movement", () => {
    const { visit: _none, ...update } = move("A01", "202611100800", "2310/102/P", {
      numbers: a01.numbers,
      action: "update",
      said: "202611100900",
    });
    assert.equal(shown(stateOf([a01, update])), "present 2310/102/P");
  });
});

describe("a census", () => {
  const census = (lines: CensusFact["lines"], units = ["2310", "2320"]): CensusFact => ({
    kind: "census",
    arrival: 1,
    messageAt: at("202611150600"),
    controlId: "",
    at: at("202611150600"),
    units,
    lines,
  });
  const stay = move("A01", "202611100800", "2310/101/P");

  test("removes who is not listed, moves who lies elsewhere, brings who was unknown", () => {
    assert.equal(shown(stateOf([stay, census([])])), "discharged");
    assert.equal(shown(stateOf([stay, census([], ["9999"])])), "present 2310/101/P");
    const line = { patient: "P", visit: "V", unit: "2320", room: "201", bed: "F", onLeave: true };
    assert.equal(shown(stateOf([stay, census([line])])), "leave 2320/201/F");
    assert.equal(
      shown(stateOf([census([{ ...line, visit: "V2", onLeave: false }])], undefined, "V2")),
      "present 2320/201/F",
    );
  });

  test("what happens after it counts again", () => {
    assert.equal(
      shown(stateOf([stay, census([]), move("A01", "202611160800", "2310/102/P")])),
      "present 2310/102/P",
    );
    const line = { patient: "P", visit: "V", unit: "2310", room: "101", bed: "P" };
    assert.equal(shown(stateOf([census([line]), move("A03", "202611160800", "2310/101/P")])), "discharged");
  });

  test("a line without a visit number joins the visit that the next message names", () => {
    const facts = [
      census([{ patient: "P", unit: "2310", room: "101", bed: "P" }]),
      move("A03", "202611160800", "2310/101/P"),
    ];
    const book = new FeedBook();
    for (const fact of facts) book.add(fact);
    const phases = [...book.visits()].map((visit) => book.visitState(visit, Number.POSITIVE_INFINITY).phase);
    assert.deepEqual(
      phases.filter((phase) => phase === "present"),
      [],
    );
  });
});

describe("time", () => {
  test("in the repeated hour of October arrival decides, and only there", () => {
    const first = move("A01", "20261025021000", "2310/101/P");
    const second = move("A02", "20261025025000", "2310/102/P");
    const third = move("A02", "20261025022000", "2310/103/P");
    assert.equal(shown(stateOf([third, first, second])), "present 2310/103/P");
    const after = move("A02", "20261025030000", "2310/104/P", { arrival: 0 });
    assert.equal(shown(stateOf([after, third, first, second])), "present 2310/104/P");
  });

  test("equal times are told apart by the movement number, as a number", () => {
    const nine = move("A02", "202611100900", "2310/109/P", { numbers: ["9^X"] });
    const ten = move("A02", "202611100900", "2310/110/P", { numbers: ["10^X"] });
    assert.equal(shown(stateOf([ten, nine])), "present 2310/110/P");
  });

  test("any order and any repetition of the same facts gives the same state", () => {
    const events = ["A01", "A04", "A05", "A14", "A06", "A07", "A02", "A15", "A03", "A16", "A21", "A22"];
    const fact = fc
      .record({
        event: fc.constantFrom(...events),
        minute: fc.integer({ min: 0, max: 40 }),
        said: fc.integer({ min: 0, max: 40 }),
        number: fc.integer({ min: 1, max: 6 }),
        action: fc.constantFrom("insert", "insert", "update", "cancel"),
        place: fc.constantFrom("", "2310", "2310/101", "2310/101/P", "2320/201/F"),
        natures: fc.constantFrom("", "H", "M", "HMS", "L"),
        preadmissionNumber: fc.boolean(),
      })
      .map(({ event, minute, said, number, action, place, ...rest }) => {
        const when = `2026111008${String(minute + 10)}`;
        const text = `2026111008${String(said + 10)}`;
        const one = move(event, when, place, {
          ...rest,
          said: text,
          numbers: [`${number}^X`],
          controlId: `${said}-${number}-${action}-${event}-${place}`,
        });
        return action === "cancel"
          ? { ...cancel(one, text), controlId: one.controlId }
          : { ...one, action: action as "insert" | "update" };
      });
    fc.assert(
      fc.property(
        fc.array(fact, { maxLength: 14 }),
        fc.infiniteStream(fc.nat()),
        fc.integer({ min: 0, max: 60 }),
        (facts, keys, minute) => {
          const unique = [
            ...new Map(facts.map((one) => [`${one.controlId}${one.messageAt.ms}`, one])).values(),
          ];
          const order = unique
            .map((one) => ({ one, key: keys.next().value ?? 0 }))
            .sort((a, b) => a.key - b.key);
          const other = [...order.map(({ one }) => one), ...unique.slice(0, 2)];
          const horizon = at("202611100810").ms + minute * 60_000;
          const whole = (list: readonly Fact[]): unknown => {
            const { stays, ...state } = stateOf(list, horizon);
            return { ...state, stays: stays.map((stay) => lodgingText(stay.lodging)) };
          };
          assert.deepEqual(whole(other), whole(unique));
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe("any facts at all", () => {
  const anyFact = (): fc.Arbitrary<Fact> => {
    const events = ["A01", "A05", "A02", "A03", "A21", "A06"];
    const patient = fc.constantFrom("P1", "P2", "P3");
    return fc.oneof(
      fc
        .record({
          event: fc.constantFrom(...events),
          minute: fc.integer({ min: 10, max: 50 }),
          number: fc.integer({ min: 1, max: 5 }),
          patient,
          visit: fc.constantFrom("V1", "V2", undefined),
          account: fc.constantFrom("D1", "D2", undefined),
          sex: fc.constantFrom("F", "M", undefined),
          undo: fc.boolean(),
        })
        .map(({ event, minute, number, undo, visit, account, sex, ...rest }) => {
          const made = move(event, `2026111008${minute}`, "2310/101/P", {
            numbers: [`${number}^X`],
            ...rest,
          });
          const { visit: _visit, ...bare } = made;
          const fact = {
            ...bare,
            ...(visit === undefined ? {} : { visit }),
            ...(account === undefined ? {} : { account }),
            ...(sex === undefined ? {} : { sex: sex as "F" | "M" }),
          };
          return undo ? cancel(fact, `2026111009${minute}`) : fact;
        }),
      fc.record({ from: patient, into: patient, minute: fc.integer({ min: 10, max: 50 }) }).map(
        ({ from, into, minute }): Fact => ({
          kind: "merge",
          arrival: 0,
          messageAt: at(`2026111008${minute}`),
          controlId: "m",
          scope: "patient",
          from,
          into,
        }),
      ),
      fc
        .record({
          from: fc.constantFrom("D1", "D2"),
          into: patient,
          minute: fc.integer({ min: 10, max: 50 }),
        })
        .map(
          ({ from, into, minute }): Fact => ({
            kind: "merge",
            arrival: 0,
            messageAt: at(`2026111008${minute}`),
            controlId: "m",
            scope: "account-owner",
            from,
            into,
          }),
        ),
      fc.record({ patient, sex: fc.constantFrom("F", "M"), minute: fc.integer({ min: 10, max: 50 }) }).map(
        ({ minute, ...rest }): Fact => ({
          kind: "identity",
          arrival: 0,
          messageAt: at(`2026111008${minute}`),
          controlId: "i",
          patient: rest.patient,
          sex: rest.sex as "F" | "M",
        }),
      ),
    );
  };

  test("every visit whose state changed is named, whatever the fact: so nobody has to look at the others", () => {
    fc.assert(
      fc.property(fc.array(anyFact(), { maxLength: 14 }), (facts) => {
        const book = new FeedBook();
        const kept = new Map<string, VisitState>();
        for (const fact of facts) {
          for (const visit of book.add(fact))
            kept.set(visit, book.visitState(visit, Number.POSITIVE_INFINITY));
          for (const visit of book.visits()) {
            assert.deepEqual(kept.get(visit), book.visitState(visit, Number.POSITIVE_INFINITY), visit);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test("the order in which they come is indifferent, with visit numbers or without, with merges between them", () => {
    const states = (facts: readonly Fact[]): unknown => {
      const book = new FeedBook();
      for (const fact of facts) book.add(fact);
      const all = [...book.visits()].sort().map((visit) => book.visitState(visit, Number.POSITIVE_INFINITY));
      return all.filter((state) => state.phase !== "nothing");
    };
    fc.assert(
      fc.property(fc.array(anyFact(), { maxLength: 10 }), fc.infiniteStream(fc.nat()), (facts, keys) => {
        // Words said at one instant have no order of their own but the order of coming.
        const distinct = facts.map((fact, index) => ({
          ...fact,
          arrival: index + 1,
          controlId: `C${index}`,
          messageAt: { ...fact.messageAt, ms: fact.messageAt.ms + index },
        }));
        const order = distinct
          .map((fact) => ({ fact, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key);
        assert.deepEqual(states(order.map(({ fact }) => fact)), states(distinct));
      }),
      { numRuns: 500 },
    );
  });
});
