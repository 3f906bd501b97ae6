import assert from "node:assert/strict";
import { test } from "node:test";
import { documentKinds } from "../../domain/journey/document-kinds.ts";
import { evaluate } from "../../domain/journey/evaluate.ts";
import { stepIds } from "../../domain/journey/step.ts";
import { verifyTrail } from "../audit/trail.ts";
import { factsOf } from "../journey/world.ts";
import { openJourneyPortal } from "../test-support/journey-portal.ts";
import { demonstrationFiles } from "./files.ts";
import { demonstrationPeople } from "./people.ts";
import { seedDemonstration } from "./seed.ts";

test("the demonstration has a file at each stage, an intact trail, and is made once", async (t) => {
  const { world, url } = await openJourneyPortal(t, ["camille", "gael"]);
  await seedDemonstration(world, `${url}/oidc`);
  await seedDemonstration(world, `${url}/oidc`);
  const journeys = await world.database.selectFrom("journey").select(["id", "name"]).execute();
  assert.equal(journeys.length, demonstrationFiles.length);
  const states = new Map<string, string>();
  for (const { id, name } of journeys) {
    const steps = evaluate(await factsOf(world, world.database, id));
    states.set(name, steps.map(({ definition, state }) => `${definition.id} ${state}`).join(", "));
    const wrong = steps.flatMap(({ findings }) => findings.filter(({ code }) => code === "field-wrong"));
    assert.deepEqual(wrong, [], name);
  }
  assert.match(states.get("Lits Clairs") ?? "", /^00 in-progress, 01 not-started/);
  assert.match(
    states.get("Boréalis Santé") ?? "",
    /^00 done, 01 done, 02 done, 03 in-progress,.* 04 waiting, 05 blocked/,
  );
  assert.match(states.get("EAI Garonne") ?? "", /^00 done, 01 done, 02 done, 03 waiting/);
  assert.deepEqual((await verifyTrail(world.database)).faults, []);
});

test("documents of the demonstration were of no known kind and stood nowhere in the trail", async (t) => {
  const { world, url } = await openJourneyPortal(t, ["camille"]);
  await seedDemonstration(world, `${url}/oidc`);
  const documents = await world.database.selectFrom("document").select(["id", "step", "kind"]).execute();
  assert.ok(documents.length > 0);
  for (const { step, kind } of documents)
    assert.ok(
      stepIds.some((id) => id === step && documentKinds(id).some((one) => one === kind)),
      kind,
    );
  const lines = await world.database
    .selectFrom("audit_entry")
    .select("what")
    .where("action", "=", "document-added")
    .execute();
  assert.equal(lines.length, documents.length);
});

test("a role that was taken back in the demonstration came back at its next start", async (t) => {
  const { world, url } = await openJourneyPortal(t, ["camille"]);
  await seedDemonstration(world, `${url}/oidc`);
  const standing = () =>
    world.database.selectFrom("person_grant").select("id").where("revoked_at_ms", "is", null).execute();
  const before = await standing();
  await world.database
    .updateTable("person_grant")
    .set({ revoked_by: "test", revoked_at_ms: 1 })
    .where("id", "=", before[0]?.id ?? "")
    .execute();
  await seedDemonstration(world, `${url}/oidc`);
  assert.equal((await standing()).length, before.length - 1);
});

test("every role has somebody in the demonstration", () => {
  const held = new Set(demonstrationPeople.flatMap(({ grants }) => grants.map(({ role }) => role)));
  assert.equal(held.size, 9);
});
