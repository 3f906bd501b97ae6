import assert from "node:assert/strict";
import { test } from "node:test";
import { applyPatch } from "./apply-patch.ts";
import { PatchRefusal } from "./outcome.ts";
import { guardPath, PATH_MAX_CHARACTERS } from "./path-guard.ts";
import { operation, patch } from "./test-support/patches.ts";

function codeOf(path: string): string {
  try {
    guardPath(path);
    return "ok";
  } catch (error) {
    assert.ok(error instanceof PatchRefusal, String(error));
    return error.code;
  }
}

test("paths that select are let through", () => {
  for (const path of [
    "Patient",
    "Patient.name[0].given.first()",
    "Patient.extension('urn:e').value",
    "Patient.name.where(use = 'official' and given.exists()).given.last()",
    "Patient.contact.where(gender != 'male' or name.family.startsWith('D')).name",
    "(Patient.deceased as boolean)",
    "Observation.value.ofType(Quantity).`value`",
    "Patient.identifier.where(period.start > @2020-01-01).skip(1)",
    "Patient.name.where(given contains 'a' and $index < 3)",
    "Patient.name.where($this.family in ('a' | 'b'))",
    "%resource.name[-1 + 1]",
  ]) {
    assert.equal(codeOf(path), "ok", path);
  }
});

test("whatever is not known to be harmless is refused before it runs", () => {
  for (const path of [
    "Patient.name.where(family.matches('^(a+)+$'))",
    "Patient.name.where(family.`matches`('^(a+)+$'))",
    "Patient.name.family.replaceMatches('(a+)+', 'b')",
    "Patient.repeat(children())",
    "Patient.descendants()",
    "Patient.name.select(family)",
    "Patient.name.aggregate($this + $total, 0)",
    "Patient.managingOrganization.resolve().name",
    "Patient.gender.memberOf('urn:v')",
    "Patient.name.trace('names')",
    "Patient.name.where(now() > @2020)",
    "Patient.name.where(family = %secret)",
    "Patient.name.replace('a', 'b')",
    "defineVariable('x', name).select(%x)",
    "Patient.name.sort(family)",
    "HumanName { family: 'x' }",
    `Patient.${"where(".repeat(60)}true${")".repeat(60)}`,
  ]) {
    assert.ok(
      ["patch.path-forbidden", "patch.path-syntax"].includes(codeOf(path)),
      `${path}: ${codeOf(path)}`,
    );
  }
});

test("texts that are no path are refused in words, and quickly", () => {
  for (const path of [
    "",
    " ",
    "Patient.",
    ".name",
    "Patient..name",
    "Patient.name[",
    "'unfinished",
    "Patient name",
    "\u0000",
  ]) {
    assert.equal(codeOf(path), "patch.path-syntax", JSON.stringify(path));
  }
  assert.equal(codeOf("a".repeat(PATH_MAX_CHARACTERS + 1)), "patch.path-too-long");
  const start = performance.now();
  assert.equal(codeOf("Patient.name.where(".repeat(55_000)), "patch.path-too-long");
  assert.equal(codeOf("(".repeat(4000)), "patch.path-forbidden");
  assert.ok(performance.now() - start < 1000);
  for (const hostile of [
    "a".concat(".a".repeat(1990)),
    "-".repeat(3999),
    `a${" and a".repeat(660)}`,
    "'".repeat(3999),
  ]) {
    const result = applyPatch({ resourceType: "Patient" }, patch(operation("delete", hostile)));
    assert.equal(typeof result.ok, "boolean");
  }
});

test("a refusal quotes a long path in part only, on one line", () => {
  const result = applyPatch(
    { resourceType: "Patient" },
    patch(operation("delete", `Patient.name[\n${"x".repeat(3000)}`)),
  );
  assert.ok(!result.ok);
  const [quoted = ""] = result.outcome.issue[0]?.expression ?? [];
  assert.ok(quoted.length < 520 && !quoted.includes("\n"));
});

test("depth beyond any resource is refused, not recursed into", () => {
  let deep: unknown = "end";
  for (let i = 0; i < 50_000; i++) deep = { extension: [deep] };
  for (const [resource, parameters] of [
    [{ resourceType: "Patient", extension: deep }, patch()],
    [{ resourceType: "Patient" }, patch({ name: "operation", part: deep })],
  ]) {
    const result = applyPatch(resource, parameters);
    assert.equal(!result.ok && result.code, "patch.too-deep");
  }
});
