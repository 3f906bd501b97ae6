import assert from "node:assert/strict";
import { applyPatch } from "../apply-patch.ts";
import type { JsonObject } from "../json.ts";
import type { PatchCode } from "../outcome.ts";

/** Value of a part: a number, a text, or the members of the part itself. */
export type PartValue = number | string | JsonObject;

/** One `operation` parameter. */
export function operation(
  type: string,
  path: string,
  parts: Readonly<Record<string, PartValue>> = {},
): JsonObject {
  const more = Object.entries(parts).map(([name, value]) => ({
    name,
    ...(typeof value === "number"
      ? { valueInteger: value }
      : typeof value === "string"
        ? { valueString: value }
        : value),
  }));
  return {
    name: "operation",
    part: [{ name: "type", valueCode: type }, { name: "path", valueString: path }, ...more],
  };
}

export function patch(...operations: readonly unknown[]): JsonObject {
  return { resourceType: "Parameters", parameter: operations };
}

/** The resource after the operations, which must be accepted; the input must be as before. */
export function patched(resource: unknown, ...operations: readonly unknown[]): JsonObject {
  const before = JSON.stringify(resource);
  const result = applyPatch(resource, patch(...operations));
  assert.equal(JSON.stringify(resource), before, "the input was changed");
  assert.ok(result.ok, result.ok ? "" : JSON.stringify(result.outcome));
  return result.resource;
}

/** Checks that the operations are refused with the code, in a sound OperationOutcome; gives its diagnostics. */
export function refusal(code: PatchCode, resource: unknown, ...operations: readonly unknown[]): string {
  const before = JSON.stringify(resource);
  const result = applyPatch(resource, patch(...operations));
  assert.equal(JSON.stringify(resource), before, "the input was changed");
  assert.ok(!result.ok, result.ok ? `accepted: ${JSON.stringify(result.resource)}` : "");
  assert.equal(result.code, code, JSON.stringify(result.outcome));
  const [issue, ...others] = result.outcome.issue;
  assert.ok(issue && others.length === 0);
  assert.equal(issue.severity, "error");
  assert.equal(issue.details.coding[0].code, code);
  assert.equal(result.outcome.resourceType, "OperationOutcome");
  return issue.diagnostics;
}
