import assert from "node:assert/strict";
import { test } from "node:test";
import list from "../../../spec/indicators/bed-indicators.json" with { type: "json" };
import { CAPACITY_URL, type Combination, combinationKey } from "./capacity-url.ts";
import { readClosedPath } from "./closed-path.ts";
import { matchRows } from "./match-rows.ts";
import { readPath } from "./read-path.ts";

const { placeholder, since20250828, before20250828 } = list.genderEither;
/** Every combination that some setting admits. */
const combinations: readonly Combination[] = list.indicators.flatMap(({ key }) => {
  const gender = key.genderCapacityAvailable;
  const genders = gender === placeholder ? [since20250828, before20250828] : [gender];
  return genders.map((genderCapacityAvailable) => ({ ...key, genderCapacityAvailable }));
});

const present = (combination: Combination): [string, string][] =>
  Object.entries(combination).flatMap(([url, code]) => (code === null ? [] : [[url, code]]));

function pathOf(combination: Combination): string {
  const criteria = present(combination).map(
    ([url, code]) => `extension.where(url = '${url}' and valueCodeableConcept.coding.code = '${code}')`,
  );
  return `Location.extension.where(url='${CAPACITY_URL}').where(${criteria.join(" and ")})`;
}

const location = {
  resourceType: "Location",
  extension: combinations.map((combination) => ({
    url: CAPACITY_URL,
    extension: present(combination).map(([url, code]) => ({
      url,
      valueCodeableConcept: { coding: [{ code }] },
    })),
  })),
};

test("a published path designates the one record that FHIRPath selects, whatever else the place holds", () => {
  for (const [index, combination] of combinations.entries()) {
    const path = pathOf(combination);
    const reading = readPath(path);
    assert.equal(reading.kind, "row");
    assert.equal(reading.kind === "row" && combinationKey(reading.combination), combinationKey(combination));
    const closed = readClosedPath(path);
    assert.deepEqual(closed && matchRows(location, closed), { kind: "rows", rows: [index] }, path);
  }
});

test("white space inside a name or a missing one makes another path, as in FHIRPath", () => {
  const [first] = combinations;
  assert.ok(first);
  const path = pathOf(first);
  for (const text of [
    path.replace("Location", "Loca tion"),
    path.replace(" and valueCodeableConcept", " andvalueCodeableConcept"),
    path.replace(") and extension", ") andextension"),
    path.replace("Location", "location"),
  ]) {
    assert.equal(readPath(text).kind, "unreadable", text);
  }
  for (const text of [path.replaceAll(" ", "\n\t "), path.replaceAll(" = ", "="), ` ${path} `]) {
    assert.equal(readPath(text).kind, "row", text);
  }
});
