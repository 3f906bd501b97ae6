import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { applyPatch } from "./apply-patch.ts";
import type { JsonObject } from "./json.ts";
import { operation, patch, patched } from "./test-support/patches.ts";

const word = fc.string({ minLength: 1, maxLength: 6 }).filter((it) => it.trim() !== "");
const human = fc.record(
  {
    family: word,
    given: fc.array(word, { minLength: 1, maxLength: 3 }),
    period: fc.record({ start: fc.constantFrom("2020", "2021-05") }),
  },
  { requiredKeys: ["family"] },
);
const generated = fc.record(
  {
    resourceType: fc.constant("Patient"),
    active: fc.boolean(),
    name: fc.array(human, { minLength: 1, maxLength: 5 }),
    birthDate: fc.constantFrom("1999", "2001-02-03"),
    _birthDate: word.map((id) => ({ id })),
    multipleBirthInteger: fc.integer({ min: 0, max: 9 }),
    contact: fc.array(fc.record({ gender: fc.constantFrom("male", "female"), name: human }), {
      minLength: 1,
      maxLength: 3,
    }),
  },
  { requiredKeys: ["resourceType"] },
);

/** As JSON has it: fast-check makes objects without a prototype now and then. */
const person = generated.map((it): JsonObject => JSON.parse(JSON.stringify(it)));

const additions: readonly { name: string; value: JsonObject; path: string }[] = [
  { name: "active", value: { valueBoolean: true }, path: "Patient.active" },
  { name: "name", value: { valueHumanName: { family: "Z" } }, path: "Patient.name.last()" },
  { name: "birthDate", value: { valueDate: "2000", _valueDate: { id: "q" } }, path: "Patient.birthDate" },
  { name: "multipleBirth", value: { valueBoolean: true }, path: "Patient.multipleBirth" },
  {
    name: "contact",
    value: { part: [{ name: "gender", valueCode: "other" }] },
    path: "Patient.contact.last()",
  },
  {
    name: "extension",
    value: { part: [{ name: "url", valueUri: "urn:x" }] },
    path: "Patient.extension('urn:x')",
  },
];

test("add, then delete, gives the resource back", () => {
  fc.assert(
    fc.property(person, fc.constantFrom(...additions), (resource, { name, value, path }) => {
      const added = applyPatch(resource, patch(operation("add", "Patient", { name, value })));
      if (!added.ok) {
        assert.equal(added.code, "patch.already-there");
        return;
      }
      assert.notDeepEqual(added.resource, resource);
      assert.deepEqual(patched(added.resource, operation("delete", path)), resource);
    }),
  );
});

test("insert is what it is for a list of JavaScript, and delete undoes it", () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), word, fc.nat(), (given, extra, chance) => {
      const index = chance % (given.length + 1);
      const resource = { resourceType: "Patient", name: [{ given }] };
      const insert = operation("insert", "Patient.name.given", { index, value: { valueString: extra } });
      const longer = patched(resource, insert);
      assert.deepEqual(longer["name"], [{ given: given.toSpliced(index, 0, extra) }]);
      assert.deepEqual(patched(longer, operation("delete", `Patient.name.given[${index}]`)), resource);
    }),
  );
});

test("moves permute a list and what its primitives carry, and are undone by their reverse", () => {
  const item = fc.tuple(fc.option(word, { nil: null }), word);
  const moves = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 6 });
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 7 }), moves, (items, asked) => {
      const resource = {
        resourceType: "Patient",
        name: [{ given: items.map(([text]) => text), _given: items.map(([, id]) => ({ id })) }],
      };
      let model = items;
      const steps = asked.map(([a, b]) => ({ source: a % items.length, destination: b % items.length }));
      for (const { source, destination } of steps) {
        const moved = model[source];
        if (moved) model = model.toSpliced(source, 1).toSpliced(destination, 0, moved);
      }
      const move = (parts: { source: number; destination: number }) =>
        operation("move", "Patient.name.given", parts);
      const there = patched(resource, ...steps.map(move));
      assert.deepEqual(there["name"], [
        { given: model.map(([text]) => text), _given: model.map(([, id]) => ({ id })) },
      ]);
      const back = steps
        .toReversed()
        .map(({ source, destination }) => ({ source: destination, destination: source }));
      assert.deepEqual(patched(there, ...back.map(move)), resource);
    }),
  );
});

test("a refused operation anywhere leaves nothing done; a patch is the sequence of its operations", () => {
  const operations = fc.array(
    fc.constantFrom(
      ...additions.map(({ name, value }) => operation("add", "Patient", { name, value })),
      ...additions.map(({ path }) => operation("delete", path)),
      operation("move", "Patient.name", { source: 0, destination: 1 }),
      operation("replace", "Patient.name[0].family", { value: { valueString: "R" } }),
      operation("insert", "Patient.contact", {
        index: 0,
        value: { part: [{ name: "gender", valueCode: "other" }] },
      }),
    ),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(person, operations, (resource, list) => {
      const before = JSON.stringify(resource);
      const whole = applyPatch(resource, patch(...list));
      let current: unknown = resource;
      let refusedCode: string | undefined;
      for (const it of list) {
        const one = applyPatch(current, patch(it));
        if (!one.ok) {
          refusedCode = one.code;
          break;
        }
        current = one.resource;
      }
      assert.equal(JSON.stringify(resource), before);
      if (whole.ok) assert.deepEqual(whole.resource, current);
      assert.equal(whole.ok ? undefined : whole.code, refusedCode);
    }),
  );
});

test("whatever JSON comes, there is a result, and never an exception", () => {
  const parts = fc.array(
    fc.record({
      name: fc.constantFrom("type", "path", "name", "value", "index", "source", "destination"),
      valueCode: fc.constantFrom("add", "delete", "replace", "insert", "move"),
    }),
  );
  const loose = fc.oneof(
    fc.jsonValue(),
    fc.record({ resourceType: fc.constant("Parameters"), parameter: fc.jsonValue() }),
    fc.record({
      resourceType: fc.constant("Parameters"),
      parameter: fc.array(fc.record({ name: fc.constant("operation"), part: parts })),
    }),
  );
  const anything = fc.oneof(fc.jsonValue(), person);
  fc.assert(
    fc.property(anything, loose, (resource, parameters) => {
      assert.equal(typeof applyPatch(resource, parameters).ok, "boolean");
    }),
  );
  const text = fc.oneof(
    fc.string(),
    word.map((it) => `Patient.${it}`),
    fc.constantFrom("Patient..name", "{}", "Patient.name["),
  );
  fc.assert(
    fc.property(person, text, fc.jsonValue(), (resource, path, value) => {
      const value_ =
        typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : { value };
      for (const type of ["add", "replace"]) {
        const result = applyPatch(resource, patch(operation(type, path, { name: path, value: value_ })));
        assert.equal(typeof result.ok, "boolean");
      }
    }),
  );
});
