import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { manualClock } from "../../runtime/clock.ts";
import { systemRandom } from "../../runtime/random.ts";
import { makeMove } from "../journey/moves.ts";
import { changeJourney, factsOf } from "../journey/world.ts";
import { readMessages } from "../messages/outbox.ts";
import type { MessageView } from "../messages/shapes.ts";
import { openJourneyPortal } from "../test-support/journey-portal.ts";
import { mailText, openMailServer } from "../test-support/mail-server.ts";
import { seedReady } from "../test-support/seed-ready.ts";
import { makeRequest } from "../white-list/make-request.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

test("certificate, card and overdue answer are reminded of, each notice once, by mail and in the outbox", async (t) => {
  const server = await openMailServer(t);
  const clock = manualClock(Date.parse("2028-09-01T08:00:00Z"));
  const from = "portail@raccord.example";
  const portal = await openJourneyPortal(t, [], {
    clock,
    settings: { mail: { host: "127.0.0.1", port: server.port, tls: "none", from } },
  });
  await seedReady(portal.world, {
    id: "saas",
    organisationId: "org-1",
    name: "Lits",
    kind: "saas",
    establishments: [{ finessEg: "310000013", name: "Site" }],
    // Certificates and the card of `complete` end on 1 January 2029.
    certificates: [{ instance: "", subjectDn: "CN=lits", fingerprint: "AA", pem: "" }],
  });
  const { world } = portal;
  const messages = (): Promise<readonly MessageView[]> => readMessages(world.database, "saas");
  /** Moves the clock day by day until so many messages are there; looked at after each hour, so that alarms set meanwhile ring. */
  const until = async (count: number): Promise<readonly MessageView[]> => {
    const endMs = performance.now() + 30_000;
    for (;;) {
      const found = await messages();
      if (found.length >= count) return found;
      if (performance.now() > endMs) assert.fail(`${found.length} messages: ${JSON.stringify(found)}`);
      await setImmediate();
      clock.advance(hourMs);
    }
  };
  // Sessions end by the clock: the request is made as the route makes it.
  await changeJourney(world, "saas", async (transaction) => {
    const maker = {
      person: { personId: "anne", name: "Anne", email: "", grants: [] },
      roles: ["applicant"],
      nowMs: clock.nowMs(),
      random: systemRandom,
    } as const;
    const wanted = { subject: "", date: "2028-09-01", documentId: null, reason: null };
    for (const move of ["tests-begun-declared", "tests-ended-declared"]) {
      const facts = await factsOf(world, transaction, "saas");
      await makeMove(transaction, "saas", facts, { ...wanted, move }, maker);
    }
    const facts = await factsOf(world, transaction, "saas");
    const request = {
      fingerprint: "AA",
      add: ["1310000013"],
      remove: [],
      replaces: null,
      takeoverOn: null,
      date: "2028-09-01",
    };
    await makeRequest(transaction, { id: "saas", name: "Lits" }, facts, request, maker);
  });
  assert.equal((await messages()).length, 1, "the e-mail that asks ANS");

  const overdue = (await until(2))[0];
  assert.match(overdue?.subjectFr ?? "", /réponse en retard/);
  assert.ok(overdue?.to.includes("monserviceclient.ror@esante.gouv.fr"));
  assert.ok((overdue?.createdAt ?? "") >= "2028-09-08T22:00", "after the fifth working day");

  // Ninety days before the end of both certificates and of the card.
  const ninety = (await until(5)).slice(0, 3);
  for (const one of ninety) assert.match(one.subjectFr, /une échéance approche, 2029-01-01/);
  assert.ok((ninety[0]?.createdAt ?? "") >= "2028-10-02", String(ninety[0]?.createdAt));
  assert.ok(
    ninety.some(({ to }) => to.includes("certificats@fictiville.example")),
    "the mailbox of the plan",
  );
  // Then sixty for the certificates, and thirty for all three.
  const sixty = await until(7);
  assert.ok((sixty[0]?.createdAt ?? "") >= "2028-11-01");
  const thirty = await until(10);
  assert.ok((thirty[0]?.createdAt ?? "") >= "2028-12-01");
  for (let days = 0; days < 3; days += 1) clock.advance(dayMs);
  assert.equal((await until(10)).length, 10, "each once");
  const endMs = performance.now() + 20_000;
  while (server.mails.length < 10 && performance.now() < endMs) {
    await setImmediate();
    clock.advance(60_000);
  }
  assert.equal(server.mails.length, 10);
  assert.ok(server.mails.some((mail) => mailText(mail).includes("la carte du responsable légal")));
});

test("a portal that starts late reminds of the nearest notice alone", async (t) => {
  const clock = manualClock(Date.parse("2028-12-20T08:00:00Z"));
  const portal = await openJourneyPortal(t, [], {
    clock,
  });
  await seedReady(portal.world, {
    id: "saas",
    organisationId: "org-1",
    name: "Lits",
    kind: "saas",
    establishments: [{ finessEg: "310000013", name: "Site" }],
    certificates: [],
  });
  const endMs = performance.now() + 20_000;
  let found: readonly MessageView[] = [];
  while (found.length === 0 && performance.now() < endMs) {
    clock.advance(hourMs);
    found = await readMessages(portal.world.database, "saas");
  }
  assert.equal(found.length, 2, "the TEST certificate and the card");
});
