import assert from "node:assert/strict";
import { test } from "node:test";
import { plan, planTracks } from "./plan.ts";
import { stepIds } from "./step.ts";

test("every step stands in the plan once, right of all that it needs", () => {
  assert.deepEqual(
    plan.map(({ id }) => id),
    stepIds,
  );
  for (const { id, column, needs, track } of plan) {
    assert.ok((planTracks as readonly string[]).includes(track), id);
    for (const need of needs) {
      const other = plan.find((one) => one.id === need) ?? assert.fail(need);
      assert.ok(other.column < column, `${need} before ${id}`);
      assert.ok(other.opens.includes(id));
    }
  }
});

test("no two steps share a place", () => {
  assert.equal(new Set(plan.map(({ track, column }) => `${track} ${column}`)).size, plan.length);
});

test("the tracks of onboarding §0.3 begin on day one, and meet at the sandbox and the white list", () => {
  for (const first of ["03", "03b", "04", "mapping"])
    assert.equal(plan.find(({ id }) => id === first)?.column, 0, first);
  const needs = (id: string) => plan.find((one) => one.id === id)?.needs ?? [];
  assert.ok(["03", "03b"].every((id) => needs("08").includes(id as "03")));
  assert.ok(["07", "08", "mapping"].every((id) => needs("09").includes(id as "07")));
});
