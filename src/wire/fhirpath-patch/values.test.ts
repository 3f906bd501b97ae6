import assert from "node:assert/strict";
import { test } from "node:test";
import { applyPatch } from "./apply-patch.ts";
import { parseExact } from "./json.ts";
import { operation, type PartValue, patch, patched, refusal } from "./test-support/patches.ts";

const patient = { resourceType: "Patient" };
const add = (name: string, value: PartValue, path = "Patient") => operation("add", path, { name, value });

test("a choice is named without its type; the value brings it", () => {
  assert.deepEqual(patched(patient, add("deceased", { valueBoolean: true })), {
    ...patient,
    deceasedBoolean: true,
  });
  assert.deepEqual(patched(patient, add("deceased", { valueDateTime: "2020-12-12" })), {
    ...patient,
    deceasedDateTime: "2020-12-12",
  });
  assert.deepEqual(patched(patient, add("deceasedBoolean", { valueBoolean: true })), {
    ...patient,
    deceasedBoolean: true,
  });
  assert.deepEqual(patched(patient, add("deceased[x]", { valueBoolean: true })), {
    ...patient,
    deceasedBoolean: true,
  });
  refusal("patch.wrong-type", patient, add("deceased", { valueString: "yes" }));
  refusal("patch.wrong-type", patient, add("deceasedBoolean", { valueDateTime: "2020" }));
});

test("replacing a choice may change its type, in its place", () => {
  const dead = {
    resourceType: "Patient",
    deceasedBoolean: true,
    _deceasedBoolean: { id: "d" },
    gender: "male",
  };
  for (const path of [
    "Patient.deceased",
    "Patient.deceased.ofType(boolean)",
    "(Patient.deceased as boolean)",
  ]) {
    const result = patched(dead, operation("replace", path, { value: { valueDateTime: "2020" } }));
    assert.equal(
      JSON.stringify(result),
      '{"resourceType":"Patient","deceasedDateTime":"2020","gender":"male"}',
    );
  }
  assert.deepEqual(patched(dead, operation("delete", "Patient.deceased")), {
    resourceType: "Patient",
    gender: "male",
  });
});

test("anonymous types are written as parts, parts of parts, and repeated parts", () => {
  const contact = {
    part: [
      { name: "relationship", valueCodeableConcept: { text: "r1" } },
      { name: "relationship", valueCodeableConcept: { text: "r2" } },
      {
        name: "name",
        part: [
          { name: "family", valueString: "F" },
          { name: "given", valueString: "G", _valueString: { id: "g" } },
          { name: "given", valueString: "H" },
          { name: "period", valuePeriod: { end: "2020-01-01" } },
        ],
      },
    ],
  };
  assert.deepEqual(patched(patient, add("contact", contact))["contact"], [
    {
      relationship: [{ text: "r1" }, { text: "r2" }],
      name: { family: "F", given: ["G", "H"], _given: [{ id: "g" }, null], period: { end: "2020-01-01" } },
    },
  ]);
});

test("an extension is written as parts, on a resource, an element and a primitive", () => {
  const extension = {
    part: [
      { name: "url", valueUri: "urn:e" },
      { name: "value", valueReference: { reference: "Device/1" } },
    ],
  };
  const written = [{ url: "urn:e", valueReference: { reference: "Device/1" } }];
  const born = { resourceType: "Patient", birthDate: "1999", name: [{ given: ["a", "b"] }] };
  assert.deepEqual(patched(born, add("extension", extension))["extension"], written);
  assert.deepEqual(patched(born, add("extension", extension, "Patient.name[0]"))["name"], [
    { given: ["a", "b"], extension: written },
  ]);
  const dated = patched(born, add("extension", extension, "Patient.birthDate"));
  assert.deepEqual([dated["birthDate"], dated["_birthDate"]], ["1999", { extension: written }]);
  assert.deepEqual(patched(born, add("extension", extension, "Patient.name[0].given[1]"))["name"], [
    { given: ["a", "b"], _given: [null, { extension: written }] },
  ]);
  const nested = {
    part: [
      { name: "url", valueUri: "urn:o" },
      { name: "extension", ...extension },
    ],
  };
  assert.deepEqual(patched(born, add("extension", nested))["extension"], [
    { url: "urn:o", extension: written },
  ]);
  assert.deepEqual(patched(dated, operation("delete", "Patient.birthDate.extension('urn:e')")), born);
});

test("a primitive goes with what it carries", () => {
  const born = { resourceType: "Patient", birthDate: "1999", _birthDate: { id: "b" } };
  assert.deepEqual(patched(born, operation("delete", "Patient.birthDate")), patient);
  assert.deepEqual(
    patched(born, operation("replace", "Patient.birthDate", { value: { valueDate: "2000" } })),
    {
      ...patient,
      birthDate: "2000",
    },
  );
  const masked = { _valueDate: { extension: [{ url: "urn:absent", valueCode: "masked" }] } };
  assert.deepEqual(patched(born, operation("replace", "Patient.birthDate", { value: masked })), {
    ...patient,
    _birthDate: masked._valueDate,
  });
  const hidden = { resourceType: "Patient", _birthDate: { extension: [{ url: "u", valueCode: "masked" }] } };
  assert.deepEqual(patched(hidden, operation("delete", "Patient.birthDate.extension")), patient);
  const names = { resourceType: "Patient", name: [{ given: ["a", null, "c"], _given: [null, { id: "x" }] }] };
  assert.deepEqual(patched(names, operation("delete", "Patient.name.given[0]"))["name"], [
    { given: [null, "c"], _given: [{ id: "x" }] },
  ]);
  assert.deepEqual(
    patched(names, operation("move", "Patient.name.given", { source: 2, destination: 0 }))["name"],
    [{ given: ["c", "a", null], _given: [null, null, { id: "x" }] }],
  );
});

test("the value of a primitive is an element of its own, which JSON does not show", () => {
  const masked = { extension: [{ url: "urn:absent", valueCode: "masked" }] };
  const kept = { resourceType: "Patient", active: true, _active: masked };
  assert.deepEqual(patched(kept, operation("delete", "Patient.active.value")), {
    ...patient,
    _active: masked,
  });
  refusal(
    "patch.required-element",
    { ...patient, active: true },
    operation("delete", "Patient.active.value"),
  );
  const replaced = operation("replace", "Patient.active.value", { value: { valueBoolean: false } });
  assert.deepEqual(patched(kept, replaced), { ...kept, active: false });
  const added = add("value", { valueBoolean: false }, "Patient.active");
  assert.deepEqual(patched({ ...patient, _active: masked }, added), { ...kept, active: false });
  refusal("patch.already-there", kept, added);
  assert.deepEqual(patched(patient, operation("delete", "Patient.active.value")), patient);
  refusal(
    "patch.no-match",
    patient,
    operation("replace", "Patient.active.value", { value: { valueBoolean: false } }),
  );
  const identified = { ...patient, active: true, _active: { id: "a" } };
  assert.deepEqual(patched(identified, operation("delete", "Patient.active.id")), {
    ...patient,
    active: true,
  });
});

test("an extension keeps its url, and a gender is one of four", () => {
  const extended = { resourceType: "Patient", extension: [{ url: "urn:e", valueCode: "x" }] };
  refusal("patch.required-element", extended, operation("delete", "Patient.extension[0].url"));
  refusal(
    "patch.required-element",
    patient,
    add("extension", { part: [{ name: "value", valueString: "x" }] }),
  );
  refusal("patch.required-element", patient, add("extension", { valueExtension: { valueString: "x" } }));
  assert.deepEqual(patched(extended, operation("delete", "Patient.extension.value"))["extension"], [
    { url: "urn:e" },
  ]);
  refusal("patch.code-invalid", patient, add("gender", { valueCode: "masked" }));
  refusal("patch.code-invalid", patient, add("contact", { part: [{ name: "gender", valueCode: "masked" }] }));
});

test("a value must have the type of the element, and of its own name", () => {
  refusal("patch.wrong-type", patient, add("identifier", { valueDecimal: -42 }));
  refusal("patch.wrong-type", patient, add("identifier", { valueHumanName: { text: "x" } }));
  refusal("patch.wrong-type", patient, add("contact", { valueHumanName: { text: "x" } }));
  refusal("patch.wrong-type", patient, add("active", { valueString: "true" }));
  refusal("patch.wrong-type", patient, add("birthDate", { valueString: "yesterday" }));
  refusal("patch.wrong-type", patient, add("birthDate", { valueDateTime: "2020-01-01T10:00:00Z" }));
  refusal("patch.wrong-type", patient, add("birthDate", { valueDate: 1999 }));
  refusal("patch.wrong-type", patient, add("gender", { valueCode: "" }));
  refusal("patch.wrong-type", patient, add("maritalStatus", { valueCodeableConcept: "married" }));
  refusal("patch.wrong-type", patient, add("gender", { resource: { resourceType: "Group" } }));
  refusal("patch.wrong-type", patient, add("gender", { part: [{ name: "value", valueString: "male" }] }));
  refusal(
    "patch.wrong-type",
    patient,
    add("extension", { part: [{ name: "value", part: [{ name: "x" }] }] }),
  );
  assert.equal(patched(patient, add("gender", { valueString: "male" }))["gender"], "male");
  assert.equal(patched(patient, add("birthDate", { valueDateTime: "2020-01" }))["birthDate"], "2020-01");
});

test("a value is exactly one of value[x], resource and parts; nested parts have known names, once", () => {
  refusal("patch.bad-part", patient, add("gender", {}));
  refusal("patch.bad-part", patient, add("gender", { valueCode: "male", valueString: "male" }));
  refusal("patch.bad-part", patient, add("contained", { resource: { id: "x" } }));
  refusal("patch.bad-part", patient, add("gender", { text: "male" }));
  refusal("patch.bad-part", patient, add("contact", { part: [] }));
  // The national dialect: its nameless part is none of FHIR's.
  refusal("patch.bad-part", patient, add("extension", { part: [{ extension: [{ url: "urn:e" }] }] }));
  refusal("patch.unknown-element", patient, add("contact", { part: [{ name: "nick", valueString: "x" }] }));
  const twice = { part: ["male", "female"].map((it) => ({ name: "gender", valueCode: it })) };
  refusal("patch.already-there", patient, add("contact", twice));
});

test("numbers keep the digits that they were written with", () => {
  const resource = parseExact('{"resourceType":"Observation","valueQuantity":{"value":2.50,"unit":"g"}}');
  const changed = operation("replace", "Observation.value.unit", { value: { valueString: "kg" } });
  const result = applyPatch(resource, patch(changed));
  assert.equal(
    result.ok && JSON.stringify(result.resource),
    '{"resourceType":"Observation","valueQuantity":{"value":2.50,"unit":"kg"}}',
  );
  const exact = patch(
    operation("replace", "Observation.value.value", {
      value: parseExact('{"valueDecimal":1e-3}') as { [key: string]: unknown },
    }),
  );
  const second = applyPatch(resource, exact);
  assert.match(second.ok ? JSON.stringify(second.resource) : "", /"value":1e-3/);
});

test("the shape of the patch itself is checked", () => {
  const refused = (parameters: unknown, code: string): void => {
    const result = applyPatch(patient, parameters);
    assert.equal(!result.ok && result.code, code);
  };
  refused(undefined, "patch.not-parameters");
  refused([{ op: "remove", path: "/gender" }], "patch.not-parameters");
  refused({ resourceType: "Parameters", parameter: {} }, "patch.not-parameters");
  refused(patch({ name: "operation" }), "patch.missing-part");
  refused(patch({ name: "operation", part: "x" }), "patch.bad-part");
  refused(patch(operation("remove", "Patient.gender")), "patch.unknown-operation");
  refused(patch({ name: "operation", part: [{ name: "type", valueCode: "delete" }] }), "patch.missing-part");
  refused(patch(operation("add", "Patient", { value: { valueString: "x" } })), "patch.missing-part");
  refused(patch(operation("add", "Patient", { name: "gender" })), "patch.missing-part");
  refused(patch(operation("insert", "Patient.name", { value: { valueString: "x" } })), "patch.missing-part");
  refused(
    patch(operation("insert", "Patient.name", { index: "0", value: { valueString: "x" } })),
    "patch.bad-part",
  );
  refused(patch(operation("move", "Patient.name", { source: 0 })), "patch.missing-part");
  refused(patch(operation("delete", "Patient.name", { why: "x" })), "patch.unknown-part");
  refused(patch(operation("delete", "Patient.name", { path: "x" })), "patch.repeated-part");
  refused(
    patch(...Array.from({ length: 1001 }, () => operation("delete", "Patient.name"))),
    "patch.too-large",
  );
  // Other parameters are no operations, and `type` may be a string: both are met at other servers.
  const string = {
    name: "operation",
    part: [
      { name: "type", valueString: "delete" },
      { name: "path", valueString: "Patient.gender" },
    ],
  };
  assert.deepEqual(
    patched({ ...patient, gender: "male" }, { name: "comment", valueString: "x" }, string),
    patient,
  );
  for (const resource of [null, 1, [], {}, { resourceType: 1 }]) {
    const result = applyPatch(resource, patch());
    assert.equal(!result.ok && result.code, "patch.not-a-resource");
  }
});
