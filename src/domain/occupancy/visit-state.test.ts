import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Fact, MovementFact } from "../movements/fact.ts";
import { lodgingText } from "./patient-line.ts";
import { at, cancel, move, shown, stateOf } from "./visit-cases.ts";

describe("one visit", () => {
  const a01 = move("A01", "202611100800", "2310/101/P");

  test("a transfer of medical responsibility does not move, one of lodging does", () => {
    assert.equal(
      shown(stateOf([a01, move("A02", "202611100900", "2320/201/P", { natures: "M" })])),
      "present 2310/101/P",
    );
    assert.equal(
      shown(stateOf([a01, move("A02", "202611100900", "2320/201/P", { natures: "HM" })])),
      "present 2320/201/P",
    );
  });

  test("a transfer without room and bed frees the bed; without ZBE-9 the place given decides", () => {
    assert.equal(shown(stateOf([a01, move("A02", "202611100900", "2310", { natures: "" })])), "present 2310");
    assert.equal(
      shown(stateOf([a01, move("A02", "202611100900", "", { natures: "" })])),
      "present 2310/101/P",
    );
  });

  test("a transfer of somebody unknown takes the bed, whatever has changed", () => {
    assert.equal(
      shown(stateOf([move("A02", "202611100900", "2310/104/X", { natures: "M" })])),
      "present 2310/104/X",
    );
  });

  test("a leave keeps the bed, and a return that names only the unit gives it back", () => {
    const leave = move("A21", "202611101000", "");
    assert.equal(shown(stateOf([a01, leave])), "leave 2310/101/P");
    assert.equal(shown(stateOf([a01, leave, move("A22", "202611101100", "2310")])), "present 2310/101/P");
    assert.equal(shown(stateOf([a01, leave, move("A22", "202611101100", "2320")])), "present 2320");
  });

  test("a patient who left and does not come back is discharged from the leave", () => {
    const facts = [a01, move("A21", "202611101000", "2310/101/P"), move("A03", "202611110800", "2310/101/P")];
    assert.equal(shown(stateOf(facts)), "discharged");
  });

  test("PV1-41 = N tells out from discharged", () => {
    assert.equal(shown(stateOf([a01, move("A03", "202611110800", "2310/101/P", { lastVisit: "N" })])), "out");
  });

  test("a discharge in the future counts only from its time", () => {
    const facts = [a01, move("A03", "202611200800", "2310/101/P", { said: "202611100900" })];
    assert.equal(shown(stateOf(facts, at("202611150000").ms)), "present 2310/101/P");
    assert.equal(shown(stateOf(facts, at("202611200800").ms)), "discharged");
  });

  test("an update names another unit: room and bed go with it, even empty", () => {
    const update = move("A01", "202611100800", "2320", {
      numbers: a01.numbers,
      action: "update",
      said: "202611100900",
    });
    assert.equal(shown(stateOf([a01, update])), "present 2320");
    const sameUnit = move("A01", "202611100800", "2310", {
      numbers: a01.numbers,
      action: "update",
      said: "202611100900",
    });
    assert.equal(shown(stateOf([a01, sameUnit])), "present 2310/101/P");
    const otherRoom = move("A01", "202611100800", "2310/102", {
      numbers: a01.numbers,
      action: "update",
      said: "202611100900",
    });
    assert.equal(shown(stateOf([a01, otherRoom])), "present 2310/102");
  });

  test("deleted is not empty: two quotes take the bed away", () => {
    const deleted = {
      ...move("A01", "202611100800", "2310", {
        numbers: a01.numbers,
        action: "update",
        said: "202611100900",
      }),
    };
    const state = stateOf([a01, { ...deleted, lodging: { unit: "2310", bed: null } }]);
    assert.equal(shown(state), "present 2310/101");
  });

  test("an update without its original movement has no place in the story until that comes", () => {
    const { event: _event, ...orphan } = move("A02", "202611100900", "2320/201/P", { action: "update" });
    assert.equal(shown(stateOf([a01, orphan])), "present 2310/101/P");
    const original = move("A02", "202611100900", "2320/202/P", {
      numbers: orphan.numbers,
      said: "202611100859",
    });
    assert.equal(shown(stateOf([a01, orphan, original])), "present 2320/201/P");
  });

  test("a movement known by two numbers is one movement", () => {
    const both = move("A02", "202611100900", "2320/201/P", { numbers: ["7^A", "9^B"] });
    const update = move("A02", "202611100900", "2320/203/P", {
      numbers: ["9^B"],
      action: "update",
      said: "202611101000",
    });
    const gone = cancel({ ...both, numbers: ["7^A"] }, "202611101100");
    assert.equal(shown(stateOf([a01, update, both])), "present 2320/203/P");
    assert.equal(shown(stateOf([a01, update, gone, both])), "present 2310/101/P");
  });
});

describe("cancels", () => {
  const pre = move("A05", "202611090900", "2320", { expectedIn: at("202611180800") });
  const a01 = move("A01", "202611180805", "2320/203/X", { preadmissionNumber: true });

  test("an admission cancelled goes back to the pre-admission when PV1-5 is filled, and to nothing else", () => {
    assert.equal(shown(stateOf([pre, a01])), "present 2320/203/X");
    const back = stateOf([pre, a01, cancel(a01, "202611180840", { preadmissionNumber: true })]);
    assert.equal(shown(back), "preadmitted 2320");
    assert.equal(back.expectedIn?.text, "202611180800");
    const plain = move("A01", "202611180805", "2320/203/X");
    assert.equal(shown(stateOf([pre, plain, cancel(plain, "202611180840")])), "cancelled");
  });

  test("A11 takes its stay back up to the next admission of the visit; other sessions remain", () => {
    const first = move("A01", "202611100800", "7300/1/1");
    const out = move("A03", "202611101700", "7300/1/1");
    const second = move("A01", "202611120800", "7300/2/1");
    const moved = move("A02", "202611121000", "7300/3/1");
    const third = move("A01", "202611140800", "7300/4/1");
    const facts = [first, out, second, moved, cancel(second, "202611121100")];
    assert.equal(shown(stateOf(facts)), "discharged");
    assert.equal(shown(stateOf([...facts, third])), "present 7300/4/1");
  });

  test("a cancel that comes before its movement is final", () => {
    const wrong = move("A03", "202611180900", "2320/203/X");
    assert.equal(shown(stateOf([a01, cancel(wrong, "202611181000"), wrong])), "present 2320/203/X");
    const again = { ...wrong, messageAt: at("202611181200"), controlId: "later" };
    assert.equal(shown(stateOf([a01, cancel(wrong, "202611181000"), again])), "present 2320/203/X");
  });

  test("a cancel without a number undoes the latest matching event", () => {
    const first = move("A02", "202611181000", "2320/204/P");
    const second = move("A02", "202611181100", "2320/205/P");
    const loose = { ...cancel(second, "202611181200"), numbers: [], effectiveAt: at("202611181200") };
    assert.equal(shown(stateOf([a01, first, second, loose])), "present 2320/204/P");
    assert.equal(shown(stateOf([loose, second, first, a01])), "present 2320/204/P");
  });

  test("an orientation is undone by its opposite with the same number", () => {
    const emergency = move("A04", "202611180700", "1100", { patientClass: "E" });
    const inpatient = move("A06", "202611180900", "2310/101/P");
    const undo = { ...cancel(inpatient, "202611181000"), cancels: ["A06", "A07"] };
    const state = stateOf([emergency, inpatient, undo]);
    assert.equal(shown(state), "present 1100");
    assert.equal(state.patientClass, "E");
  });

  test("an expected discharge taken back is unknown until a later word; older dates do not return", () => {
    const admitted = move("A01", "202611200900", "6000/15/P", { expectedOut: at("20261127") });
    const announced = move("A16", "202611230900", "6000/15/P", { expectedOut: at("202611241000") });
    const facts: MovementFact[] = [admitted, announced];
    assert.equal(stateOf(facts).expectedOut?.text, "202611241000");
    facts.push(cancel(announced, "202611231500"));
    assert.equal(stateOf(facts).expectedOut, undefined);
    facts.push(move("A02", "202611240800", "6000/16/P", { expectedOut: at("202611260800") }));
    assert.equal(stateOf(facts).expectedOut?.text, "202611260800");
  });
});

describe("what is announced", () => {
  const a01 = move("A01", "202611100800", "2310/101/P");

  test("a pending transfer ends with a transfer, with A26, or with the discharge", () => {
    const pending = move("A15", "202611110900", "2310/101/P", {
      pendingLodging: { unit: "2320", room: "201", bed: "P" },
      plannedAt: at("202611120900"),
    });
    const next = stateOf([a01, pending]).next;
    assert.deepEqual([next && lodgingText(next.lodging), next?.at?.text], ["2320/201/P", "202611120900"]);
    assert.equal(stateOf([a01, pending, move("A02", "202611120910", "2320/201/P")]).next, undefined);
    assert.equal(stateOf([a01, pending, cancel(pending, "202611111000")]).next, undefined);
    assert.equal(stateOf([a01, pending, move("A03", "202611111000", "2310/101/P")]).next, undefined);
    assert.ok(stateOf([a01, pending, move("A02", "202611111000", "2310/101/P", { natures: "M" })]).next);
  });

  test("a pre-admission counts from its message on, whatever its ZBE-2, and not after the arrival", () => {
    const pre = move("A05", "202612010800", "2320", { said: "202611010900", expectedIn: at("202612010800") });
    assert.equal(shown(stateOf([pre], at("202610310000").ms)), "nothing");
    assert.equal(shown(stateOf([pre], at("202611010900").ms)), "preadmitted 2320");
    const late = { ...pre, messageAt: at("202612010815") };
    assert.equal(shown(stateOf([move("A01", "202612010800", "2320/201/P"), late])), "present 2320/201/P");
  });

  test("a pre-admission called off later still counted before", () => {
    const pre = move("A05", "202611010900", "2320", { expectedIn: at("202611200800") });
    const facts = [pre, cancel(pre, "202611100900")];
    assert.equal(shown(stateOf(facts, at("202611050000").ms)), "preadmitted 2320");
    assert.equal(shown(stateOf(facts, at("202611110000").ms)), "cancelled");
  });
});

describe("what once went wrong", () => {
  const a01 = move("A01", "202611100800", "2310/101/P", { sex: "F" });

  test("the same cancel without a number, sent again, undid a second movement", () => {
    const first = move("A02", "202611100900", "2310/101/F");
    const second = move("A02", "202611101000", "2320");
    const loose = { ...cancel(second, "202611101100"), numbers: [] };
    const again = { ...loose, arrival: 99, controlId: "again", messageAt: at("202611101130") };
    assert.equal(shown(stateOf([a01, first, second, loose, again])), "present 2310/101/F");
  });

  test("a cancel of a pending event without a number was believed before it was said", () => {
    const pre = move("A05", "202611010900", "2320", { numbers: [], expectedIn: at("202611200800") });
    const loose = { ...cancel(pre, "202611020900"), numbers: [] };
    assert.equal(shown(stateOf([pre, loose], at("202611011200").ms)), "preadmitted 2320");
    assert.equal(shown(stateOf([pre, loose], at("202611021200").ms)), "cancelled");
  });

  test("the sex was lost when an account moved to a patient whose sex nobody had told", () => {
    const stay = { ...a01, account: "D1" };
    const moved: Fact = {
      kind: "merge",
      arrival: 2,
      messageAt: at("202611110800"),
      controlId: "m",
      scope: "account-owner",
      from: "D1",
      into: "X9",
    };
    assert.deepEqual([stateOf([stay, moved]).patient, stateOf([stay, moved]).sex], ["X9", "F"]);
    assert.equal(
      stateOf([stay, { ...moved, sex: "M" }]).sex,
      "M",
      "PID-8 of the merge itself is the newest word",
    );
  });

  test("a cancel put nobody back when the feed began in the middle of the stay", () => {
    const unknown = (event: string): MovementFact => move(event, "202611110900", "2310/101/P");
    for (const [event, expected] of [
      ["A03", "present 2310/101/P"],
      ["A02", "present 2310/101/P"],
      ["A21", "present 2310/101/P"],
      ["A22", "leave 2310/101/P"],
      ["A06", "present 2310/101/P"],
    ] as const) {
      const moved = unknown(event);
      const undone = { ...cancel(moved, "202611111000"), lodging: { unit: "2310", room: "101", bed: "P" } };
      assert.equal(shown(stateOf([moved, undone])), expected, event);
      assert.equal(shown(stateOf([undone])), expected, `${event} never seen`);
      const known = move("A01", "202611100700", "6000/1/P");
      assert.equal(shown(stateOf([known, moved, undone])), "present 6000/1/P", "what is known wins");
    }
  });

  test("a planned transfer went on after A06 had done it", () => {
    const emergency = move("A04", "202611180700", "1100", { patientClass: "E" });
    const planned = move("A15", "202611180800", "1100", {
      pendingLodging: { unit: "2310", room: "101", bed: "P" },
    });
    assert.equal(stateOf([emergency, planned, move("A06", "202611180900", "2310/101/P")]).next, undefined);
  });

  test("the medical unit was overwritten by movements that do not change it", () => {
    const medical = move("A02", "202611100900", "", { natures: "M", medicalUnit: "3120" });
    const repeated = move("A16", "202611101000", "2310/101/P", { natures: "D", medicalUnit: "0415" });
    assert.equal(stateOf([a01, medical, repeated]).medicalUnit, "3120");
  });

  test("a bed was lost because an update wrote its unit in small letters", () => {
    const update = move("A01", "202611100800", "ab", {
      numbers: ["5^X"],
      action: "update",
      said: "202611100900",
    });
    const stay = move("A01", "202611100800", "AB/101/P", { numbers: ["5^X"] });
    assert.equal(shown(stateOf([stay, update])), "present AB/101/P");
    assert.equal(
      shown(stateOf([stay, move("A21", "202611101000", ""), move("A22", "202611101100", "ab")])),
      "present AB/101/P",
    );
  });
});
