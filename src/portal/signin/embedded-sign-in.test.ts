import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { silentLog } from "../../runtime/log.ts";
import { systemRandom } from "../../runtime/random.ts";
import { createSignIn } from "./create-sign-in.ts";
import { choose, openChoice, signInAs } from "./test-support/embedded-sign-in.ts";
import { startSignInRig } from "./test-support/rig.ts";

test("a person is chosen with one click and comes back to the page that asked, signed in", async (t) => {
  const rig = await startSignInRig(t);
  const browser = rig.browser();
  const before = JSON.parse((await browser.ask(`${rig.url}/api/session`)).body);
  assert.deepEqual(before, { person: null, csrfToken: null, demonstration: true });

  const page = await openChoice(browser, rig.url, "/journeys/7?tab=list#row");
  const end = await choose(browser, page, "cheffe");
  assert.equal(end.url, `${rig.url}/journeys/7?tab=list#row`);
  const { signedIn } = JSON.parse(end.body);
  assert.equal(signedIn.name, "Ada Essai");
  assert.deepEqual(signedIn.grants, []);

  const reply = await browser.ask(`${rig.url}/api/session`);
  assert.equal(reply.headers["cache-control"], "no-store");
  const session = JSON.parse(reply.body);
  const { id } = session.person;
  assert.deepEqual(session.person, {
    id,
    name: "Ada Essai",
    email: "Ada.Essai@editeur.example",
    grants: [],
  });
  assert.match(session.csrfToken, /^[0-9a-f]{64}$/);
});

test("the page to choose from speaks the reader's language, has no script and escapes what it shows", async (t) => {
  const rig = await startSignInRig(t);
  const browser = rig.browser();
  const french = await openChoice(browser, rig.url);
  assert.match(french.body, /<html lang="fr">[\s\S]*<h1>Choisir une personne<\/h1>/);
  assert.match(french.body, /Administratrice du portail/);
  assert.match(french.body, /Zoé &lt;Fictive&gt;/);
  assert.doesNotMatch(french.body, /<script|style=|onclick/);
  assert.match(String(french.headers["content-security-policy"]), /^default-src 'none'; style-src 'self';/);
  const english = await browser.ask(french.url, { headers: { "accept-language": "en-GB,en;q=0.9" } });
  assert.match(english.body, /<html lang="en">[\s\S]*<h1>Choose a person<\/h1>/);
  browser.jar(rig.url).set("raccord-language", "fr");
  const remembered = await browser.ask(french.url, { headers: { "accept-language": "en" } });
  assert.match(remembered.body, /Choisir une personne/);
  const style = await browser.ask(`${rig.url}/sign-in/style.css`);
  assert.match(String(style.headers["content-type"]), /^text\/css/);
});

test("signed in at the provider already, the person still chooses", async (t) => {
  const rig = await startSignInRig(t);
  const browser = rig.browser();
  const token = await signInAs(browser, rig.url, "cheffe");
  const headers = { "sec-fetch-site": "same-origin", "x-csrf-token": token };
  const out = await browser.ask(`${rig.url}/sign-out`, { method: "POST", headers });
  assert.deepEqual([out.status, JSON.parse(out.body)], [200, { next: "/" }]);
  assert.equal(browser.jar(rig.url).has("raccord-session"), false);
  await choose(browser, await openChoice(browser, rig.url), "admin");
  const session = JSON.parse((await browser.ask(`${rig.url}/api/session`)).body);
  assert.equal(session.person.name, "Zoé <Fictive>");
});

test("a choice from another site, of nobody, or of a page that is over signs nobody in", async (t) => {
  const rig = await startSignInRig(t);
  const browser = rig.browser();
  const page = await openChoice(browser, rig.url);
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const post = (headers: Record<string, string>, body: string, url = page.url) =>
    browser.ask(url, { method: "POST", headers: { ...form, ...headers }, body });
  assert.equal((await post({ "sec-fetch-site": "cross-site" }, "person=cheffe")).status, 403);
  assert.equal((await post({ origin: "http://evil.example" }, "person=cheffe")).status, 403);
  assert.equal((await post({ "sec-fetch-site": "same-origin" }, "person=nobody")).status, 400);
  assert.equal((await post({ "sec-fetch-site": "same-origin" }, "person=x".repeat(2000))).status, 413);
  const other = rig.browser();
  const foreign = await other.ask(page.url);
  assert.deepEqual([foreign.status, /Cette page a trop attendu/.test(foreign.body)], [400, true]);
  await choose(browser, page, "cheffe");
  assert.equal((await post({ "sec-fetch-site": "same-origin" }, "person=admin")).status, 400);
});

test("the keys are made once and only their owner reads them", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "raccord-sign-in-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const keySet = async () => {
    const rig = await startSignInRig(t, { stateFolder: folder });
    const jwks = JSON.parse((await rig.browser().ask(`${rig.url}/oidc/jwks`)).body);
    return { jwks, text: readFileSync(join(folder, "sign-in-keys.json"), "utf8") };
  };
  const first = await keySet();
  const second = await keySet();
  assert.deepEqual(second, first);
  assert.equal(first.jwks.keys.length, 1);
  assert.equal(first.jwks.keys[0].d, undefined, "the private part stays inside");
  assert.equal(statSync(join(folder, "sign-in-keys.json")).mode & 0o777, 0o600);
});

test("the demonstration sign-in is refused beyond this machine", async (t) => {
  const rig = await startSignInRig(t);
  const { database, clock } = rig;
  const [random, log] = [systemRandom, silentLog];
  const parts = { database, clock, random, log, isHttps: false, inventedPeople: [], stateFolder: undefined };
  for (const host of ["0.0.0.0", "::", "10.0.0.5", "portal.example"]) {
    const made = createSignIn({}, { ...parts, host, publicUrl: () => `http://${host}` });
    await assert.rejects(made, { code: "portal.sign-in-embedded-not-local" });
  }
  const browser = rig.browser();
  for (const headers of [{ host: "portal.example" }, { "x-forwarded-for": "10.0.0.5" }]) {
    const reply = await browser.ask(`${rig.url}/oidc/.well-known/openid-configuration`, { headers });
    assert.deepEqual([reply.status, JSON.parse(reply.body).code], [403, "portal.sign-in-embedded-not-local"]);
  }
});

test("a sign-in that begins at localhost goes on at the address of the portal", async (t) => {
  const rig = await startSignInRig(t);
  const { port } = new URL(rig.url);
  const reply = await rig.browser().ask(`http://localhost:${port}/sign-in?return=/journeys/7`);
  assert.equal(reply.headers["location"], `${rig.url}/sign-in?return=/journeys/7`);
});

test("behind a public address the demonstration sign-in says that a real provider is needed", async (t) => {
  const rig = await startSignInRig(t, { publicUrl: "https://portail.example" });
  const reply = await rig.browser().ask(`${rig.url}/sign-in`, { headers: { "accept-language": "en" } });
  assert.deepEqual([reply.status, /give a real provider/.test(reply.body)], [403, true]);
});
