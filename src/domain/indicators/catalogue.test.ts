import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import published from "../../../spec/indicators/bed-indicators.json" with { type: "json" };
import { indicatorsFor, readCatalogue } from "./catalogue.ts";
import { family, keyText, parseKeyText } from "./key-text.ts";

const all = { core: true, extended: true, forecast: true, assignment: true };

test("core alone is on by default, with 04 for either gender", () => {
  const core = indicatorsFor({ nature: "bed" });
  assert.deepEqual(
    core.map((one) => `${one.id} ${keyText(one.key)} ${one.capacityType}`),
    [
      "INST 01/01/-/-/-/-/01 01",
      "DISP_F 02/01/01/-/-/-/01 01",
      "DISP_H 02/01/02/-/-/-/01 01",
      "DISP_X 02/01/04/-/-/-/01 01",
      "FERM_REA 05/01/-/01/-/-/01 01",
      "FERM_NREA 05/01/-/02/-/-/01 01",
    ],
  );
});

test("34 indicators with every group on, place nature gives type 02, either code 03 on demand", () => {
  const every = indicatorsFor({ groups: all, nature: "place", eitherCode: "03" });
  assert.equal(every.length, 34);
  assert.equal(new Set(every.map((one) => keyText(one.key))).size, 34);
  assert.ok(every.every((one) => one.capacityType === "02"));
  assert.equal(every.find((one) => one.id === "DISP_X")?.key.genderCapacityAvailable, "03");
  assert.equal(indicatorsFor({ groups: { core: false }, nature: "bed" }).length, 0);
});

test("available rows of one temporality and assignment are one family, others stand alone", () => {
  const families = new Map<string, string[]>();
  for (const one of indicatorsFor({ groups: all, nature: "bed" })) {
    families.set(family(one.key), [...(families.get(family(one.key)) ?? []), one.id]);
  }
  assert.deepEqual(families.get("available/01/01"), ["DISP_F", "DISP_H", "DISP_X"]);
  assert.deepEqual(families.get("available/03/01"), ["DISP_F_24H", "DISP_H_24H", "DISP_X_24H"]);
  assert.deepEqual(families.get("05/01/-/01/-/-/01"), ["FERM_REA"]);
  assert.equal(families.size, 34 - 2 * 7);
});

test("the text of a key and the key are one thing", () => {
  const code = fc.stringMatching(/^\d{2}$/);
  const optional = fc.option(code, { nil: null });
  const key = fc.record(
    {
      capacityStatus: code,
      temporalityCapacity: code,
      genderCapacityAvailable: optional,
      capacityClosingType: optional,
      additionalBedType: optional,
      crisisType: optional,
      temporaryAssignement: code,
    },
    { noNullPrototype: true },
  );
  fc.assert(fc.property(key, (one) => assert.deepEqual(parseKeyText(keyText(one)), one)));
  for (const wrong of ["", "02/01/01/-/-/-", "-/01/01/-/-/-/01", "02/01/1/-/-/-/01", "02/01/01/-/-/-/01/"]) {
    assert.equal(parseKeyText(wrong), undefined, wrong);
  }
});

test("a list with an unknown member, a repeated id or key, or status 07 is refused", () => {
  const [first, second] = published.indicators;
  assert.ok(first && second);
  const refuse = (indicators: readonly unknown[], words: RegExp): void => {
    assert.throws(() => readCatalogue({ ...published, indicators }), words);
  };
  refuse([{ ...first, colour: "red" }], /colour/);
  refuse([first, { ...second, id: first.id }], /id INST twice/);
  refuse([first, { ...second, key: first.key }], /key 01\/01.* twice/);
  refuse([{ ...first, key: { ...first.key, capacityStatus: "07" } }], /never be sent/);
  refuse([{ ...first, group: "other" }], /group/);
  assert.throws(() => readCatalogue({ ...published, more: 1 }), /more/);
});
