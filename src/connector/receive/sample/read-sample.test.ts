import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readSample } from "./read-sample.ts";

const settings = { zone: "Europe/Paris", nowMs: Date.parse("2026-11-23T12:00:00Z") };
const read = (name: string, text: string) => readSample(name, Buffer.from(text, "utf8"), settings);

const admission = (number: number, event: string, more = "") =>
  [
    `MSH|^~\\&|GAM|CH|RACCORD|CH|20261123080500||ADT^${event}^ADT_A01|${number}|P|2.5^FRA^2.11`,
    "EVN||20261123080500||||20261123080000",
    `PID|1||T000${number}^^^CH^PI||SECRETNOM^Prénom||19600101|M`,
    `PV1||I|2310^101^F||||||||||||||||V${number}`,
    ...(more === "" ? [] : [more]),
    `ZBE|${number}^CH|20261123080000||INSERT|N|||HMS`,
  ].join("\r");

test("messages are told in counts, traits and units, and nobody's name or number", () => {
  const reading = read("feed.hl7", [admission(1, "A01"), admission(2, "A05"), "MSH|^~\\&|X|Y"].join("\r"));
  assert.ok(reading.kind === "hl7");
  assert.deepEqual([reading.messages, reading.accepted], [3, 2]);
  assert.deepEqual(
    reading.events.map(({ name }) => name),
    ["A01", "A05"],
  );
  assert.deepEqual(reading.units, ["2310"]);
  assert.deepEqual(reading.traits, ["unit", "room", "bed", "sex", "pre-admission"]);
  assert.doesNotMatch(JSON.stringify(reading), /SECRETNOM|T0001|V1/);
});

test("a sheet is told by its kind and its units", () => {
  const reading = read(
    "lits.csv",
    "UF;CHAMBRE;LIT;ETAT\n2310;101;P;OUVERT\n2310;101;F;OUVERT\n2320;1;A;FERME\n",
  );
  assert.ok(reading.kind === "sheet", JSON.stringify(reading));
  assert.deepEqual([reading.sheet, reading.records, reading.units], ["register", 3, ["2310", "2320"]]);
  assert.ok(reading.members.includes("reactivable"));
});

test("figures tell which of their columns were filled", () => {
  const header =
    "UF;LITS_INSTALLES;FERMES_REACTIVABLES;FERMES_NON_REACTIVABLES;DISPO_F;DISPO_H;DISPO_INDIFFERENT";
  const without = read("chiffres.csv", `${header};MAJ\n2310;12;0;0;1;2;0;23/11/2026 12:00\n`);
  const withOccupied = read("chiffres.csv", `${header};OCCUPES;MAJ\n2310;12;0;0;1;2;0;9;23/11/2026 12:00\n`);
  assert.ok(
    without.kind === "sheet" && withOccupied.kind === "sheet",
    JSON.stringify([without, withOccupied]),
  );
  assert.ok(!without.members.includes("occupied"));
  assert.ok(withOccupied.members.includes("occupied") && !withOccupied.members.includes("reserved"));
});

test("what is neither is unknown, with the reason", () => {
  for (const text of ["", "bonjour", "a;b\n1;2\n", "%PDF-1.7"]) {
    const reading = read("x", text);
    assert.ok(reading.kind === "unknown", text);
    assert.match(reading.code, /^sheet\./);
  }
});

test("no bytes make it throw", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      assert.ok(readSample("x", bytes, settings).kind);
    }),
  );
});
