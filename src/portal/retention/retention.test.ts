import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { manualClock } from "../../runtime/clock.ts";
import { inTransaction } from "../../runtime/database.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { silentLog } from "../../runtime/log.ts";
import { verifyTrail, writeTrail } from "../audit/trail.ts";
import { seedDemonstration } from "../demonstration/seed.ts";
import { openJourneyPortal } from "../test-support/journey-portal.ts";
import { applyRetention } from "./apply.ts";
import { journeyTables, rowsOfJourney } from "./journey-tables.ts";
import { planRetention } from "./plan.ts";
import { removeJourney } from "./remove-journey.ts";
import { scheduleRetention } from "./schedule.ts";
import { retentionSettings } from "./settings.ts";

const dayMs = 86_400_000;
const operator = { personId: "operator", name: "Opérateur" };

async function seeded(t: TestContext) {
  const { world, url } = await openJourneyPortal(t, ["camille", "gael"]);
  await seedDemonstration(world, `${url}/oidc`);
  const journeys = await world.database.selectFrom("journey").selectAll().orderBy("name").execute();
  const [first] = journeys;
  assert.ok(first);
  return { database: world.database, journeys, first };
}

test("a removed journey leaves nothing behind but its emptied lines and one that names it", async (t) => {
  const { database, journeys, first } = await seeded(t);
  const documents = await database
    .selectFrom("document")
    .select("sha256")
    .where("journey_id", "=", first.id)
    .execute();
  const removal = { by: operator, atMs: Date.now(), why: "demande du fournisseur" };
  await inTransaction(database, (own) => removeJourney(own, first.id, removal));
  for (const table of await journeyTables(database))
    assert.deepEqual(await rowsOfJourney(database, table, first.id), [], table);
  const left = await database.selectFrom("journey").select("id").execute();
  assert.equal(left.length, journeys.length - 1);
  const lines = await database
    .selectFrom("audit_entry")
    .select(["what", "by_name", "why"])
    .where("journey_id", "=", first.id)
    .execute();
  assert.ok(lines.length > 0);
  for (const line of lines) assert.deepEqual({ ...line }, { what: '{"removed":true}', by_name: "", why: "" });
  const told = await database
    .selectFrom("audit_entry")
    .select(["what", "why"])
    .where("action", "=", "trail-words-removed")
    .executeTakeFirstOrThrow();
  assert.equal(told.why, "demande du fournisseur");
  for (const { sha256 } of documents) assert.ok(told.what.includes(sha256));
  assert.deepEqual((await verifyTrail(database)).faults, []);
  const grants = await database.selectFrom("person_grant").select("scope").execute();
  assert.ok(!grants.some(({ scope }) => scope.includes(first.organisation_id)));
  await assert.rejects(
    inTransaction(database, (own) => removeJourney(own, first.id, removal)),
    (error) => error instanceof RaccordError && error.code === "journey.unknown",
  );
});

test("without numbers the rules remove nothing, however old", async (t) => {
  const { database } = await seeded(t);
  const plan = await planRetention(database, retentionSettings.parse({}), Date.now() + 36_500 * dayMs);
  assert.deepEqual(plan, { journeys: [], onWhiteList: [], messages: [], invitations: [], people: [] });
});

test("the schedule removes what is too old when its hour comes, and not before", async (t) => {
  const { database, journeys, first } = await seeded(t);
  const startMs = Date.now();
  await inTransaction(database, (own) =>
    writeTrail(own, {
      atMs: startMs + 20 * dayMs,
      by: operator,
      journeyId: first.id,
      action: "noted",
      what: {},
      why: "",
    }),
  );
  const clock = manualClock(startMs + 31 * dayMs - 3_600_000);
  const settings = retentionSettings.parse({ everyHours: 2, journeyDaysMax: 31 });
  const schedule = scheduleRetention({ database, clock, log: silentLog, settings, removed: () => {} });
  const left = async () => (await database.selectFrom("journey").select("id").execute()).map(({ id }) => id);
  await schedule.settled();
  assert.equal((await left()).length, journeys.length, "an hour too early");
  clock.advance(2 * 3_600_000);
  await schedule.settled();
  assert.deepEqual(await left(), [first.id], "the one in which something was done later stays");
  await schedule.close();
  assert.deepEqual((await verifyTrail(database)).faults, []);
});

test("a person without a role is forgotten once no file that stands needs the name", async (t) => {
  const { database } = await seeded(t);
  const settings = retentionSettings.parse({ personDaysMax: 30, invitationDaysMax: 1, messageDaysMax: 1 });
  const laterMs = Date.now() + 400 * dayMs;
  const people = () => database.selectFrom("person").select(["id", "name", "email"]).execute();
  const before = await people();
  await database.updateTable("person_grant").set({ revoked_at_ms: Date.now(), revoked_by: "x" }).execute();
  const active = new Set(
    (
      await database
        .selectFrom("audit_entry")
        .innerJoin("journey", "journey.id", "audit_entry.journey_id")
        .select("by_person")
        .execute()
    ).map((row) => row.by_person),
  );
  await applyRetention(database, await planRetention(database, settings, laterMs), laterMs);
  const named = (await people()).filter(({ name }) => name !== "").map(({ id }) => id);
  assert.deepEqual(
    named.sort(),
    before
      .map(({ id }) => id)
      .filter((id) => active.has(id))
      .sort(),
  );
  assert.ok(named.length < before.length);
  const forgotten = (await people()).filter(({ name }) => name === "");
  assert.deepEqual([...new Set(forgotten.map(({ email }) => email))], [""]);
  const messages = await database.selectFrom("message").select(["recipients", "state"]).execute();
  for (const { recipients, state } of messages) if (state === "sent") assert.equal(recipients, "[]");
  assert.deepEqual((await verifyTrail(database)).faults, []);
  assert.deepEqual((await planRetention(database, settings, laterMs)).people, [], "once is enough");
});
