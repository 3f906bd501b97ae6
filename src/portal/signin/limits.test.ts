import assert from "node:assert/strict";
import { test } from "node:test";
import { signInAs } from "./test-support/embedded-sign-in.ts";
import { startSignInRig } from "./test-support/rig.ts";

test("too many sign-ins of one address are told to wait, on a page in words", async (t) => {
  const rig = await startSignInRig(t, { settings: { signInsPerMinuteMax: 3 } });
  const browser = rig.browser();
  for (let sent = 0; sent < 3; sent += 1) {
    assert.equal((await browser.ask(`${rig.url}/sign-in`)).status, 302);
  }
  const refused = await browser.ask(`${rig.url}/sign-in?return=/journeys/7`);
  assert.equal(refused.status, 429);
  assert.match(String(refused.headers["retry-after"]), /^([1-9]|[1-5]\d|60)$/);
  assert.match(refused.body, /Trop d&#39;appels en peu de temps/);
  assert.match(refused.body, /href="\/sign-in\?return=%2Fjourneys%2F7"/);
  assert.equal((await browser.ask(`${rig.url}/sign-in/callback?state=x`)).status, 429);
  assert.equal((await browser.ask(`${rig.url}/`)).status, 200, "pages are still served");
});

test("calls are counted for each person, not for a whole hospital behind one address", async (t) => {
  const rig = await startSignInRig(t, { settings: { callsPerMinuteMax: 4 } });
  const [one, other] = [rig.browser(), rig.browser()];
  await signInAs(one, rig.url, "cheffe");
  await signInAs(other, rig.url, "admin");
  const ask = async (browser: typeof one) => (await browser.ask(`${rig.url}/api/session`)).status;
  const statuses = [];
  for (let sent = 0; sent < 4; sent += 1) statuses.push(await ask(one));
  assert.deepEqual(statuses, [200, 200, 200, 429]);
  assert.equal(await ask(other), 200);
  const refused = await one.ask(`${rig.url}/api/session`);
  assert.equal(JSON.parse(refused.body).code, "portal.sign-in-too-many-calls");
  assert.ok(Number(refused.headers["retry-after"]) >= 1);
  // Inventing a new session cookie for each call does not get around the limit.
  const forger = rig.browser();
  const forged = [];
  for (let sent = 0; sent < 6; sent += 1) {
    forger.jar(rig.url).set("raccord-session", String(sent).repeat(64));
    forged.push(await ask(forger));
  }
  assert.deepEqual(forged.slice(-2), [429, 429]);
});

test("a session ends by the clock of the portal", async (t) => {
  const rig = await startSignInRig(t, { settings: { sessionIdleMaxMinutes: 30, sessionMaxHours: 2 } });
  const browser = rig.browser();
  await signInAs(browser, rig.url, "cheffe");
  const cookie = browser.jar(rig.url).get("raccord-session");
  const person = async () => JSON.parse((await browser.ask(`${rig.url}/api/session`)).body).person;
  for (let step = 0; step < 5; step += 1) {
    rig.clock.advance(23 * 60_000);
    assert.notEqual(await person(), null, `step ${step}`);
  }
  rig.clock.advance(23 * 60_000);
  assert.equal(await person(), null, "two hours are over");
  assert.equal(browser.jar(rig.url).get("raccord-session"), cookie);
});

test("a role that is taken back is gone at the next request", async (t) => {
  const rig = await startSignInRig(t, { settings: { administrators: ["ZOE@portail.example"] } });
  const { grant, revoke } = await import("./people.ts");
  const browser = rig.browser();
  await signInAs(browser, rig.url, "admin");
  const session = async () => JSON.parse((await browser.ask(`${rig.url}/api/session`)).body).person;
  const { id, grants } = await session();
  assert.deepEqual(grants, [{ role: "administrator" }]);
  const { systemRandom } = await import("../../runtime/random.ts");
  const world = { clock: rig.clock, random: systemRandom };
  const given = { personId: id, grant: { role: "ans-operator" }, by: id } as const;
  await grant(rig.database, world, given);
  assert.deepEqual((await session()).grants, [{ role: "ans-operator" }, { role: "administrator" }]);
  await revoke(rig.database, world, given);
  assert.deepEqual((await session()).grants, [{ role: "administrator" }]);
});
