import assert from "node:assert/strict";
import { test } from "node:test";
import { operation, patched, refusal } from "./test-support/patches.ts";

// What other servers stumbled over, by their public issues; our own resources and words.

const nested = {
  resourceType: "Patient",
  extension: [
    { url: "urn:ward", valueString: "A" },
    {
      url: "urn:stay",
      extension: [
        { url: "kind", valueCode: "day" },
        { url: "nights", valueInteger: 2 },
      ],
    },
  ],
};

test("the value of an extension is replaced by its url, in each spelling, with any type", () => {
  for (const path of [
    "Patient.extension('urn:ward').value",
    "Patient.extension.where(url='urn:ward').value",
    "Patient.extension.where(url = 'urn:ward').value.ofType(string)",
    "Patient.extension[0].value",
  ]) {
    const changed = patched(nested, operation("replace", path, { value: { valueInteger: 7 } }));
    const [first, second] = changed["extension"] as unknown[];
    assert.deepEqual(first, { url: "urn:ward", valueInteger: 7 }, path);
    assert.deepEqual(second, nested.extension[1]);
  }
  const inner = "Patient.extension('urn:stay').extension('nights').value";
  const deep = patched(nested, operation("replace", inner, { value: { valueInteger: 3 } }));
  assert.match(JSON.stringify(deep), /"nights","valueInteger":3/);
});

test("an extension of extensions keeps all of them, whole or as nested parts", () => {
  const stay = {
    url: "urn:stay",
    extension: [
      { url: "kind", valueCode: "night" },
      { url: "unit", valueReference: { reference: "Organization/1" } },
    ],
  };
  const parts = {
    part: [
      { name: "url", valueUri: "urn:stay" },
      {
        name: "extension",
        part: [
          { name: "url", valueUri: "kind" },
          { name: "value", valueCode: "night" },
        ],
      },
      {
        name: "extension",
        part: [
          { name: "url", valueUri: "unit" },
          { name: "value[x]", valueReference: { reference: "Organization/1" } },
        ],
      },
    ],
  };
  for (const value of [{ valueExtension: stay }, parts]) {
    const replaced = patched(nested, operation("replace", "Patient.extension[1]", { value }));
    assert.deepEqual(replaced["extension"], [nested.extension[0], stay]);
    const added = patched(
      { resourceType: "Patient" },
      operation("add", "Patient", { name: "extension", value }),
    );
    assert.deepEqual(added["extension"], [stay]);
  }
});

test("one element of a list is replaced by position or by what it holds, and the others stay", () => {
  const resource = { resourceType: "Patient", identifier: [{ value: "1" }, { system: "urn:s", value: "2" }] };
  const value = { valueIdentifier: { value: "3" } };
  for (const path of ["Patient.identifier[1]", "Patient.identifier.where(value='2')", "identifier.last()"]) {
    const changed = patched(resource, operation("replace", path, { value }));
    assert.deepEqual(changed["identifier"], [{ value: "1" }, { value: "3" }], path);
  }
  refusal("patch.several-matches", resource, operation("replace", "Patient.identifier", { value }));
});

test("a choice inside nested parts is named without its type, or with it when its content is parts", () => {
  const code = { name: "code", part: [{ name: "text", valueString: "poids" }] };
  for (const weight of [
    { name: "value", valueQuantity: { value: 71 } },
    { name: "value[x]", valueQuantity: { value: 71 } },
    { name: "valueQuantity", part: [{ name: "value", valueDecimal: 71 }] },
  ]) {
    const value = { part: [code, weight] };
    const added = patched(
      { resourceType: "Observation" },
      operation("add", "Observation", { name: "component", value }),
    );
    assert.deepEqual(added["component"], [{ code: { text: "poids" }, valueQuantity: { value: 71 } }]);
  }
});

test("three levels of parts, lists on each, white space kept", () => {
  const value = {
    part: [
      {
        name: "name",
        part: [
          { name: "family", valueString: " de  la Tour " },
          { name: "given", valueString: "A" },
          { name: "given", valueString: "B\n" },
          { name: "period", part: [{ name: "start", valueDateTime: "2020-01" }] },
        ],
      },
      { name: "relationship", part: [{ name: "coding", part: [{ name: "code", valueCode: "C" }] }] },
      { name: "telecom", valueContactPoint: { system: "phone", value: "1" } },
      { name: "telecom", part: [{ name: "value", valueString: "2" }] },
    ],
  };
  const added = patched({ resourceType: "Patient" }, operation("add", "Patient", { name: "contact", value }));
  assert.deepEqual(added["contact"], [
    {
      name: { family: " de  la Tour ", given: ["A", "B\n"], period: { start: "2020-01" } },
      relationship: [{ coding: [{ code: "C" }] }],
      telecom: [{ system: "phone", value: "1" }, { value: "2" }],
    },
  ]);
});

test("what a primitive carries moves, stays and goes with it", () => {
  const names = { resourceType: "Patient", name: [{ given: ["a", "b"], _given: [null, { id: "k" }] }] };
  const given = (...operations: unknown[]): unknown => patched(names, ...operations)["name"];
  const move = operation("move", "Patient.name[0].given", { source: 1, destination: 0 });
  assert.deepEqual(given(move), [{ given: ["b", "a"], _given: [{ id: "k" }, null] }]);
  assert.deepEqual(given(operation("delete", "Patient.name[0].given[0]")), [
    { given: ["b"], _given: [{ id: "k" }] },
  ]);
  assert.deepEqual(given(operation("delete", "Patient.name[0].given[1]")), [{ given: ["a"] }]);
});

test("a contained resource is reached by its place, its type and its id", () => {
  const resource = {
    resourceType: "Patient",
    contained: [
      { resourceType: "Practitioner", id: "p" },
      { resourceType: "Organization", id: "o", name: "CH" },
    ],
  };
  for (const path of [
    "Patient.contained[1].name",
    "Patient.contained.ofType(Organization).name",
    "Patient.contained.where(id='o').name",
  ]) {
    const changed = patched(resource, operation("replace", path, { value: { valueString: "CHU" } }));
    assert.match(JSON.stringify(changed), /"id":"o","name":"CHU"/, path);
  }
});
