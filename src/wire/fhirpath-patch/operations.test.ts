import assert from "node:assert/strict";
import { test } from "node:test";
import { operation, patched, refusal } from "./test-support/patches.ts";

const numbered = (...values: readonly string[]) => ({
  resourceType: "Practitioner",
  identifier: values.map((value) => ({ system: "urn:n", value })),
});
const values = (resource: { [key: string]: unknown }): unknown[] =>
  (resource["identifier"] as { value: unknown }[]).map(({ value }) => value);
const numberValue = { valueIdentifier: { system: "urn:n", value: "new" } };

test("no operation leaves the resource as it is", () => {
  assert.deepEqual(patched(numbered("a")), numbered("a"));
});

test("add makes a missing element, begins a list, and ends one", () => {
  const person = { resourceType: "Person" };
  assert.deepEqual(
    patched(person, operation("add", "Person", { name: "gender", value: { valueCode: "male" } })),
    {
      ...person,
      gender: "male",
    },
  );
  const identified = operation("add", "Practitioner", { name: "identifier", value: numberValue });
  assert.deepEqual(values(patched({ resourceType: "Practitioner" }, identified)), ["new"]);
  assert.deepEqual(values(patched(numbered("a", "b"), identified)), ["a", "b", "new"]);
});

test("add reaches one item by position or by where()", () => {
  const add = (path: string) => operation("add", path, { name: "use", value: { valueCode: "old" } });
  for (const path of [
    "Practitioner.identifier[1]",
    "Practitioner.identifier.where(value = 'b')",
    "identifier[1]",
  ]) {
    assert.deepEqual(patched(numbered("a", "b"), add(path))["identifier"], [
      { system: "urn:n", value: "a" },
      { system: "urn:n", value: "b", use: "old" },
    ]);
  }
});

test("add may begin exactly the next item of a list of anonymous or complex elements", () => {
  const add = (index: number) =>
    operation("add", `Patient.contact[${index}]`, { name: "gender", value: { valueCode: "male" } });
  const patient = { resourceType: "Patient", contact: [{ gender: "female" }] };
  assert.deepEqual(patched(patient, add(1))["contact"], [{ gender: "female" }, { gender: "male" }]);
  refusal("patch.no-match", patient, add(2));
  refusal("patch.no-match", { resourceType: "Patient" }, add(0));
  // Nothing stays of the item when the value is refused.
  refusal(
    "patch.wrong-type",
    patient,
    operation("add", "Patient.contact[1]", { name: "gender", value: { valueInteger: 1 } }),
  );
});

test("add is refused without a parent, with several, on what is there, and on an unknown name", () => {
  const add = (path: string, name: string) => operation("add", path, { name, value: { valueString: "x" } });
  assert.equal(
    refusal("patch.no-match", numbered("a"), add("Practitioner.identifier.where(value='z').period", "end")),
    "No content found at Practitioner.identifier.where(value='z').period when adding",
  );
  refusal("patch.several-matches", numbered("a", "b"), add("Practitioner.identifier", "value"));
  refusal("patch.already-there", numbered("a"), add("Practitioner.identifier[0]", "value"));
  refusal("patch.unknown-element", numbered("a"), add("Practitioner", "nickname"));
  refusal("patch.unknown-element", numbered("a"), add("Practitioner", "__proto__"));
  refusal("patch.unknown-element", numbered("a"), add("Practitioner", "constructor"));
  refusal(
    "patch.already-there",
    { resourceType: "Patient", deceasedBoolean: true },
    operation("add", "Patient", { name: "deceased", value: { valueDateTime: "2020" } }),
  );
});

test("insert puts the value at the position, the length included", () => {
  const insert = (index: number) =>
    operation("insert", "Practitioner.identifier", { index, value: numberValue });
  assert.deepEqual(values(patched(numbered("a", "b"), insert(0))), ["new", "a", "b"]);
  assert.deepEqual(values(patched(numbered("a", "b"), insert(1))), ["a", "new", "b"]);
  assert.deepEqual(values(patched(numbered("a", "b"), insert(2))), ["a", "b", "new"]);
  refusal("patch.out-of-range", numbered("a", "b"), insert(3));
  refusal("patch.out-of-range", numbered("a", "b"), insert(-1));
  refusal("patch.no-match", { resourceType: "Practitioner" }, insert(0));
});

test("insert and move want one whole list", () => {
  const person = {
    resourceType: "Person",
    gender: "male",
    name: [{ given: ["a", "b"] }, { given: ["c", "d"], family: "F" }],
  };
  const text = { valueString: "x" };
  for (const path of [
    "Person.name.given",
    "Person.name[1].given.where($this = 'd')",
    "Person.name[0]",
    "Person.gender",
  ]) {
    refusal("patch.not-a-list", person, operation("insert", path, { index: 0, value: text }));
    refusal("patch.not-a-list", person, operation("move", path, { source: 0, destination: 0 }));
  }
  const by = "Person.name.where(family = 'F').given";
  assert.deepEqual(patched(person, operation("insert", by, { index: 1, value: text }))["name"], [
    { given: ["a", "b"] },
    { given: ["c", "x", "d"], family: "F" },
  ]);
  assert.deepEqual(patched(person, operation("move", by, { source: 0, destination: 1 }))["name"], [
    { given: ["a", "b"] },
    { given: ["d", "c"], family: "F" },
  ]);
});

test("move takes an item out first, then counts the destination", () => {
  const move = (source: number, destination: number) =>
    operation("move", "Practitioner.identifier", { source, destination });
  const four = numbered("1", "2", "3", "4");
  const cases = [
    [[[3, 1]], "1423"],
    [[[3, 0]], "4123"],
    [[[3, 2]], "1243"],
    [[[0, 3]], "2341"],
    [[[2, 2]], "1234"],
    [
      [
        [1, 0],
        [2, 1],
      ],
      "2314",
    ],
    [
      [
        [3, 0],
        [3, 1],
        [3, 2],
      ],
      "4321",
    ],
  ] as const;
  for (const [moves, expected] of cases) {
    const operations = moves.map(([source, destination]) => move(source, destination));
    assert.equal(values(patched(four, ...operations)).join(""), expected);
  }
  for (const [source, destination] of [
    [4, 0],
    [-1, 0],
    [0, 4],
    [0, -1],
  ] as const) {
    refusal("patch.out-of-range", four, move(source, destination));
  }
  refusal("patch.no-match", { resourceType: "Practitioner" }, move(0, 0));
});

test("delete removes one element and what it leaves empty; nothing found is no error", () => {
  const person = {
    resourceType: "Person",
    name: [{ text: "N" }],
    telecom: [{ period: { start: "2020" } }, { value: "1" }],
    gender: "male",
  };
  const gone = (path: string) => patched(person, operation("delete", path));
  assert.deepEqual(gone("Person.gender"), {
    resourceType: "Person",
    name: person.name,
    telecom: person.telecom,
  });
  assert.deepEqual(gone("Person.name[0].text"), {
    resourceType: "Person",
    telecom: person.telecom,
    gender: "male",
  });
  assert.deepEqual(gone("Person.telecom[0].period.start")["telecom"], [{ value: "1" }]);
  assert.deepEqual(gone("Person.telecom.where(value = '1')")["telecom"], [{ period: { start: "2020" } }]);
  for (const path of ["Person.photo", "Person.name[7].text", "Organization.name", "Person.nothing"]) {
    assert.deepEqual(gone(path), person);
  }
  refusal("patch.several-matches", person, operation("delete", "Person.telecom"));
  refusal("patch.path-not-an-element", person, operation("delete", "Person.gender = 'male'"));
  refusal("patch.path-not-an-element", person, operation("delete", "Person.telecom.count()"));
  refusal("patch.whole-resource", person, operation("delete", "Person"));
  refusal("patch.whole-resource", person, operation("delete", "Person.resourceType"));
});

test("replace puts the value in the place of exactly one element", () => {
  const person = { resourceType: "Person", name: [{ id: "1", text: "N" }, { text: "M" }], active: true };
  const replace = (path: string, value: { [key: string]: unknown }) => operation("replace", path, { value });
  assert.deepEqual(patched(person, replace("Person.name[1].text", { valueString: "O" }))["name"], [
    { id: "1", text: "N" },
    { text: "O" },
  ]);
  assert.deepEqual(
    patched(person, replace("Person.name[0]", { valueHumanName: { id: "2", family: "P" } }))["name"],
    [{ id: "2", family: "P" }, { text: "M" }],
  );
  assert.deepEqual(
    Object.keys(patched(person, replace("active", { valueBoolean: false }))),
    Object.keys(person),
  );
  refusal("patch.several-matches", person, replace("Person.name.text", { valueString: "O" }));
  assert.equal(
    refusal("patch.no-match", person, replace("Person.none", { valueString: "O" })),
    "No content found at Person.none when replacing",
  );
  refusal("patch.whole-resource", person, replace("Person", { resource: { resourceType: "Person" } }));
});

test("a narrative is replaced by a string", () => {
  const div = '<div xmlns="http://www.w3.org/1999/xhtml">b</div>';
  const person = { resourceType: "Person", text: { status: "generated", div: "<div>a</div>" } };
  const result = patched(person, operation("replace", "Person.text.div", { value: { valueString: div } }));
  assert.deepEqual(result["text"], { status: "generated", div });
  const quoted = operation("delete", "Person.where(text.`div` = '.div').text. div");
  assert.deepEqual(patched({ resourceType: "Person", text: { div: ".div" } }, quoted), {
    resourceType: "Person",
  });
});

test("operations see what the ones before them did; the first refusal undoes all", () => {
  const first = operation("add", "Practitioner", { name: "active", value: { valueBoolean: true } });
  const second = operation("replace", "Practitioner.active", { value: { valueBoolean: false } });
  assert.equal(patched(numbered("a"), first, second)["active"], false);
  const third = refusal("patch.already-there", numbered("a"), first, second, first);
  assert.match(third, /operation 3/);
});

test("elements inside contained resources and bundles are elements of their own type", () => {
  const bundle = {
    resourceType: "Bundle",
    entry: [{ resource: { resourceType: "Patient", contained: [{ resourceType: "Observation", id: "o" }] } }],
  };
  const at = "Bundle.entry[0].resource";
  const result = patched(
    bundle,
    operation("add", at, { name: "multipleBirth", value: { valueInteger: 2 } }),
    operation("add", `${at}.contained.where(id = 'o')`, {
      name: "value",
      value: { valueQuantity: { value: 1 } },
    }),
    operation("replace", `${at}.contained[0].value`, { value: { valueString: "v" } }),
    operation("add", at, { name: "contained", value: { resource: { resourceType: "Group", id: "g" } } }),
  );
  assert.deepEqual(result["entry"], [
    {
      resource: {
        resourceType: "Patient",
        contained: [
          { resourceType: "Observation", id: "o", valueString: "v" },
          { resourceType: "Group", id: "g" },
        ],
        multipleBirthInteger: 2,
      },
    },
  ]);
});

test("a resource type that R4 does not know is patched by its shape", () => {
  const resource = { resourceType: "Novelty", part: [{ size: 1 }] };
  const result = patched(
    resource,
    operation("add", "Novelty.part[0]", { name: "label", value: { valueString: "x" } }),
    operation("insert", "Novelty.part", { index: 0, value: { part: [{ name: "size", valueInteger: 0 }] } }),
  );
  assert.deepEqual(result["part"], [{ size: 0 }, { size: 1, label: "x" }]);
});

test("an element that R4 does not know, but the resource has, is replaced and deleted by its shape", () => {
  const resource = { resourceType: "Patient", novelty: { size: [1, 2], label: "x" }, active: true };
  const result = patched(
    resource,
    operation("replace", "Patient.novelty.label", { value: { valueString: "y" } }),
    operation("move", "Patient.novelty.size", { source: 1, destination: 0 }),
    operation("delete", "Patient.novelty.size[1]"),
    operation("add", "Patient.novelty", { name: "depth", value: { valueInteger: 1 } }),
  );
  assert.deepEqual(result, { ...resource, novelty: { size: [2], label: "y", depth: 1 } });
});
