import assert from "node:assert/strict";
import { test } from "node:test";
import { deliveryLimits, targetSettings } from "./target-settings.ts";

const least = {
  name: "test",
  tokenUrl: "https://auth.example.test/token/",
  apiBase: "https://api.example.test/",
  clientId: "c",
};

test("defaults, and final slashes taken away", () => {
  const target = targetSettings.parse(least);
  assert.equal(target.apiBase, "https://api.example.test");
  assert.equal(target.tokenUrl, "https://auth.example.test/token");
  assert.equal(target.patchPrefix, "/ws-synchro-dispo-lits-fhir");
  assert.equal(target.encodeSlash, false);
  assert.equal(deliveryLimits.parse({}).breakerFailuresMax, 5);
});

test("what is refused", () => {
  for (const [name, change] of Object.entries({
    "plain HTTP to another machine": { apiBase: "http://api.example.test" },
    "credentials in the address": { apiBase: "https://a:b@api.example.test" },
    "a query in the address": { tokenUrl: "https://auth.example.test/?a=1" },
    "an unknown key": { tokenurl: "https://x.test" },
    "a timeout under two seconds": { requestTimeoutMs: 100 },
    "a name with spaces": { name: "a b" },
    "a key without its certificate": { certificate: { key: { text: "-----BEGIN" } } },
    "a store without its environment": { certificate: { store: "certificates" } },
    "a store and files at once": {
      certificate: { store: "s", environment: "test", key: { text: "-----BEGIN" } },
    },
    "both a file and a text": { authority: { file: "a", text: "-----BEGIN" } },
  })) {
    assert.equal(targetSettings.safeParse({ ...least, ...change }).success, false, name);
  }
  const stored = targetSettings.parse({ ...least, certificate: { store: "s", environment: "test" } });
  assert.deepEqual(stored.certificate, { store: "s", environment: "test", role: "writer" });
  const said = targetSettings.safeParse({ ...least, certificate: { store: "certificates" } });
  assert.match(said.error?.message ?? "", /name a store \(store, environment, role\) or files/);
  assert.equal(targetSettings.safeParse({ ...least, apiBase: "http://127.0.0.1:8080" }).success, true);
});
