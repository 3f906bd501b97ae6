import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { systemClock } from "../../runtime/clock.ts";
import { systemRandom } from "../../runtime/random.ts";
import { createAuthority } from "../../trust/authority/authority.ts";
import { retryDelayMs } from "../retried/retried-work.ts";
import { openCommittee } from "../test-support/committee-portal.ts";
import type { Caller } from "../test-support/journey-portal.ts";
import { mailText, openMailServer } from "../test-support/mail-server.ts";
import { mailSettings } from "./settings.ts";
import type { MessageView } from "./shapes.ts";

const from = "portail@raccord.example";

/** The only message, once it is as asked; looked at again and again, twenty seconds at most. */
async function messageWhen(who: Caller, holds: (message: MessageView) => boolean): Promise<MessageView> {
  const endMs = performance.now() + 20_000;
  for (;;) {
    const [message] = (await who.call("GET", "/api/journeys/j-1/messages")).body.messages as MessageView[];
    assert.ok(message);
    if (holds(message)) return message;
    if (performance.now() > endMs) assert.fail(JSON.stringify(message));
  }
}

async function passwordFile(t: TestContext, password: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "raccord-mail-"));
  t.after(() => rm(folder, { recursive: true }));
  const path = join(folder, "password");
  await writeFile(path, `${password}\n`);
  return path;
}

test("the decision leaves by mail, signed in, in both languages", async (t) => {
  const server = await openMailServer(t, { user: "portail", password: "s3cret" });
  const mail = {
    host: "127.0.0.1",
    port: server.port,
    tls: "none",
    from,
    user: "portail",
    passwordFile: await passwordFile(t, "s3cret"),
  } as const;
  const { made, signIn, addressed } = await openCommittee(t, { mail });
  const [anne, ines] = [await signIn("anne"), await signIn("ines")];
  await addressed(anne);
  await made(ines, "decision-changes-requested", { reason: "La liste est incomplète.\n.\nQUIT" });
  const message = await messageWhen(anne, ({ state }) => state === "sent");
  assert.equal(message.attempts, 1);
  assert.equal(server.mails.length, 1);
  const [received] = server.mails;
  assert.ok(received);
  assert.deepEqual(
    [received.from, received.to, received.user],
    [from, ["dir@fictiville.example"], "portail"],
  );
  const text = mailText(received);
  assert.ok(text.includes(message.textFr), text);
  assert.ok(text.includes(message.textEn));
  assert.match(received.data, new RegExp(`^Message-ID: <${message.id}@raccord\\.example>$`, "im"));
});

test("a server that is not there keeps the message, says so, and is tried again ever more slowly", async (t) => {
  const gone = await openMailServer(t);
  gone.refuse("451 4.3.0 try later");
  const mail = { host: "127.0.0.1", port: gone.port, tls: "none", from } as const;
  const { clock, made, signIn, addressed } = await openCommittee(t, { mail });
  const [anne, ines] = [await signIn("anne"), await signIn("ines")];
  await addressed(anne);
  await made(ines, "decision-refused", { reason: "Hors périmètre." });
  const failed = await messageWhen(anne, ({ state }) => state === "failed");
  assert.match(failed.reason, /451 4\.3\.0 try later/);
  assert.equal(failed.nextAttemptAt, new Date(clock.nowMs() + 60_000).toISOString());
  const tries = gone.connections();
  clock.advance(59_000);
  assert.equal(gone.connections(), tries, "not before its time");
  clock.advance(1_000);
  const again = await messageWhen(
    anne,
    ({ state, attempts, nextAttemptAt }) =>
      state === "failed" &&
      attempts === 2 &&
      nextAttemptAt === new Date(clock.nowMs() + 300_000).toISOString(),
  );
  assert.equal(again.id, failed.id);
  gone.refuse(undefined);
  // The pass that failed ends by setting its own alarm, which advancing the clock too early would miss.
  const endMs = performance.now() + 20_000;
  let sent = again;
  while (sent.state !== "sent" && performance.now() < endMs) {
    clock.advance(300_000);
    sent = await messageWhen(anne, () => true);
  }
  assert.equal(sent.state, "sent");
  assert.equal(sent.reason, "");
  assert.equal(gone.mails.length, 1, "sent once");
});

test("a wrong password and a closed port are told in the outbox", async (t) => {
  const server = await openMailServer(t, { user: "portail", password: "s3cret" });
  const user = { user: "portail", passwordFile: await passwordFile(t, "wrong") };
  for (const [mail, reason] of [
    [{ port: server.port, ...user }, /EAUTH: .*535 5\.7\.8/],
    [{ port: 9 }, /ECONNREFUSED/],
  ] as const) {
    const { made, signIn, addressed } = await openCommittee(t, {
      mail: { host: "127.0.0.1", tls: "none", from, ...mail },
    });
    const [anne, ines] = [await signIn("anne"), await signIn("ines")];
    await addressed(anne);
    await made(ines, "decision-refused", { reason: "Hors périmètre." });
    const message = await messageWhen(anne, ({ state }) => state === "failed");
    assert.match(message.reason, reason);
    assert.ok(!message.reason.includes("wrong"), "no password in the outbox");
  }
  assert.equal(server.mails.length, 0);
});

test("over TLS the server is checked first: nothing is said to one that nobody vouches for", async (t) => {
  const world = { environment: "test", clock: systemClock, random: systemRandom };
  const authority = await createAuthority(world);
  const here = await authority.issueServer({ hosts: ["127.0.0.1"] });
  const elsewhere = await authority.issueServer({ hosts: ["mail.example"] });
  const folder = await mkdtemp(join(tmpdir(), "raccord-mail-tls-"));
  t.after(() => rm(folder, { recursive: true }));
  const authorityFile = join(folder, "authority.pem");
  await writeFile(authorityFile, authority.chainPem);
  const login = { user: "portail", password: "s3cret" };
  const sign = { user: login.user, passwordFile: await passwordFile(t, login.password) };
  for (const kind of ["implicit", "starttls"] as const)
    for (const [shown, trusts, reason] of [
      [here, { authorityFile }, undefined],
      [here, {}, /self-signed certificate|unable to (get|verify)/],
      [elsewhere, { authorityFile }, /altnames|127\.0\.0\.1/],
    ] as const) {
      const server = await openMailServer(t, login, { kind, ...shown });
      const { made, signIn, addressed } = await openCommittee(t, {
        mail: { host: "127.0.0.1", port: server.port, tls: kind, from, ...sign, ...trusts },
      });
      const [anne, ines] = [await signIn("anne"), await signIn("ines")];
      await addressed(anne);
      await made(ines, "decision-refused", { reason: "Hors périmètre." });
      const message = await messageWhen(anne, ({ state }) => state !== "queued");
      if (reason === undefined) {
        assert.equal(message.state, "sent", message.reason);
        assert.deepEqual(
          server.mails.map(({ secure, user }) => [secure, user]),
          [[true, login.user]],
        );
      } else {
        assert.equal(message.state, "failed");
        assert.match(message.reason, reason);
        assert.deepEqual(server.mails, []);
      }
    }
});

test("a server that offers no TLS where TLS is asked gets neither password nor message", async (t) => {
  const login = { user: "portail", password: "s3cret" };
  const server = await openMailServer(t, login);
  const { made, signIn, addressed } = await openCommittee(t, {
    mail: {
      host: "127.0.0.1",
      port: server.port,
      from,
      user: login.user,
      passwordFile: await passwordFile(t, login.password),
    },
  });
  const [anne, ines] = [await signIn("anne"), await signIn("ines")];
  await addressed(anne);
  await made(ines, "decision-refused", { reason: "Hors périmètre." });
  const message = await messageWhen(anne, ({ state }) => state === "failed");
  assert.match(message.reason, /ETLS|STARTTLS/);
  assert.deepEqual([server.mails.length, server.signIns()], [0, 0]);
});

test("delays grow and then stay; unsafe settings are refused", () => {
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6, 60].map((attempts) => retryDelayMs(attempts) / 60_000),
    [1, 5, 15, 60, 240, 240, 240],
  );
  const issues = (mail: object) => mailSettings.safeParse(mail).success;
  assert.equal(issues({ host: "mail.example", from }), true);
  assert.equal(issues({ host: "mail.example", from, tls: "none" }), false);
  assert.equal(issues({ host: "mail.example", from, user: "u" }), false);
  assert.equal(issues({ host: "mail.example", from, password: "p" }), false);
});
