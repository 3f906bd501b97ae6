import assert from "node:assert/strict";
import { createPublicKey, type JsonWebKey } from "node:crypto";
import { after, test } from "node:test";
import { decodeProtectedHeader, jwtVerify } from "jose";
import { request } from "undici";
import { add, body, FREE_OBSOLETE, INSTALLED, pathOf, replace, subs } from "./bodies.ts";
import { call, FORM, published, startBench } from "./support.ts";

const bench = await startBench();
after(() => bench.close());

test("the control API describes itself", async () => {
  const { status, json } = await bench.control("GET", "/openapi.json");
  assert.equal(status, 200);
  const document = json as { openapi: string; paths: Record<string, Record<string, { summary?: string }>> };
  assert.match(document.openapi, /^3\.1/);
  assert.deepEqual(Object.keys(document.paths).sort(), [
    "/clients",
    "/clients/{clientId}",
    "/clock",
    "/environments",
    "/faults",
    "/faults/names",
    "/faults/{id}",
    "/health/live",
    "/health/ready",
    "/journal",
    "/lint",
    "/metrics",
    "/national-data",
    "/places",
    "/places/import",
    "/places/{idNatStruct}/{externalId}",
    "/refresh",
    "/reset",
    "/signing-keys",
    "/write-list",
  ]);
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const operation of Object.values(methods)) assert.ok(operation.summary, path);
  }
  assert.equal((await bench.control("GET", "/openapi.json", undefined, "x")).status, 401);
});

test("health is told without the token, figures with it", async () => {
  const { controlUrl, controlToken } = bench.sandbox;
  const ask = async (path: string, token?: string) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const { statusCode, body: answer } = await request(controlUrl + path, { headers });
    return { status: statusCode, text: await answer.text() };
  };
  assert.deepEqual(JSON.parse((await ask("/health/live")).text), { status: "live" });
  assert.equal(JSON.parse((await ask("/health/ready?x=1")).text).status, "ready");
  assert.equal((await ask("/health/live/../places")).status, 401);
  assert.equal((await ask("/metrics")).status, 401);
  await bench.token();
  const { text } = await ask("/metrics", controlToken);
  assert.match(text, /raccord_sandbox_exchanges\{environment="test",endpoint="token",status="200"\} [1-9]/);
});

test("the clock can be moved: a token ends early, and comes back", async () => {
  const token = await bench.token();
  const shown = (await bench.control("PUT", "/clock", { offsetMs: 3_600_000 })).json as {
    now: string;
    offsetMs: number;
  };
  assert.equal(shown.offsetMs, 3_600_000);
  assert.equal(Date.parse(shown.now), bench.clock.nowMs() + 3_600_000);
  assert.equal((await bench.patch(replace(INSTALLED, 1), { token })).status, 401);
  await bench.control("PUT", "/clock", { offsetMs: 0 });
  assert.equal((await bench.patch(replace(INSTALLED, 1), { token })).status, 404);
  assert.equal((await bench.control("PUT", "/clock", { offsetMs: 1e18 })).status, 400);
});

interface KeySet {
  readonly keys: readonly (JsonWebKey & { readonly kid: string })[];
}

async function keySet(): Promise<KeySet> {
  const discovery = bench.sandbox.tokenUrl.replace(
    "/protocol/openid-connect/token",
    "/.well-known/openid-configuration",
  );
  const described = (await call(discovery, bench.agent(), { method: "GET" })).json as {
    jwks_uri: string;
    issuer: string;
    token_endpoint_auth_methods_supported: string[];
  };
  assert.deepEqual(described.token_endpoint_auth_methods_supported, [
    "tls_client_auth",
    "client_secret_post",
  ]);
  return (await call(described.jwks_uri, bench.agent(), { method: "GET" })).json as KeySet;
}

test("signing keys rotate: old tokens live on, the key set shows both, the third rotation forgets the first", async () => {
  const old = await bench.token();
  const { keys: before } = await keySet();
  const rotate = async (): Promise<string> =>
    ((await bench.control("POST", "/signing-keys", {})).json as { kid: string }).kid;
  const kid = await rotate();
  const fresh = await bench.token();
  assert.equal(decodeProtectedHeader(fresh).kid, kid);
  const { keys } = await keySet();
  assert.deepEqual(
    keys.map((key) => key.kid),
    [kid, ...before.map((key) => key.kid)],
  );
  for (const token of [old, fresh]) {
    const jwk = keys.find((key) => key.kid === decodeProtectedHeader(token).kid);
    await jwtVerify(token, createPublicKey({ key: jwk ?? {}, format: "jwk" }), {
      currentDate: new Date(bench.clock.nowMs()),
    });
    assert.equal((await bench.patch(replace(INSTALLED, 1), { token })).status, 404);
  }
  await rotate();
  assert.equal((await bench.patch(replace(INSTALLED, 1), { token: old })).status, 404);
  await rotate();
  assert.equal((await bench.patch(replace(INSTALLED, 1), { token: old })).status, 401);
});

test("a key that is too old is replaced by itself, and keys outlive a restart", async () => {
  const brief = await startBench({ signingKeyLifeSeconds: 60 });
  const { folder, clock } = brief;
  try {
    const first = decodeProtectedHeader(await brief.token()).kid;
    assert.equal(decodeProtectedHeader(await brief.token()).kid, first);
    clock.advance(61_000);
    const token = await brief.token();
    assert.notEqual(decodeProtectedHeader(token).kid, first);
    await brief.sandbox.close();
    const again = await startBench({}, { folder, clock });
    assert.equal(decodeProtectedHeader(await again.token()).kid, decodeProtectedHeader(token).kid);
    await again.close();
  } finally {
    await brief.close();
  }
});

interface Lint {
  readonly verdict: string;
  readonly national: { readonly reasons: readonly { readonly code: string; readonly adviceFr: string }[] };
  readonly standard: { readonly reasons: readonly { readonly code: string; readonly fr: string }[] };
}
const lint = async (patch: unknown): Promise<Lint> => {
  const answer = await bench.control("POST", "/lint", { patch });
  assert.equal(answer.status, 200, answer.text);
  return answer.json as Lint;
};

/** A replace as FHIR R4 wants it. */
const standardReplace = {
  resourceType: "Parameters",
  parameter: [
    {
      name: "operation",
      part: [
        { name: "type", valueCode: "replace" },
        { name: "path", valueString: "Location.name" },
        { name: "value", valueString: "Médecine" },
      ],
    },
  ],
};

test("the linter tells the national dialect from standard FHIR, and why", async () => {
  const dialect = await lint(add(INSTALLED, 4));
  assert.equal(dialect.verdict, "national-only");
  assert.deepEqual([...new Set(dialect.standard.reasons.map((it) => it.code))].sort(), [
    "add-name",
    "name-missing",
    "one-content",
    "type-code",
  ]);
  assert.equal((await lint(replace(INSTALLED, 4))).verdict, "national-only");
  const standard = await lint(standardReplace);
  assert.equal(standard.verdict, "standard-only");
  assert.equal(standard.national.reasons[0]?.code, "sandbox.body-not-dialect");
  const neither = await lint(replace(FREE_OBSOLETE, 4));
  assert.equal(neither.verdict, "neither");
  assert.deepEqual(
    neither.national.reasons.map((it) => it.code),
    ["sandbox.nature", "sandbox.value-indicator", "sandbox.path-indicator"],
  );
  for (const reason of neither.national.reasons) assert.ok(reason.adviceFr.length > 10);
  assert.equal((await lint("{")).verdict, "neither");
  assert.equal((await lint("[".repeat(20_000) + "]".repeat(20_000))).verdict, "neither");
});

test("a delete with a coded type is both where that is accepted", async () => {
  const text = JSON.stringify(body("delete", pathOf(INSTALLED))).replace(
    '"valueString":"delete"',
    '"valueCode":"delete"',
  );
  assert.equal((await lint(text)).verdict, "standard-only");
  const tolerant = await startBench({ operationType: "any" });
  try {
    const answer = await tolerant.control("POST", "/lint", { patch: text });
    assert.equal((answer.json as Lint).verdict, "both");
    assert.equal((await tolerant.patch(text)).status, 404);
  } finally {
    await tolerant.close();
  }
});

test("each way of missing the standard has its reason", async () => {
  const operation = (...part: object[]): unknown => ({
    resourceType: "Parameters",
    parameter: [{ name: "operation", part }],
  });
  const type = (valueCode: string): object => ({ name: "type", valueCode });
  const path = { name: "path", valueString: "Location" };
  const value = { name: "value", valueString: "x" };
  const cases: readonly [unknown, string][] = [
    [{ resourceType: "Location" }, "not-parameters"],
    [{ resourceType: "Parameters", parameter: [] }, "no-operation"],
    [{ resourceType: "Parameters", parameter: [{ name: "autre", valueString: "x" }] }, "other-parameter"],
    [operation(path, value), "type-missing"],
    [operation(type("changer"), path), "type-code"],
    [operation(type("delete")), "path-missing"],
    [operation(type("delete"), { name: "path", valueString: "Location.where(" }), "path-unreadable"],
    [operation(type("replace"), path), "value-missing"],
    [operation(type("delete"), path, value), "value-surplus"],
    [operation(type("insert"), path, value), "index-missing"],
    [operation(type("move"), path), "index-missing"],
    [operation(type("delete"), path, path), "part-repeated"],
    [operation(type("delete"), path, { name: "surplus", valueString: "x" }), "part-unknown"],
    [operation({ ...type("delete"), surplus: 1 }, path), "member-unknown"],
    [operation({ ...type("delete"), valueString: "delete" }, path), "one-content"],
  ];
  for (const [patch, code] of cases) {
    const codes = (await lint(patch)).standard.reasons.map((it) => it.code);
    assert.ok(codes.includes(code), `${code}: ${codes.join()}`);
  }
  assert.deepEqual((await lint(standardReplace)).standard.reasons, []);
});

test("the published bodies are the dialect, not the standard", async () => {
  const names = ["scenario-2-add.json", "scenario-2bis-replace.json", "scenario-3-delete.json"];
  const tolerant = await startBench({ gender03: "both" });
  try {
    for (const name of names) {
      const patch = published(name);
      if (patch === undefined) continue;
      const report = (await tolerant.control("POST", "/lint", { patch })).json as Lint;
      assert.equal(report.verdict, "national-only", name);
    }
  } finally {
    await tolerant.close();
  }
  assert.equal((await lint(body("add", pathOf(INSTALLED), subs(INSTALLED, 1)))).verdict, "neither");
});

test("a token request is refused alike for every reason of the client", async () => {
  const answer = await bench.tokenCall(FORM, bench.agent());
  assert.deepEqual(answer.json, {
    error: "invalid_client",
    error_description: "Invalid client or Invalid client credentials",
  });
});
