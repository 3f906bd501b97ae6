import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { systemClock } from "../../runtime/clock.ts";
import { systemRandom } from "../../runtime/random.ts";
import { invite } from "./people.ts";
import type { SignInSettings } from "./settings.ts";
import { locationOf } from "./test-support/browser.ts";
import { type Glewlwyd, type GlewlwydClient, startGlewlwyd } from "./test-support/glewlwyd.ts";
import { peopleDatabase, type SignInRig, startSignInRig } from "./test-support/rig.ts";

const doctor = {
  username: "dr.essai",
  password: "un mot de passe",
  name: "Docteure Éloïse Essai",
  email: "Eloise.Essai@hopital.example",
  emailChecked: true,
};
const stranger = { ...doctor, username: "autre", name: "Autre", emailChecked: false };
const world = { clock: systemClock, random: systemRandom };

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "raccord-sign-in-"));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A portal that is a client of Glewlwyd, and the client known there. */
async function startPair(
  t: TestContext,
  client: Pick<GlewlwydClient, "method" | "secret" | "publicKeyPem">,
  provider: (glewlwyd: Glewlwyd) => Extract<SignInSettings["provider"], { kind: "openid-connect" }>,
  more: SignInSettings = {},
): Promise<{ glewlwyd: Glewlwyd; rig: SignInRig }> {
  const glewlwyd = await startGlewlwyd(t);
  const settings = { ...more, provider: provider(glewlwyd) };
  const rig = await startSignInRig(t, { settings, database: await peopleDatabase(t) });
  await glewlwyd.addUser(doctor);
  await glewlwyd.addUser(stranger);
  await glewlwyd.addClient({ id: "raccord", redirectUri: `${rig.url}/sign-in/callback`, ...client });
  return { glewlwyd, rig };
}

test("with a provider that others wrote: a secret, PS256, name and e-mail, an invitation, an administrator", async (t) => {
  const folder = folderOf(t);
  const secret = "a secret + of this test / 100 %";
  writeFileSync(join(folder, "secret"), `${secret}\n`);
  const { glewlwyd, rig } = await startPair(
    t,
    { method: "client_secret_post", secret },
    ({ discoveryUrl }) => ({
      kind: "openid-connect",
      discoveryUrl,
      clientId: "raccord",
      secretFile: join(folder, "secret"),
      secretMethod: "client_secret_post",
    }),
    { administrators: ["ELOISE.essai@hopital.example"] },
  );
  const invited = { role: "grades", region: "84" } as const;
  await invite(rig.database, world, { email: "eloise.ESSAI@hopital.example", grant: invited, by: "someone" });

  const browser = rig.browser();
  const way = locationOf(await browser.ask(`${rig.url}/sign-in?return=/journeys/7`));
  assert.ok(way.startsWith(`${glewlwyd.issuer}/auth?`), way);
  const back = await glewlwyd.signIn(browser, way, doctor);
  assert.ok(back.startsWith(`${rig.url}/sign-in/callback?`), back);
  const end = await browser.follow(back);
  assert.equal(end.url, `${rig.url}/journeys/7`, `${end.body}\n${rig.logged()}`);
  const session = JSON.parse((await browser.ask(`${rig.url}/api/session`)).body);
  assert.deepEqual(session.person.name, doctor.name);
  assert.deepEqual(session.person.email, doctor.email);
  assert.deepEqual(session.person.grants, [invited, { role: "administrator" }]);
  assert.equal(session.demonstration, false);

  const replayed = await rig.browser().ask(back);
  assert.deepEqual([replayed.status, /portal\.sign-in-attempt-unknown/.test(replayed.body)], [400, true]);

  const headers = { "sec-fetch-site": "same-origin", "x-csrf-token": session.csrfToken };
  const out = JSON.parse((await browser.ask(`${rig.url}/sign-out`, { method: "POST", headers })).body);
  const next = new URL(out.next);
  assert.equal(next.origin + next.pathname, `${glewlwyd.issuer}/end_session`);
  assert.equal(next.searchParams.get("post_logout_redirect_uri"), `${rig.url}/`);
  assert.equal(next.searchParams.get("id_token_hint")?.split(".").length, 3);

  // Somebody else with the same address that nobody verified gets nothing by it.
  const other = rig.browser();
  const second = locationOf(await other.ask(`${rig.url}/sign-in`));
  await other.follow(await glewlwyd.signIn(other, second, stranger));
  const { person } = JSON.parse((await other.ask(`${rig.url}/api/session`)).body);
  assert.deepEqual([person.name, person.grants], ["Autre", []]);
  assert.doesNotMatch(rig.logged(), /Essai|hopital|eyJ/i, "no person and no token in the log");
});

test("with a private key instead of a secret", async (t) => {
  const folder = folderOf(t);
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  writeFileSync(join(folder, "key.pem"), privateKey.export({ type: "pkcs8", format: "pem" }));
  const publicKeyPem = String(publicKey.export({ type: "spki", format: "pem" }));
  const { glewlwyd, rig } = await startPair(
    t,
    { method: "private_key_jwt", publicKeyPem },
    ({ discoveryUrl }) => ({
      kind: "openid-connect",
      discoveryUrl,
      clientId: "raccord",
      keyFile: join(folder, "key.pem"),
      keyAudience: "token-endpoint",
    }),
  );
  const browser = rig.browser();
  const way = locationOf(await browser.ask(`${rig.url}/sign-in`));
  const end = await browser.follow(await glewlwyd.signIn(browser, way, doctor));
  assert.equal(end.url, `${rig.url}/`, `${end.body}\n${rig.logged()}`);
  const { person } = JSON.parse((await browser.ask(`${rig.url}/api/session`)).body);
  assert.equal(person.name, doctor.name);
});

test("a wrong secret is the administrator's business, in words", async (t) => {
  const folder = folderOf(t);
  writeFileSync(join(folder, "secret"), "not the one");
  const { glewlwyd, rig } = await startPair(
    t,
    { method: "client_secret_basic", secret: "the right one" },
    ({ discoveryUrl }) => ({
      kind: "openid-connect",
      discoveryUrl,
      clientId: "raccord",
      secretFile: join(folder, "secret"),
    }),
  );
  const browser = rig.browser();
  const way = locationOf(await browser.ask(`${rig.url}/sign-in`));
  const end = await browser.follow(await glewlwyd.signIn(browser, way, doctor));
  assert.equal(end.status, 403, end.body);
  assert.match(end.body, /portal\.sign-in-provider-refused/);
  assert.match(end.body, /son secret ou sa clé/);
  const session = JSON.parse((await browser.ask(`${rig.url}/api/session`)).body);
  assert.equal(session.person, null);
});
