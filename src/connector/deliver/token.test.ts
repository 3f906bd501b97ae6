import assert from "node:assert/strict";
import { test } from "node:test";
import { UnsecuredJWT } from "jose";
import { manualClock } from "../../runtime/clock.ts";
import type { HttpReply, HttpRequest } from "../../runtime/http-client.ts";
import { startMs } from "./test-support/bench.ts";
import { answerWith } from "./test-support/fake-remote.ts";
import { createTokenSource } from "./token.ts";

function source(replies: readonly HttpReply[], certificate = true) {
  const clock = manualClock(startMs);
  const requests: HttpRequest[] = [];
  const http = {
    async send(request: HttpRequest): Promise<HttpReply> {
      const reply = replies[requests.length] ?? answerWith(500);
      requests.push(request);
      return reply;
    },
    close: async () => {},
  };
  const target = {
    tokenUrl: "https://auth.example.test/auth/realms/ror/protocol/openid-connect/token",
    clientId: "hospital",
    requestTimeoutMs: 20_000,
    certificate: certificate ? { certificate: { text: "" }, key: { text: "" } } : undefined,
  };
  const tokens = createTokenSource({ target, http, clock, retryAfterMaxMs: 60_000, answerMaxBytes: 10_000 });
  return { tokens, clock, requests };
}

const json = { "content-type": "application/json" };
function token(value: string, expiresInSeconds?: number): HttpReply {
  const lifetime = expiresInSeconds === undefined ? {} : { expires_in: expiresInSeconds };
  return answerWith(200, { access_token: value, token_type: "Bearer", ...lifetime }, json);
}

test("the request names the client and the grant, nothing else", async () => {
  for (const certificate of [true, false]) {
    const { tokens, requests } = source([token("a", 60)], certificate);
    assert.deepEqual(await tokens.current(), { kind: "token", value: "a" });
    assert.deepEqual([...new URLSearchParams(requests[0]?.body)].sort(), [
      ["client_id", "hospital"],
      ["grant_type", "client_credentials"],
    ]);
    assert.equal(requests[0]?.headers["authorization"], undefined);
  }
});

test("a token is kept until ten seconds before its end", async () => {
  const { tokens, clock, requests } = source([token("a", 60), token("b", 60)]);
  await tokens.current();
  clock.advance(49_999);
  assert.deepEqual(await tokens.current(), { kind: "token", value: "a" });
  clock.advance(1);
  assert.deepEqual(await tokens.current(), { kind: "token", value: "b" });
  assert.equal(requests.length, 2);
});

test("expires_in first, else the exp of a JWT, else until it is refused", async () => {
  const jwt = (expSeconds: number) => new UnsecuredJWT({}).setExpirationTime(expSeconds).encode();
  const far = jwt(startMs / 1000 + 3600);
  const first = source([token(far, 60), token("b", 60)]);
  await first.tokens.current();
  first.clock.advance(50_000);
  assert.deepEqual(await first.tokens.current(), { kind: "token", value: "b" });

  const near = source([token(jwt(startMs / 1000 + 60)), token("b", 60)]);
  await near.tokens.current();
  near.clock.advance(49_000);
  await near.tokens.current();
  assert.equal(near.requests.length, 1);
  near.clock.advance(1_000);
  assert.deepEqual(await near.tokens.current(), { kind: "token", value: "b" });

  const opaque = source([token("opaque"), token("b")]);
  await opaque.tokens.current();
  opaque.clock.advance(86_400_000);
  assert.deepEqual(await opaque.tokens.current(), { kind: "token", value: "opaque" });
  assert.deepEqual(await opaque.tokens.renewed("opaque"), { kind: "token", value: "b" });
});

test("one renewal in flight, and a late refusal of an old token renews nothing", async () => {
  const { tokens, requests } = source([token("a", 600), token("b", 600)]);
  const all = await Promise.all([tokens.current(), tokens.current(), tokens.current()]);
  assert.equal(requests.length, 1);
  assert.deepEqual(new Set(all.map((one) => one.kind === "token" && one.value)), new Set(["a"]));
  const renewed = await Promise.all([tokens.renewed("a"), tokens.renewed("a")]);
  assert.equal(requests.length, 2);
  assert.deepEqual(renewed[1], { kind: "token", value: "b" });
  assert.deepEqual(await tokens.renewed("a"), { kind: "token", value: "b" });
  assert.equal(requests.length, 2);
});

test("a refusal of our identity is a fault, everything that may pass is unavailable", async () => {
  const kindOf = async (reply: HttpReply): Promise<string> => {
    const result = await source([reply]).tokens.current();
    return result.kind === "fault" ? result.reason : result.kind;
  };
  const lost = (cause: Extract<HttpReply, { kind: "lost" }>["cause"]): HttpReply => ({
    kind: "lost",
    cause,
    sent: true,
    detail: "x",
  });
  const oauth = (status: number, error: string) => answerWith(status, { error }, json);
  assert.equal(await kindOf(oauth(401, "invalid_client")), "delivery.credential-fault");
  assert.equal(await kindOf(oauth(400, "invalid_client")), "delivery.credential-fault");
  assert.equal(await kindOf(oauth(400, "unauthorized_client")), "delivery.credential-fault");
  assert.equal(await kindOf(answerWith(403, "<html>")), "delivery.credential-fault");
  assert.equal(await kindOf(lost("client-certificate-refused")), "delivery.credential-fault");
  assert.equal(await kindOf(lost("server-not-trusted")), "delivery.server-not-trusted");
  for (const reply of [
    oauth(400, "temporarily_unavailable"),
    answerWith(500),
    answerWith(503, "<html>"),
    answerWith(429),
    answerWith(404, "<html>"),
    answerWith(302),
    answerWith(204),
    answerWith(200, "<html>", { "content-type": "text/html" }),
    answerWith(200, { token_type: "Bearer" }, json),
    lost("connect"),
    lost("timeout"),
    lost("reset"),
  ]) {
    assert.equal(await kindOf(reply), "unavailable", JSON.stringify(reply));
  }
  const busy = await source([answerWith(503, "", { "retry-after": "9" })]).tokens.current();
  assert.deepEqual(busy, { kind: "unavailable", detail: "token: 503", retryAfterMs: 9_000 });
});

test("no result carries the token of another answer or a secret in its detail", async () => {
  const { tokens } = source([answerWith(400, { error: "invalid_client", access_token: "s3cret" }, json)]);
  assert.doesNotMatch(JSON.stringify(await tokens.current()), /s3cret/);
});
