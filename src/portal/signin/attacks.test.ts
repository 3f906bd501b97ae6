import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { systemClock } from "../../runtime/clock.ts";
import type { SignInSettings } from "./settings.ts";
import { type Browser, locationOf, type Reply } from "./test-support/browser.ts";
import { choose, openChoice, signInAs } from "./test-support/embedded-sign-in.ts";
import { type SignInRig, startSignInRig } from "./test-support/rig.ts";
import { type Misdeeds, type RogueProvider, startRogueProvider } from "./test-support/rogue-provider.ts";

async function startPair(t: TestContext, more: SignInSettings = {}, acrValues: string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), "raccord-sign-in-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const rogue = await startRogueProvider(t, systemClock.nowMs);
  writeFileSync(join(folder, "secret"), rogue.secret);
  const { discoveryUrl, clientId } = rogue;
  const secretFile = join(folder, "secret");
  const provider = { kind: "openid-connect", discoveryUrl, clientId, secretFile, acrValues } as const;
  const rig = await startSignInRig(t, { settings: { ...more, provider } });
  return { rig, rogue };
}

async function begin(browser: Browser, rig: SignInRig, returnPath = "/"): Promise<string> {
  return locationOf(await browser.ask(`${rig.url}/sign-in?return=${encodeURIComponent(returnPath)}`));
}

async function isSignedIn(browser: Browser, rig: SignInRig): Promise<boolean> {
  return JSON.parse((await browser.ask(`${rig.url}/api/session`)).body).person !== null;
}

function assertRefused(reply: Reply, status: number, code: string): void {
  assert.equal(reply.status, status, reply.body);
  assert.ok(reply.body.includes(code), reply.body);
  assert.equal(reply.headers["set-cookie"], undefined);
}

async function come(rig: SignInRig, rogue: RogueProvider, misdeeds: Misdeeds): Promise<[Browser, Reply]> {
  rogue.misdeeds = misdeeds;
  const browser = rig.browser();
  const way = await begin(browser, rig);
  return [browser, await browser.ask(rogue.wayBack(way))];
}

const notTrusted = "portal.sign-in-answer-not-trusted";
const now = () => Math.floor(systemClock.nowMs() / 1000);

for (const [title, misdeeds] of [
  ["another nonce", () => ({ claims: { nonce: "f".repeat(64) } })],
  ["no nonce", () => ({ without: ["nonce"] })],
  ["another issuer", () => ({ claims: { iss: "http://127.0.0.1:1" } })],
  ["another audience", () => ({ claims: { aud: "somebody-else" } })],
  ["more audiences and another party", () => ({ claims: { aud: ["raccord", "else"], azp: "else" } })],
  ["an end in the past", () => ({ claims: { exp: now() - 60, iat: now() - 400 } })],
  ["no end", () => ({ without: ["exp"] })],
  ["a beginning in the future", () => ({ claims: { nbf: now() + 120 } })],
  ["no subject", () => ({ without: ["sub"] })],
  ["the algorithm none", () => ({ signature: "none" })],
  ["the signature of another key", () => ({ signature: "another-key" })],
  ["a signature by the shared secret", () => ({ signature: "shared-secret" })],
  ["its signature cut off", () => ({ signature: "cut" })],
  ["userinfo of somebody else", () => ({ userinfoSub: "s-2" })],
] satisfies [string, () => Misdeeds][]) {
  test(`an ID token with ${title} signs nobody in`, async (t) => {
    const { rig, rogue } = await startPair(t);
    const [browser, reply] = await come(rig, rogue, misdeeds());
    assertRefused(reply, 502, notTrusted);
    assert.equal(await isSignedIn(browser, rig), false);
    assert.equal((await rig.database.selectFrom("person").selectAll().execute()).length, 0);
    const [right, good] = await come(rig, rogue, {});
    assert.equal(good.status, 302, "the same provider without the fault is taken");
    assert.equal(await isSignedIn(right, rig), true);
  });
}

test("a provider's clock may be off by so much as the settings say", async (t) => {
  const { rig, rogue } = await startPair(t);
  const [, late] = await come(rig, rogue, { claims: { exp: now() - 20, iat: now() - 320 } });
  assert.equal(late.status, 302);
});

test("an identification of a lower level than asked for is not taken", async (t) => {
  const { rig, rogue } = await startPair(t, {}, ["eidas1"]);
  const browser = rig.browser();
  const way = await begin(browser, rig);
  assert.equal(new URL(way).searchParams.get("acr_values"), "eidas1");
  assertRefused(await browser.ask(rogue.wayBack(way)), 502, notTrusted);
  const [, low] = await come(rig, rogue, { claims: { acr: "eidas0" } });
  assertRefused(low, 502, notTrusted);
  const [, good] = await come(rig, rogue, { claims: { acr: "eidas1" } });
  assert.equal(good.status, 302);
});

test("a discovery document of another issuer is not taken", async (t) => {
  const { rig, rogue } = await startPair(t);
  rogue.misdeeds = { discoveryIssuer: "https://other.example" };
  assertRefused(await rig.browser().ask(`${rig.url}/sign-in`), 502, notTrusted);
});

test("an answer that names another issuer is not taken, and its code is not redeemed", async (t) => {
  const { rig, rogue } = await startPair(t);
  const browser = rig.browser();
  const way = await begin(browser, rig);
  assertRefused(await browser.ask(rogue.wayBack(way, { iss: "https://evil.example" })), 502, notTrusted);
  assert.equal(rogue.tokensAsked(), 0);
});

test("a wrong state, a missing one, a used one and one of another browser are refused before any code is redeemed", async (t) => {
  const { rig, rogue } = await startPair(t);
  const unknown = "portal.sign-in-attempt-unknown";
  const browser = rig.browser();
  const way = await begin(browser, rig);
  assertRefused(await browser.ask(rogue.wayBack(way, { state: "0".repeat(64) })), 400, unknown);
  assertRefused(await browser.ask(`${rig.url}/sign-in/callback?code=code-1`), 400, unknown);
  const back = rogue.wayBack(way);
  // Somebody sends the link of an own, unfinished sign-in to the victim (RFC 9700 §4.7).
  const victim = rig.browser();
  assertRefused(await victim.ask(back), 400, unknown);
  await begin(victim, rig);
  assertRefused(await victim.ask(back), 400, unknown);
  assert.equal(rogue.tokensAsked(), 0);
  assert.equal((await browser.ask(back)).status, 302);
  assert.equal((await browser.ask(back)).status, 400, "a state serves once");
  assert.equal(rogue.tokensAsked(), 1);
});

test("a way back that takes too long is refused", async (t) => {
  const { rig, rogue } = await startPair(t);
  const browser = rig.browser();
  const back = rogue.wayBack(await begin(browser, rig));
  rig.clock.advance(15 * 60_000);
  assertRefused(await browser.ask(back), 400, "portal.sign-in-attempt-unknown");
});

test("a provider that refuses, fails or is gone is told in words, and the way on stays", async (t) => {
  const { rig, rogue } = await startPair(t);
  const browser = rig.browser();
  const way = await begin(browser, rig, "/journeys/7");
  const denied = await browser.ask(rogue.wayBack(way, { error: "access_denied", code: "" }));
  assertRefused(denied, 403, "portal.sign-in-provider-refused");
  assert.match(denied.body, /href="\/sign-in\?return=%2Fjourneys%2F7"/);
  const [, failed] = await come(rig, rogue, { tokenStatus: 503 });
  assertRefused(failed, 503, "portal.sign-in-provider-unreachable");
  const [, turnedDown] = await come(rig, rogue, { tokenStatus: 401 });
  assertRefused(turnedDown, 403, "portal.sign-in-provider-refused");
  const { rig: alone } = await startPair(t, {});
  const gone = await startSignInRig(t, {
    settings: {
      provider: {
        kind: "openid-connect",
        discoveryUrl: "http://127.0.0.1:1/.well-known/openid-configuration",
        clientId: "x",
        secretFile: import.meta.filename,
      },
    },
  });
  assert.ok(alone.url);
  const english = await gone.browser().ask(`${gone.url}/sign-in`, { headers: { "accept-language": "en" } });
  assertRefused(english, 503, "portal.sign-in-provider-unreachable");
  assert.match(english.body, /<html lang="en">[\s\S]*The sign-in service does not answer\./);
});

for (const path of [
  "//evil.example",
  "/\\evil.example",
  "https://evil.example/",
  "javascript:alert(1)",
  "/\t/evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "evil.example",
  "/sign-in?return=/",
  `/${"a".repeat(600)}`,
]) {
  test(`after the sign-in nobody is sent to ${JSON.stringify(path.slice(0, 40))}`, async (t) => {
    const { rig, rogue } = await startPair(t);
    const browser = rig.browser();
    const end = await browser.ask(rogue.wayBack(await begin(browser, rig, path)));
    assert.equal(end.headers["location"], "/");
  });
}

test("a changing call needs the token of its session and a page of the portal", async (t) => {
  const rig = await startSignInRig(t);
  const browser = rig.browser();
  const token = await signInAs(browser, rig.url, "cheffe");
  const other = await signInAs(rig.browser(), rig.url, "admin");
  const post = async (headers: Record<string, string>, method: "POST" | "DELETE" = "POST") =>
    (await browser.ask(`${rig.url}/api/change`, { method, headers })).status;
  const same = { "sec-fetch-site": "same-origin" };
  assert.equal(await post({ ...same, "x-csrf-token": token }), 200);
  assert.equal(await post({ origin: rig.url, "x-csrf-token": token }), 200);
  for (const headers of [
    same,
    { ...same, "x-csrf-token": "" },
    { ...same, "x-csrf-token": other },
    { ...same, "x-csrf-token": `${token}0` },
    { "x-csrf-token": token },
    { "sec-fetch-site": "cross-site", "x-csrf-token": token },
    { "sec-fetch-site": "same-site", "x-csrf-token": token },
    { "sec-fetch-site": "none", "x-csrf-token": token },
    { origin: "http://evil.example", "x-csrf-token": token },
    { origin: "null", "x-csrf-token": token },
  ]) {
    assert.equal(await post(headers), 403, JSON.stringify(headers));
  }
  assert.equal(await post(same, "DELETE"), 403, "a method that has no route is refused the same");
  const refused = await browser.ask(`${rig.url}/sign-out`, { method: "POST", headers: same });
  const problem = JSON.parse(refused.body);
  assert.equal(problem.code, "portal.sign-in-call-not-from-page");
  assert.match(problem.messageFr, /Recharger la page/);
  assert.match(problem.messageEn, /Reload the page/);
  assert.equal(await isSignedIn(browser, rig), true, "nobody was signed out by it");
});

test("a session that was planted in a browser before the sign-in is not the one after it", async (t) => {
  const rig = await startSignInRig(t);
  const attacker = rig.browser();
  await signInAs(attacker, rig.url, "cheffe");
  const planted = attacker.jar(rig.url).get("raccord-session") ?? "";
  const victim = rig.browser();
  victim.jar(rig.url).set("raccord-session", planted);
  await choose(victim, await openChoice(victim, rig.url), "admin");
  assert.notEqual(victim.jar(rig.url).get("raccord-session"), planted);
  assert.equal(await isSignedIn(attacker, rig), false, "the planted session has ended");

  const made = rig.browser();
  made.jar(rig.url).set("raccord-session", "a".repeat(64));
  await signInAs(made, rig.url, "admin");
  const forger = rig.browser();
  forger.jar(rig.url).set("raccord-session", "a".repeat(64));
  assert.equal(await isSignedIn(forger, rig), false);
});

test("forged cookies are nobody's, and what the database holds opens no session", async (t) => {
  const rig = await startSignInRig(t);
  const browser = rig.browser();
  await signInAs(browser, rig.url, "cheffe");
  const [row] = await rig.database.selectFrom("session").selectAll().execute();
  const token = browser.jar(rig.url).get("raccord-session") ?? "";
  assert.match(token, /^[0-9a-f]{64}$/);
  assert.ok(row !== undefined && !JSON.stringify(row).includes(token));
  for (const forged of [row.token_hash, "", "x", token.toUpperCase(), `${token}0`, "%00", "' OR 1=1 --"]) {
    const other = rig.browser();
    other.jar(rig.url).set("raccord-session", forged);
    assert.equal(await isSignedIn(other, rig), false, forged);
  }
});

test("sign-ins that nobody ends leave no more rows than the settings allow, and later ones still work", async (t) => {
  const { rig, rogue } = await startPair(t, { attemptsMax: 50, signInsPerMinuteMax: 100_000 });
  const flood = rig.browser();
  for (let sent = 0; sent < 400; sent += 100) {
    await Promise.all(Array.from({ length: 100 }, () => flood.ask(`${rig.url}/sign-in`)));
  }
  const count = async () =>
    (await rig.database.selectFrom("sign_in_attempt").select("state_hash").execute()).length;
  assert.ok((await count()) <= 50, String(await count()));
  const browser = rig.browser();
  assert.equal((await browser.ask(rogue.wayBack(await begin(browser, rig)))).status, 302);
  rig.clock.advance(15 * 60_000);
  for (let begun = 0; begun < 5; begun += 1) await begin(browser, rig);
  assert.ok((await count()) <= 5, "what is over is cleaned away");
});
