import assert from "node:assert/strict";
import { test } from "node:test";
import type { MovementFact } from "../../../domain/movements/fact.ts";
import { readFrame } from "./read-frame.ts";
import type { ReadingContext } from "./reading.ts";

const context: ReadingContext = {
  zone: "Europe/Paris",
  arrival: 1,
  receivedAt: { text: "20261123", ms: 0, repeatedHour: false, dateOnly: false },
  pseudonym: (kind, number) => `${kind}:${number}`,
  processingIds: ["P"],
};

function read(trigger: string, segments: readonly string[]): ReturnType<typeof readFrame>["reading"] {
  const header = `MSH|^~\\&|GAM|CH|R|CH|20261110090000||ADT^${trigger}|1|P|2.5`;
  return readFrame(Buffer.from([header, ...segments].join("\r")), context).reading;
}

function movement(trigger: string, segments: readonly string[]): MovementFact {
  const reading = read(trigger, segments);
  assert.ok(reading.outcome === "accepted" && reading.fact.kind === "movement");
  return reading.fact;
}

const pid = "PID|||T1^^^CH^PI||X^Y|||F";

test("two quotes delete: they were taken for silence in expected dates, newborn and pre-admission", () => {
  const pv1 = `PV1||I|2310^101^P|""|""`;
  const fact = movement("Z99", [
    pid,
    pv1,
    `PV2||||||||""|""`,
    "ZBE|7^CH|20261110080000||UPDATE|N|A01||||HMS",
  ]);
  assert.deepEqual(
    [fact.expectedIn, fact.expectedOut, fact.newborn, fact.preadmissionNumber],
    [null, null, false, false],
  );
});

test("silence says nothing", () => {
  const fact = movement("Z99", [pid, "PV1||I|2310^101^P", "ZBE|7^CH|20261110080000||UPDATE|N|A01||||HMS"]);
  for (const name of ["expectedIn", "expectedOut", "newborn", "preadmissionNumber", "medicalUnit"])
    assert.ok(!(name in fact), name);
});

test("a merge carries the sex of who remains; a national number in MRG-1 has no effect", () => {
  const merged = read("A40", [pid, "MRG|T9^^^CH^PI"]);
  assert.ok(merged.outcome === "accepted" && merged.fact.kind === "merge");
  assert.deepEqual([merged.fact.from, merged.fact.into, merged.fact.sex], ["patient:T9", "patient:T1", "F"]);
  for (const national of [
    "180017500000012^^^ASIP-SANTE-INS-NIR&1.2.250.1.213.1.4.8&ISO^INS",
    "180017500000012^^^X&1.2.250.1.213.1.4.8&ISO",
  ]) {
    const other = read("A47", [pid, `MRG|${national}`]);
    assert.ok(other.outcome === "accepted" && other.fact.kind === "none", national);
  }
});

test("ZBE-9 is a set of letters, whatever stands around them", () => {
  const fact = movement("A02", [
    pid,
    "PV1||I|2310^101^P",
    "ZBE|7^CH|20261110080000||INSERT|N||||hmc^Libellé",
  ]);
  assert.equal(fact.natures, "HMC");
});
