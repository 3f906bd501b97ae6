import assert from "node:assert/strict";
import { test } from "node:test";
import { manualClock } from "../../runtime/clock.ts";
import { seededRandom } from "../../runtime/random.ts";
import type { PeopleDatabase } from "../store/people-tables.ts";
import { createAttempts } from "./attempts.ts";
import {
  grant,
  grantsOf,
  type Identity,
  invite,
  listInvitations,
  peopleWithGrant,
  revoke,
  welcome,
  withdrawInvitation,
} from "./people.ts";
import { createSessions } from "./sessions.ts";

/** A database with the people's tables and nobody in it. */
export type OpenPeople = () => Promise<{ readonly database: PeopleDatabase; close(): Promise<void> }>;

const startMs = Date.parse("2026-11-28T08:00:00Z");
const ada: Identity = {
  issuer: "https://idp.example",
  subject: "1",
  name: "Ada Essai",
  email: "Ada@x.example",
  emailVerified: true,
};
const applicant = { role: "applicant", organisationId: "o1" } as const;
const grades = { role: "grades", region: "84" } as const;

/** What people, sessions and attempts promise on either database. */
export function peopleContract(name: string, open: OpenPeople, attemptsBegun: number): void {
  const check = (
    title: string,
    run: (database: PeopleDatabase, world: ReturnType<typeof newWorld>) => Promise<void>,
  ) => {
    test(`${name}: ${title}`, async (t) => {
      const { database, close } = await open();
      t.after(close);
      await run(database, newWorld());
    });
  };

  check("somebody is the same person at each sign-in, under the name of the day", async (database, world) => {
    const first = await welcome(database, world, ada);
    const again = await welcome(database, world, { ...ada, name: "Ada Neuve", email: "" });
    assert.deepEqual(again, { id: first.id, name: "Ada Neuve", email: "", emailVerified: false });
    const twin = await welcome(database, world, { ...ada, issuer: "https://other.example" });
    assert.notEqual(twin.id, first.id, "a subject is one of its issuer");
    const both = await Promise.all([welcome(database, world, ada), welcome(database, world, ada)]);
    assert.deepEqual(new Set(both.map((one) => one.id)), new Set([first.id]));
  });

  check("an invitation is redeemed once, by its verified e-mail only", async (database, world) => {
    const id = await invite(database, world, { email: " ADA@X.example ", grant: grades, by: "z" });
    const same = await invite(database, world, { email: "ada@x.example", grant: grades, by: "y" });
    assert.equal(same, id, "the same invitation is not made twice");
    await invite(database, world, { email: "other@x.example", grant: grades, by: "z" });
    const gone = await invite(database, world, { email: "ada@x.example", grant: applicant, by: "z" });
    assert.equal(await withdrawInvitation(database, world, gone), true);
    assert.equal(await withdrawInvitation(database, world, gone), false);

    const unverified = await welcome(database, world, { ...ada, subject: "2", emailVerified: false });
    assert.deepEqual(await grantsOf(database, unverified.id), []);
    const person = await welcome(database, world, ada);
    assert.deepEqual(await grantsOf(database, person.id), [grades]);
    const later = await welcome(database, world, { ...ada, subject: "3" });
    assert.deepEqual(await grantsOf(database, later.id), [], "nobody redeems it again");

    const known = await listInvitations(database, (one) => one.role === "grades");
    assert.deepEqual(
      known.map((one) => [one.email, one.redeemedBy === person.id, one.redeemedAtMs]),
      [
        ["ADA@X.example", true, startMs],
        ["other@x.example", false, null],
      ],
    );
    assert.equal((await listInvitations(database)).length, 3);
  });

  check("a role is given once, taken once, and may be given again", async (database, world) => {
    const { id } = await welcome(database, world, ada);
    const given = { personId: id, grant: applicant, by: "z" };
    assert.equal(await grant(database, world, given), true);
    assert.equal(
      await grant(database, world, { ...given, grant: { organisationId: "o1", role: "applicant" } }),
      false,
    );
    assert.equal(
      await grant(database, world, { ...given, grant: { ...applicant, organisationId: "o2" } }),
      true,
    );
    assert.equal((await peopleWithGrant(database, "applicant")).length, 2);
    const ofO1 = await peopleWithGrant(
      database,
      "applicant",
      (one) => "organisationId" in one && one.organisationId === "o1",
    );
    const person = { id, name: ada.name, email: ada.email, emailVerified: true };
    assert.deepEqual(ofO1, [{ person, grant: applicant }]);
    assert.equal(await revoke(database, world, given), true);
    assert.equal(await revoke(database, world, given), false);
    assert.deepEqual(await grantsOf(database, id), [{ ...applicant, organisationId: "o2" }]);
    assert.equal(await grant(database, world, given), true);
    const kept = await database.selectFrom("person_grant").select("revoked_by").execute();
    assert.deepEqual(kept.map((row) => row.revoked_by).sort(), ["z", null, null].sort(), "the past stays");
  });

  check("a session ends when nobody uses it, and in the end whatever happens", async (database, world) => {
    const { id } = await welcome(database, world, ada);
    const sessions = createSessions(database, world, { idleMaxMs: 600_000, lifeMaxMs: 3_600_000 });
    const idle = await sessions.open(id, "token", undefined);
    const used = await sessions.open(id, null, undefined);
    for (let minute = 0; minute < 59; minute += 1) {
      world.clock.advance(60_000);
      assert.equal((await sessions.find(used))?.person.id, id, `minute ${minute}`);
    }
    assert.equal(await sessions.find(idle), undefined);
    world.clock.advance(60_000);
    assert.equal(await sessions.find(used), undefined);
    assert.equal(await sessions.sweep(), 2);
    assert.equal(await sessions.sweep(), 0);

    const replaced = await sessions.open(id, "kept for the provider", undefined);
    const next = await sessions.open(id, null, replaced);
    assert.equal(await sessions.find(replaced), undefined);
    const another = await sessions.open(id, "hint", undefined);
    assert.equal(await sessions.end(another), "hint");
    assert.equal(await sessions.end(another), null);
    await sessions.endAll(id);
    assert.equal(await sessions.find(next), undefined);
  });

  check(
    "10,000 attempts stay within their number, the newest kept; each serves once",
    async (database, world) => {
      const attempts = createAttempts(database, world, { lifeMaxMs: 900_000, countMax: 100 });
      const first = await attempts.begin("browser", "/first");
      for (let begun = 1; begun < attemptsBegun - 1; begun += 1) {
        if (begun % 100 === 0) world.clock.advance(1);
        await attempts.begin("flood", "/");
      }
      const last = await attempts.begin("browser", "/last");
      const rows = await database.selectFrom("sign_in_attempt").selectAll().execute();
      assert.ok(rows.length >= 90 && rows.length <= 100, String(rows.length));
      assert.ok(!JSON.stringify(rows).includes(last.state), "only the hash of a state is stored");
      assert.equal(await attempts.take(first.state, "browser"), undefined);
      assert.equal(await attempts.take(last.state, "another"), undefined);
      assert.deepEqual(await attempts.take(last.state, "browser"), last);
      assert.equal(await attempts.take(last.state, "browser"), undefined);
      const late = await attempts.begin("browser", "/");
      world.clock.advance(900_000);
      assert.equal(await attempts.take(late.state, "browser"), undefined);
    },
  );

  check("of two that redeem one attempt at the same time, one gets it", async (database, world) => {
    const attempts = createAttempts(database, world, { lifeMaxMs: 900_000, countMax: 100 });
    const { state } = await attempts.begin("browser", "/");
    const taken = await Promise.all(Array.from({ length: 8 }, () => attempts.take(state, "browser")));
    assert.equal(taken.filter((one) => one !== undefined).length, 1);
  });
}

function newWorld() {
  return { clock: manualClock(startMs), random: seededRandom(7) };
}
