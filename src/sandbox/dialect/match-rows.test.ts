import assert from "node:assert/strict";
import { test } from "node:test";
import { CAPACITY_URL } from "./capacity-url.ts";
import { readClosedPath } from "./closed-path.ts";
import { matchRows } from "./match-rows.ts";
import { provePathsEqual } from "./test-support/generated-paths.ts";

test("the compiled matcher selects what the full engine selects, over 6,000 paths", () => {
  const tally = provePathsEqual(6000);
  assert.ok(tally.decided > 5000, JSON.stringify(tally));
  assert.ok(tally.selected > 1000 && tally.failed > 50, JSON.stringify(tally));
});

test("one row of 20 is selected by the four criteria of the published path", () => {
  const criteria = [
    "capacityStatus",
    "temporalityCapacity",
    "genderCapacityAvailable",
    "temporaryAssignement",
  ];
  const row = (code: string) => ({
    url: CAPACITY_URL,
    extension: criteria.map((url) => ({
      url,
      valueCodeableConcept: { coding: [{ system: "urn:s", code }] },
    })),
  });
  const codes = Array.from({ length: 20 }, (_, index) => String(index).padStart(2, "0"));
  const location = { resourceType: "Location", extension: codes.map(row) };
  for (const [index, code] of codes.entries()) {
    const where = criteria.map(
      (url) => `extension.where(url = '${url}' and valueCodeableConcept.coding.code = '${code}')`,
    );
    const closed = readClosedPath(
      `Location.extension.where(url='${CAPACITY_URL}').where(${where.join(" and ")})`,
    );
    assert.deepEqual(closed && matchRows(location, closed), { kind: "rows", rows: [index] });
  }
});

test("texts outside the closed language are not read", () => {
  const list = `Location.extension.where(url='${CAPACITY_URL}')`;
  const c = "extension.where(url='a' and valueCodeableConcept.coding.code='1')";
  for (const text of [
    "",
    "Location",
    `${list}.where()`,
    `${list}.where(${c} or ${c})`,
    `${list}.where((${c}))`,
    `${list}.where(${c} and ${c}`,
    `${list}.where(${c}andextension)`,
    `${list}.where(${c}).first()`,
    `${list}[0]`,
    `${list} // all of them`,
    `Location.extension.where(url='\\q')`,
    "Location.extension.where(url='unfinished)",
    `Location.extension.where(\`url\`='a')`,
    `Location.extension.where(url=a)`,
    `${list}.where(extension.where(valueCodeableConcept.coding.code='1' and url='a'))`,
    `Location.extension.where(url='${"x".repeat(5000)}')`,
  ]) {
    assert.equal(readClosedPath(text), undefined, text.slice(0, 200));
  }
});
