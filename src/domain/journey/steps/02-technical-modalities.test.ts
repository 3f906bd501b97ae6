import assert from "node:assert/strict";
import { test } from "node:test";
import type { AnswerRow } from "../facts.ts";
import { answersOf, askedIn, emptyFacts, foundIn, recordsOf, stateIn } from "../test-support/facts.ts";
import { idNatStructOf } from "./02-technical-modalities.ts";

const place = { "id-nat-struct": "1540002698", "external-id": "MED-1", "guide-version": "0.7.0" };
const found = (technical: AnswerRow, more = {}) =>
  foundIn(emptyFacts({ answers: answersOf({ technical: { ...place, ...technical }, ...more }) }), "02");

test("the place, the guide's version and the day of reading are needed; then it is done", () => {
  assert.deepEqual(askedIn(emptyFacts(), "02"), [
    "technical.id-nat-struct",
    "technical.external-id",
    "technical.guide-version",
  ]);
  const answers = answersOf({ technical: place });
  assert.deepEqual(foundIn(emptyFacts({ answers }), "02"), [
    "ok id-nat-struct-fits",
    "missing guide-read",
    "warning mapping-not-begun",
  ]);
  assert.equal(stateIn(emptyFacts({ answers, records: recordsOf("guide-read") }), "02"), "done");
});

test("IdNatStruct is 1 and the FINESS of the establishment, however it was typed", () => {
  assert.equal(idNatStructOf("540 002 698"), "1540002698");
  assert.equal(idNatStructOf("2a0000154"), "12A0000154");
  assert.equal(idNatStructOf("12"), undefined);
});

test("a form that is none blocks; a wrong key, a SIREN and another establishment warn", () => {
  assert.ok(found({ "id-nat-struct": "540002698" }).includes("missing id-nat-struct-form"));
  assert.ok(found({ "id-nat-struct": "1540002699" }).includes("warning id-nat-struct-key"));
  assert.ok(found({ "id-nat-struct": "2187512751" }).includes("warning id-nat-struct-siren"));
  assert.ok(found({ "finess-eg": "750712184" }).includes("warning id-nat-struct-other"));
  assert.ok(!found({ "finess-eg": "540002698" }).includes("warning id-nat-struct-other"));
});

test("the number of a legal entity in place of the establishment's is told", () => {
  const instances = [{ instance: "A", "finess-ej": "540002698" }];
  assert.ok(found({}, { instances }).includes("warning id-nat-struct-legal-entity"));
});

test("the slash is added by the request: an external id that brings the structure along is told", () => {
  assert.ok(found({ "external-id": "1540002698/MED-1" }).includes("warning external-id-has-structure"));
});

test("another version of the guide is a reason to read again", () => {
  assert.ok(found({ "guide-version": "0.6.0" }).includes("warning guide-version-other"));
});
