import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { isIdNatStruct } from "../domain/identifiers/id-nat-struct.ts";
import { exampleOptions, hospitalModel } from "./hospital.ts";
import { exampleFiles } from "./write-examples.ts";

test("the committed example files are what the generator writes", async () => {
  const folder = join(import.meta.dirname, "../../examples/hospital");
  for (const [name, text] of Object.entries(exampleFiles())) {
    assert.equal(await readFile(join(folder, name), "utf8"), text, name);
  }
});

test("same options, same hospital; another seed closes other beds", () => {
  assert.deepEqual(hospitalModel(exampleOptions), hospitalModel(exampleOptions));
  assert.notDeepEqual(hospitalModel(exampleOptions), hospitalModel({ ...exampleOptions, seed: 2 }));
});

test("the example hospital has every kind of unit, about 140 beds, and places with well-formed identifiers", () => {
  const hospital = hospitalModel(exampleOptions);
  assert.equal(hospital.units.length, 8);
  assert.ok(hospital.units.some((unit) => unit.code.startsWith("0")));
  const kinds = new Set(hospital.units.map((unit) => unit.kind));
  assert.equal(kinds.size, 7);
  const beds = hospital.units.flatMap((unit) => unit.beds);
  assert.ok(Math.abs(beds.length - 142) <= 3, String(beds.length));
  assert.equal(new Set(beds.map((bed) => `${bed.unit}/${bed.room}/${bed.bed}`)).size, beds.length);
  assert.ok(beds.some((bed) => !bed.open));
  for (const place of hospital.places) assert.ok(isIdNatStruct(place.idNatStruct));
  assert.equal(new Set(hospital.places.map((place) => place.externalId)).size, hospital.places.length);
  assert.ok(hospital.places.some((place) => place.units.length === 2));
  const rooms = hospital.places.flatMap((place) => place.units.flatMap((part) => part.rooms ?? []));
  const surgery = hospital.units.find((unit) => unit.kind === "surgery");
  assert.deepEqual(rooms.toSorted(), [...new Set(surgery?.beds.map((bed) => bed.room))].toSorted());
});

test("sizes are bounded", () => {
  const sized = hospitalModel({ ...exampleOptions, unitsCount: 30, bedsCount: 900 });
  assert.equal(sized.units.length, 30);
  assert.throws(() => hospitalModel({ ...exampleOptions, bedsCount: 3 }), RangeError);
  assert.throws(() => hospitalModel({ ...exampleOptions, unitsCount: 201 }), RangeError);
});
