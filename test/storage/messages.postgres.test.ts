import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Kysely } from "kysely";
import { createMailer } from "../../src/portal/messages/mailer.ts";
import { queueMessage, readMessages } from "../../src/portal/messages/outbox.ts";
import { createMailSender } from "../../src/portal/messages/sender.ts";
import { mailSettings } from "../../src/portal/messages/settings.ts";
import { portalMigrations } from "../../src/portal/store/migrations.ts";
import type { PortalTables } from "../../src/portal/store/tables.ts";
import { openMailServer } from "../../src/portal/test-support/mail-server.ts";
import { manualClock } from "../../src/runtime/clock.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { onPostgres } from "./support/open.ts";

const startMs = Date.parse("2026-11-27T10:00:00Z");
const minuteMs = 60_000;

/** A portal's database with one file, a mail server, and portals that send what is in the outbox. */
async function openOutbox(t: TestContext) {
  const clock = manualClock(startMs);
  const { db, another, close } = await onPostgres<PortalTables>(portalMigrations);
  const server = await openMailServer(t);
  const senders: ReturnType<typeof createMailSender>[] = [];
  t.after(async () => {
    for (const sender of senders) await sender.close();
    await close();
  });
  await db.insertInto("organisation").values({ id: "org-1", name: "Lits", created_at_ms: 0 }).execute();
  await db
    .insertInto("journey")
    .values({ id: "j-1", organisation_id: "org-1", name: "j-1", created_by: "test", created_at_ms: 0 })
    .execute();
  const settings = mailSettings.parse({
    host: "127.0.0.1",
    port: server.port,
    tls: "none",
    from: "portail@raccord.example",
  });
  return {
    clock,
    db,
    server,
    queue: (database: Kysely<PortalTables>, id: string) =>
      queueMessage(database, {
        id,
        journeyId: "j-1",
        recordId: `record-${id}`,
        recipients: ["dir@fictiville.example"],
        atMs: clock.nowMs(),
        subjectFr: "Décision",
        subjectEn: "Decision",
        textFr: "Refusée.",
        textEn: "Refused.",
      }),
    /** Another portal on the same database. */
    portal() {
      const sender = createMailSender({
        database: another(),
        clock,
        log: silentLog,
        mailer: createMailer(settings),
      });
      senders.push(sender);
      return sender;
    },
    /** The messages, once all are as asked; looked at again and again, twenty seconds at most. */
    async when(state: string, count: number) {
      const endMs = performance.now() + 20_000;
      for (;;) {
        const messages = await readMessages(db, "j-1");
        if (messages.filter((one) => one.state === state).length === count) return messages;
        if (performance.now() > endMs) assert.fail(JSON.stringify(messages));
      }
    },
  };
}

test("PostgreSQL: three portals on one outbox send each message once, and none again after a restart", async (t) => {
  const { db, server, queue, portal, when } = await openOutbox(t);
  const count = 30;
  for (let index = 0; index < count; index += 1) await queue(db, `m-${index}`);
  const portals = [portal(), portal(), portal()];
  for (const one of portals) one.wake();
  await when("sent", count);
  for (const one of portals) await one.close();
  // A new message shows that the portal that starts has looked at the outbox.
  await queue(db, "m-after");
  portal().wake();
  await when("sent", count + 1);
  const ids = server.mails.map(({ data }) => /^Message-ID: <(.+)@/im.exec(data)?.[1]);
  assert.equal(server.mails.length, count + 1);
  assert.equal(new Set(ids).size, count + 1);
});

test("PostgreSQL: what a server refuses is kept over a restart, with its reason, and leaves when it is taken", async (t) => {
  const { clock, db, server, queue, portal, when } = await openOutbox(t);
  server.refuse("451 4.3.0 try later");
  await queue(db, "m-1");
  const first = portal();
  first.wake();
  const [failed] = await when("failed", 1);
  await first.close();
  assert.match(failed?.reason ?? "", /451 4\.3\.0 try later/);
  assert.equal(failed?.nextAttemptAt, new Date(startMs + minuteMs).toISOString());
  server.refuse(undefined);
  const second = portal();
  await queue(db, "m-2");
  second.wake();
  const messages = await when("sent", 1);
  assert.equal(messages.find(({ state }) => state === "sent")?.id, "m-2", "the other not before its time");
  await second.close();
  clock.advance(minuteMs);
  portal().wake();
  const sent = (await when("sent", 2)).find(({ id }) => id === "m-1");
  assert.deepEqual([sent?.attempts, sent?.reason, server.mails.length], [2, "", 2]);
});

test("PostgreSQL: a message of a transaction that fails never leaves", async (t) => {
  const { db, server, queue, portal, when } = await openOutbox(t);
  await assert.rejects(
    db.transaction().execute(async (transaction) => {
      await queue(transaction, "m-lost");
      throw new Error("the move was refused");
    }),
    /the move was refused/,
  );
  await queue(db, "m-kept");
  portal().wake();
  const messages = await when("sent", 1);
  assert.deepEqual(
    messages.map(({ id }) => id),
    ["m-kept"],
  );
  assert.equal(server.mails.length, 1);
});
