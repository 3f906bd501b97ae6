import assert from "node:assert/strict";
import { test } from "node:test";
import { requestHeaders, requestPath, requestUrl } from "./request-line.ts";

const address = {
  apiBase: "https://api.example.test",
  patchPrefix: "/ws-synchro-dispo-lits-fhir",
  encodeSlash: false,
};

test("the slash of the identifier is raw unless asked otherwise", () => {
  const raw = requestPath(address, "1350054680", "SSR38888");
  assert.equal(raw, "/ws-synchro-dispo-lits-fhir/Location?identifier=1350054680/SSR38888");
  assert.equal(
    requestUrl(address, raw),
    "https://api.example.test/ws-synchro-dispo-lits-fhir/Location?identifier=1350054680/SSR38888",
  );
  assert.equal(
    requestPath({ ...address, encodeSlash: true }, "1350054680", "SSR38888"),
    "/ws-synchro-dispo-lits-fhir/Location?identifier=1350054680%2FSSR38888",
  );
});

test("an external id cannot break out of its parameter", () => {
  const path = requestPath(address, "1350054680", "A&B=#1 é/2");
  assert.equal(new URL(path, "https://x.test").searchParams.get("identifier"), "1350054680/A&B=#1 é/2");
  assert.equal([...new URL(path, "https://x.test").searchParams].length, 1);
});

test("three headers, none of the four Ror-*", () => {
  assert.deepEqual(requestHeaders("t"), {
    authorization: "Bearer t",
    "content-type": "application/fhir+json",
    accept: "application/fhir+json",
  });
});
