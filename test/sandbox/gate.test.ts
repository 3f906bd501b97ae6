import assert from "node:assert/strict";
import { once } from "node:events";
import { after, test } from "node:test";
import tls from "node:tls";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { add, INSTALLED, replace } from "./bodies.ts";
import { CLIENT_ID, call, FORM, PLACE, STRUCTURE, startBench, subject } from "./support.ts";

const bench = await startBench({}, { production: true });
after(() => bench.close());
const [environment, production] = bench.sandbox.environments;
assert.ok(environment && production);

const refusedClient = {
  error: "invalid_client",
  error_description: "Invalid client or Invalid client credentials",
};
async function lastReasons(): Promise<string[]> {
  const { json } = await bench.control("GET", "/journal?limit=1000");
  const { exchanges } = json as { exchanges: { reasons: { code: string }[] }[] };
  return exchanges.at(-1)?.reasons.map((it) => it.code) ?? [];
}

test("the right certificate gets a JWT with the lifetime that the answer says", async () => {
  const { status, json, headers } = await bench.tokenCall(FORM);
  const answer = json as Record<string, unknown>;
  assert.equal(status, 200);
  assert.equal(headers["cache-control"], "no-store");
  assert.deepEqual(Object.keys(answer), [
    "access_token",
    "expires_in",
    "refresh_expires_in",
    "token_type",
    "not-before-policy",
    "scope",
  ]);
  assert.equal(answer["expires_in"], 300);
  assert.equal(answer["token_type"], "Bearer");
  const token = String(answer["access_token"]);
  assert.equal(decodeProtectedHeader(token).alg, "RS256");
  const claims = decodeJwt(token);
  assert.equal(claims["azp"], CLIENT_ID);
  assert.equal((claims.exp ?? 0) - (claims.iat ?? 0), 300);
});

test("the keys and the description of the token server are published", async () => {
  const base = new URL(bench.sandbox.tokenUrl).origin;
  const get = (path: string) => call(`${base}/auth/realms/ror${path}`, bench.agent(), { method: "GET" });
  const description = (await get("/.well-known/openid-configuration")).json as Record<string, string>;
  assert.equal(description["token_endpoint"], bench.sandbox.tokenUrl);
  const keys = (await get("/protocol/openid-connect/certs")).json as { keys: Record<string, string>[] };
  assert.equal(keys.keys[0]?.["kty"], "RSA");
  assert.equal(keys.keys[0]?.["d"], undefined);
});

test("no certificate, a wrong one or another client's one gets no token, and the journal says why", async () => {
  const other = await environment.authority.issueClient({ ...subject, commonName: "AUTRE" });
  const foreign = await production.authority.issueClient(subject);
  const nowMs = bench.clock.nowMs();
  const ended = await environment.authority.issueClient(subject, {
    fromMs: nowMs - 2 * 86_400_000,
    toMs: nowMs - 86_400_000,
  });
  const future = await environment.authority.issueClient(subject, {
    fromMs: nowMs + 86_400_000,
    toMs: nowMs + 2 * 86_400_000,
  });
  const server = await environment.authority.issueServer({ hosts: ["localhost"] });
  const cases = [
    [undefined, "sandbox.token-certificate-missing"],
    [other, "sandbox.token-certificate-other"],
    [foreign, "sandbox.token-certificate-untrusted"],
    [ended, "sandbox.token-certificate-dates"],
    [future, "sandbox.token-certificate-dates"],
    [server, "sandbox.token-certificate-usage"],
  ] as const;
  for (const [certificate, reason] of cases) {
    const { status, json } = await bench.tokenCall(FORM, bench.agent(certificate));
    assert.equal(status, 401, reason);
    assert.deepEqual(json, refusedClient);
    assert.deepEqual(await lastReasons(), [reason]);
  }
});

test("a certificate ends while the process runs", async () => {
  const nowMs = bench.clock.nowMs();
  const brief = await environment.authority.issueClient(subject, {
    fromMs: nowMs - 1000,
    toMs: nowMs + 60_000,
  });
  const agent = bench.agent(brief);
  assert.equal((await bench.tokenCall(FORM, agent)).status, 200);
  bench.clock.advance(120_000);
  assert.equal((await bench.tokenCall(FORM, agent)).status, 401);
});

test("a form that is not one, or names no grant or no client, is refused as the documented server does", async () => {
  const cases = [
    ["", 400, "invalid_request", "Missing form parameter: grant_type"],
    [`client_id=${CLIENT_ID}`, 400, "invalid_request", "Missing form parameter: grant_type"],
    [`client_id=${CLIENT_ID}&grant_type=password`, 400, "unsupported_grant_type", "Unsupported grant_type"],
    [`${FORM}&client_id=x`, 400, "invalid_request", "duplicated parameter"],
    ["grant_type=client_credentials", 401, "invalid_client", refusedClient.error_description],
    [
      "grant_type=client_credentials&client_id=inconnu",
      401,
      "invalid_client",
      refusedClient.error_description,
    ],
  ] as const;
  for (const [form, status, error, description] of cases) {
    const answer = await bench.tokenCall(form);
    assert.equal(answer.status, status, form);
    assert.deepEqual(answer.json, { error, error_description: description });
  }
  const json = await bench.tokenCall("{}", undefined, { "content-type": "application/json" });
  assert.equal(json.status, 400);
  assert.equal((await bench.tokenCall("x=".padEnd(20_000, "y"))).status, 413);
});

test("a call without a token, with a foreign or an ended one is a 401", async () => {
  const good = await bench.token();
  const [head = "", payload = ""] = good.split(".");
  const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.`;
  for (const token of [undefined, "x", `${head}.${payload}.AAAA`, unsigned]) {
    const answer = await bench.patch(replace(INSTALLED, 1), { token });
    assert.equal(answer.status, 401);
    assert.equal((answer.json as { issue: { code: string }[] }).issue[0]?.code, "login");
    assert.match(String(answer.headers["www-authenticate"]), /^Bearer realm="ror"/);
  }
  assert.equal((await bench.patch(add(INSTALLED, 1), { token: good })).status, 200);
  bench.clock.advance(299_000);
  assert.equal((await bench.patch(replace(INSTALLED, 1), { token: good })).status, 200);
  bench.clock.advance(2000);
  const late = await bench.patch(replace(INSTALLED, 1), { token: good });
  assert.equal(late.status, 401);
  assert.equal((late.json as { issue: { code: string }[] }).issue[0]?.code, "expired");
  assert.deepEqual(await lastReasons(), ["sandbox.bearer-expired"]);
});

test("a token of one environment is worth nothing in the other", async () => {
  const token = await bench.token();
  const answer = await call(
    `${production.apiUrl}/ws-synchro-dispo-lits-fhir/Location?identifier=${PLACE}`,
    bench.agent(),
    {
      method: "PATCH",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/fhir+json" },
      body: JSON.stringify(replace(INSTALLED, 1)),
    },
  );
  assert.equal(answer.status, 401);
  const places = (await bench.control("GET", "/places?environment=production")).json as { places: unknown[] };
  assert.equal(places.places.length, 4);
});

test("an establishment outside the write list is a 403, by external and by entry identifier", async () => {
  for (const identifier of ["1350099999/AILLEURS", "1350099999/INCONNU", "53/2000"]) {
    const answer = await bench.patch(replace(INSTALLED, 1), { query: `identifier=${identifier}` });
    assert.equal(answer.status, 403, identifier);
    assert.equal((answer.json as { issue: { code: string }[] }).issue[0]?.code, "forbidden");
  }
  assert.equal((await bench.patch(replace(INSTALLED, 4), { query: "identifier=53/1073" })).status, 200);
});

test("the right to write is read at each call", async () => {
  const writeList = [{ subjectDn: bench.client.subjectDn, idNatStruct: STRUCTURE }];
  await bench.control("PUT", "/write-list", { writeList: [] });
  assert.equal((await bench.patch(replace(INSTALLED, 1))).status, 403);
  await bench.control("PUT", "/write-list", { writeList });
  assert.equal((await bench.patch(replace(INSTALLED, 1))).status, 200);
});

test("a client that is struck off loses its token", async () => {
  const token = await bench.token();
  const clients = (await bench.control("GET", "/clients")).json;
  await bench.control("PUT", "/clients", { clients: [] });
  assert.equal((await bench.patch(replace(INSTALLED, 1), { token })).status, 401);
  assert.deepEqual(await lastReasons(), ["sandbox.bearer-client-unknown"]);
  await bench.control("PUT", "/clients", clients);
  assert.equal((await bench.patch(replace(INSTALLED, 1), { token })).status, 200);
});

test("settings change the unpublished refusals", async () => {
  const bare = await startBench({
    apiRefusalBody: "empty",
    tokenRefusalStatus: 400,
    writeListOrder: "after-place",
  });
  try {
    assert.equal((await bare.tokenCall(FORM, bare.agent())).status, 400);
    const answer = await bare.patch(replace(INSTALLED, 1), { token: undefined });
    assert.deepEqual([answer.status, answer.text], [401, ""]);
    const unknown = await bare.patch(replace(INSTALLED, 1), { query: "identifier=1350099999/INCONNU" });
    assert.equal(unknown.status, 404);
    const foreign = await bare.patch(replace(INSTALLED, 1), { query: "identifier=1350099999/AILLEURS" });
    assert.deepEqual([foreign.status, foreign.text], [403, ""]);
  } finally {
    await bare.close();
  }
});

test("a resumed TLS session still shows its certificate", async () => {
  const url = new URL(bench.sandbox.tokenUrl);
  const { certificatePem: cert, keyPem: key } = bench.client;
  const ca = environment.authority.chainPem;
  let session: Buffer | undefined;
  const reused: boolean[] = [];
  for (let round = 0; round < 2; round += 1) {
    const socket = tls.connect({
      port: Number(url.port),
      host: "127.0.0.1",
      ca,
      cert,
      key,
      ...(session === undefined ? {} : { session }),
    });
    socket.on("session", (made: Buffer) => {
      session = made;
    });
    await once(socket, "secureConnect");
    reused.push(socket.isSessionReused());
    socket.write(
      `POST ${url.pathname} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${FORM.length}\r\n\r\n${FORM}`,
    );
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    assert.match(Buffer.concat(chunks).toString(), /^HTTP\/1\.1 200 /);
  }
  assert.deepEqual(reused, [false, true]);
});
