import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { grantShape } from "../journey/shapes.ts";
import { cookieRules } from "./cookies.ts";
import { emailKey } from "./email.ts";
import { grantOf, grantText } from "./grant-text.ts";
import { mayChange } from "./guard.ts";
import { csrfTokenOf, isSameSecret } from "./hash.ts";
import { identityOf } from "./identity-of.ts";
import { safeReturnPath } from "./return-path.ts";
import { signInSettings } from "./settings.ts";

test("whatever is asked for as the way back, a browser stays on this portal", () => {
  const piece = fc.constantFrom(
    "/",
    "\\",
    ".",
    "..",
    "//",
    ":",
    "@",
    "\t",
    "\n",
    "%2f",
    "%5c",
    "evil.example",
    "?",
    "#",
    "é",
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 8 }).map((parts) => `/${parts.join("")}`),
  );
  fc.assert(
    fc.property(text, (asked) => {
      const path = safeReturnPath(asked);
      // As a browser reads the header Location of an answer of this portal.
      const read = new URL(path, "http://127.0.0.1:7780/sign-in/callback");
      assert.equal(read.origin, "http://127.0.0.1:7780");
      assert.equal(safeReturnPath(path), path, "taken again as it is");
    }),
    { numRuns: 2_000 },
  );
});

test("ordinary paths come back as they were", () => {
  for (const path of ["/", "/journeys/7?tab=list&x=%2F#row", "/%C3%A9", "/sign-inspection"]) {
    assert.equal(safeReturnPath(path), path);
  }
  for (const path of [undefined, 7, ["/a"], "", "a", "/sign-in", "/oidc/auth"]) {
    assert.equal(safeReturnPath(path), "/");
  }
});

test("a grant has one text, whatever the order of its members", () => {
  const grants = [
    { role: "applicant", organisationId: "o" },
    { role: "establishment-contact", organisationId: "o", finess: "990000001" },
    { role: "grades", region: "84" },
    { role: "committee-member", member: "DGOS" },
    { role: "ans-operator" },
    { role: "administrator" },
  ] as const;
  for (const grant of grants) {
    const turned = grantShape.parse(Object.fromEntries(Object.entries(grant).reverse()));
    assert.equal(grantText(turned), grantText(grant));
    assert.deepEqual(grantOf(grantText(grant)), grant);
  }
  assert.equal(new Set(grants.map(grantText)).size, grants.length);
});

test("e-mail addresses are compared without case, spaces and coding of accents", () => {
  assert.equal(emailKey(" Éloïse@X.example"), emailKey("éloïse@x.EXAMPLE "));
  assert.notEqual(emailKey("a@x.example"), emailKey("b@x.example"));
});

test("secrets are equal or they are not, whatever their length", () => {
  assert.equal(isSameSecret("abc", "abc"), true);
  for (const other of ["", "ab", "abcd", "abd"]) assert.equal(isSameSecret("abc", other), false);
  assert.notEqual(csrfTokenOf("a"), csrfTokenOf("b"));
});

test("over https cookies bind to the host, over http on this machine they still are HttpOnly and Lax", () => {
  assert.deepEqual(cookieRules(true), {
    session: "__Host-raccord-session",
    attempt: "__Host-raccord-sign-in",
    options: { path: "/", httpOnly: true, sameSite: "lax", secure: true },
  });
  assert.equal(cookieRules(false).options.secure, false);
  assert.equal(cookieRules(false).session, "raccord-session");
});

test("behind a proxy that changes the host, a page of the public address may change things", () => {
  const where = { publicUrl: "https://portail.example", sessionToken: undefined };
  const headers = { host: "10.0.0.5:7780", origin: "https://portail.example" };
  assert.equal(mayChange("POST", headers, where), true);
  assert.equal(mayChange("POST", { ...headers, origin: "https://portail.example.evil" }, where), false);
  assert.equal(mayChange("POST", { ...headers, "sec-fetch-site": "cross-site" }, where), false);
  assert.equal(mayChange("GET", {}, where), true);
});

test("who it is, is read from what each provider tells", () => {
  const read = (claims: Record<string, unknown>, verified = false) =>
    identityOf("https://idp", { sub: "s", ...claims }, verified);
  assert.equal(read({ name: " Ada\u0000 Essai " }).name, "Ada Essai");
  assert.equal(read({ given_name: "ADA", family_name: "ESSAI" }).name, "ADA ESSAI");
  assert.equal(read({ preferred_username: "ada" }).name, "ada");
  assert.equal(read({}).name, "s");
  assert.equal(read({ name: "x".repeat(900) }).name.length, 200);
  assert.equal(read({ email: 7 }).email, "");
  assert.equal(read({ email: "a@x" }).emailVerified, false);
  assert.equal(read({ email: "a@x", email_verified: "true" }).emailVerified, true);
  assert.equal(read({ email: "a@x" }, true).emailVerified, true);
  assert.equal(read({ email: "a@x", email_verified: false }, true).emailVerified, false);
});

test("settings that cannot be used are refused", () => {
  const right = {
    kind: "openid-connect",
    discoveryUrl: "https://idp.example/.well-known/openid-configuration",
    clientId: "raccord",
    secretFile: "secret",
  };
  const proSanteConnect = { ...right, scopes: "openid scope_all", acrValues: ["eidas1"] };
  assert.deepEqual(signInSettings.parse({}).provider, { kind: "embedded" });
  assert.ok(signInSettings.safeParse({ provider: proSanteConnect }).success);
  assert.ok(
    signInSettings.safeParse({ provider: { ...right, discoveryUrl: "http://127.0.0.1:1/x" } }).success,
  );
  for (const provider of [
    { ...right, discoveryUrl: "http://idp.example/x" },
    { ...right, discoveryUrl: "file:///etc/passwd" },
    { ...right, keyFile: "key" },
    { ...right, secretFile: undefined },
    { ...right, scopes: "profile email" },
    { ...right, colour: "red" },
    { kind: "embedded", clientId: "x" },
    { kind: "none" },
  ]) {
    assert.equal(signInSettings.safeParse({ provider }).success, false, JSON.stringify(provider));
  }
  assert.equal(signInSettings.safeParse({ administrators: ["nobody"] }).success, false);
  assert.equal(signInSettings.safeParse({ sessionMaxHours: 0 }).success, false);
});
