import assert from "node:assert/strict";
import { test } from "node:test";
import { CAPACITY_URL } from "./capacity-url.ts";
import { readClosedPath } from "./closed-path.ts";
import { provePathsEqual } from "./test-support/generated-paths.ts";

test("the compiled matcher selects what the full engine selects, over 6,000 paths", () => {
  const tally = provePathsEqual(6000);
  assert.ok(tally.decided > 5000, JSON.stringify(tally));
  assert.ok(tally.selected > 1000 && tally.failed > 50, JSON.stringify(tally));
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
