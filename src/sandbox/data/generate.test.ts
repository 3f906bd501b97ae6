import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { hasFinessKey } from "../../domain/identifiers/finess.ts";
import { isIdNatStruct } from "../../domain/identifiers/id-nat-struct.ts";
import { readValue } from "../dialect/read-value.ts";
import { listedIndicator } from "../rules/indicator-list.ts";
import { capacityRows } from "./capacity-rows.ts";
import { generatePlaces } from "./generate.ts";

const all = [...generatePlaces({ seed: 1, places: 600 })];

test("by default, 60 establishments and 600 places in all 18 regions, of MCO, PSY, SMR and medico-social", () => {
  assert.equal(all.length, 600);
  assert.equal(new Set(all.map((place) => place.idNatStruct)).size, 60);
  assert.equal(new Set(all.map((place) => place.region)).size, 18);
  assert.deepEqual([...new Set(all.map((place) => place.function))].sort(), ["001", "002", "003", "004"]);
  assert.ok(all.some((place) => place.details.service.sensitive));
});

test("the same seed gives the same country, another seed another", () => {
  fc.assert(
    fc.property(fc.nat(4_294_967_295), fc.integer({ min: 1, max: 400 }), (seed, places) => {
      const one = [...generatePlaces({ seed, places })];
      assert.deepEqual(one, [...generatePlaces({ seed, places })]);
      assert.equal(one.length, places);
      assert.notDeepEqual(one, [...generatePlaces({ seed: seed ^ 1, places })]);
    }),
    { numRuns: 30 },
  );
});

test("40 000 places: identifiers are right and unique", () => {
  const identifiers = new Set<string>();
  const structures = new Set<string>();
  for (const place of generatePlaces({ seed: 7, places: 40_000 })) {
    identifiers.add(`${place.idNatStruct}/${place.externalId}`).add(place.entryId);
    structures.add(place.idNatStruct);
    const { finess, legalFiness } = place.details.establishment;
    assert.ok(hasFinessKey(finess) && hasFinessKey(legalFiness), finess);
    assert.ok(isIdNatStruct(place.idNatStruct));
  }
  assert.equal(identifiers.size, 80_000);
  assert.equal(structures.size, 4000);
});

test("every row is a record of an admissible indicator, and free beds fit in those that are open", () => {
  for (const policy of ["refuse", "accept", "both"] as const) {
    for (const place of all) {
      const { installed, closedReactivable, freeWomen, freeMen, freeEither } = place.beds;
      assert.ok(freeWomen + freeMen + freeEither <= installed - closedReactivable, place.name);
      for (const { extension } of capacityRows(place, policy, Date.UTC(2026, 0, 5))) {
        const read = readValue(JSON.parse(extension));
        assert.ok(read.kind === "record" && listedIndicator(read.record.combination, policy), extension);
      }
    }
  }
});
