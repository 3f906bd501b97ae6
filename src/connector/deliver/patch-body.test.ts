import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { codingOf } from "./codings.ts";
import { type CapacityRecord, capacityPath, patchBody, selectionPath } from "./patch-body.ts";

/** The combination of the published scenarios, with its withdrawn gender code. */
const published: CapacityRecord = {
  key: {
    capacityStatus: "02",
    temporalityCapacity: "01",
    genderCapacityAvailable: "03",
    capacityClosingType: null,
    additionalBedType: null,
    crisisType: null,
    temporaryAssignement: "01",
  },
  capacityType: "02",
  sourceType: "02",
  count: 25,
  updatedAtMs: Date.parse("2025-02-26T15:17:33.999Z"),
};

const folder = new URL("../../../../shared/reference/patch-examples/", import.meta.url);
const scenarios = [
  ["scenario-2-add.json", "add", 25],
  ["scenario-2bis-replace.json", "replace", 12],
  ["scenario-3-delete.json", "delete", 12],
] as const;

for (const [file, operation, count] of scenarios) {
  const url = new URL(file, folder);
  test(`${operation} equals the published ${file}, member by member`, {
    skip: existsSync(url) ? false : "published examples not present",
  }, () => {
    const example: unknown = JSON.parse(readFileSync(url, "utf8"));
    const body = patchBody(operation, { ...published, count });
    assert.deepEqual(body, example);
    assert.equal(JSON.stringify(body), JSON.stringify(example), "same order of members");
  });
}

test("the order of the outer members differs between add/replace and delete, as published", () => {
  assert.deepEqual(Object.keys(patchBody("add", published)), ["parameter", "resourceType"]);
  assert.deepEqual(Object.keys(patchBody("replace", published)), ["parameter", "resourceType"]);
  assert.deepEqual(Object.keys(patchBody("delete", published)), ["resourceType", "parameter"]);
});

test("one criterion per present attribute, two spaces before the third and nowhere else", () => {
  const criterion = (name: string, code: string): string =>
    `extension.where(url = '${name}' and valueCodeableConcept.coding.code = '${code}')`;
  assert.equal(
    selectionPath({ ...published.key, capacityStatus: "01", genderCapacityAvailable: null }),
    `${capacityPath}.where(${criterion("capacityStatus", "01")} and ${criterion("temporalityCapacity", "01")}  and ${criterion("temporaryAssignement", "01")})`,
  );
  assert.equal(
    selectionPath({
      ...published.key,
      capacityStatus: "06",
      genderCapacityAvailable: null,
      additionalBedType: "03",
      crisisType: "02",
    }),
    `${capacityPath}.where(${criterion("capacityStatus", "06")} and ${criterion("temporalityCapacity", "01")}  and ${criterion("additionalBedType", "03")} and ${criterion("crisisType", "02")} and ${criterion("temporaryAssignement", "01")})`,
  );
});

test("sub-extensions come in the published order, optional ones between gender and assignment", () => {
  const body = patchBody("replace", {
    ...published,
    key: {
      ...published.key,
      capacityStatus: "06",
      genderCapacityAvailable: null,
      additionalBedType: "03",
      crisisType: "02",
    },
  });
  const urls = [...JSON.stringify(body).matchAll(/"url":"(\w+)"/g)].map((match) => match[1]);
  assert.deepEqual(urls, [
    "nbCapacity",
    "capacityUpdateDate",
    "capacityStatus",
    "capacityType",
    "temporalityCapacity",
    "capacitySourceType",
    "additionalBedType",
    "crisisType",
    "temporaryAssignement",
  ]);
});

test("a code that the terminology does not know goes without display", () => {
  const system =
    "https://mos.esante.gouv.fr/NOS/TRE_R337-AffectationTemporaire/FHIR/TRE-R337-AffectationTemporaire";
  assert.deepEqual(codingOf("temporaryAssignement", "09"), { code: "09", system });
  assert.deepEqual(codingOf("temporaryAssignement", "02"), { code: "02", display: "Covid+", system });
});
