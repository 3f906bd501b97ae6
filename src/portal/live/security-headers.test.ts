import assert from "node:assert/strict";
import { test } from "node:test";
import { isLocalName, isSameOrigin, securityHeaders } from "./security-headers.ts";

test("only names of this machine are answered", () => {
  for (const name of ["127.0.0.1:7780", "localhost", "LOCALHOST:1", "[::1]:7780"])
    assert.ok(isLocalName(name), name);
  for (const name of ["evil.example", "127.0.0.1.evil.example", "evil.example:7780", "", "a b", undefined]) {
    assert.ok(!isLocalName(name), String(name));
  }
});

test("a change is taken only from the page itself", () => {
  const host = "127.0.0.1:7780";
  assert.ok(isSameOrigin({ host, "sec-fetch-site": "same-origin" }));
  assert.ok(isSameOrigin({ host, origin: "http://127.0.0.1:7780" }));
  assert.ok(!isSameOrigin({ host, "sec-fetch-site": "cross-site", origin: "http://127.0.0.1:7780" }));
  assert.ok(!isSameOrigin({ host, "sec-fetch-site": "same-site" }));
  assert.ok(!isSameOrigin({ host, origin: "http://127.0.0.1:9999" }));
  assert.ok(!isSameOrigin({ host, origin: "null" }));
  assert.ok(!isSameOrigin({ host }));
});

test("the policy allows nothing inline and no other origin", () => {
  const policy = securityHeaders["content-security-policy"] ?? "";
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe|https?:|\*/);
});
