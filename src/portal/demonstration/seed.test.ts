import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluate } from "../../domain/journey/evaluate.ts";
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

test("every role has somebody in the demonstration", () => {
  const held = new Set(demonstrationPeople.flatMap(({ grants }) => grants.map(({ role }) => role)));
  assert.equal(held.size, 9);
});
