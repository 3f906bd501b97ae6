import assert from "node:assert/strict";
import { test } from "node:test";
import { manualClock } from "../../runtime/clock.ts";
import type { HttpClient, HttpRequest } from "../../runtime/http-client.ts";
import { recordingClient } from "./recorder.ts";

const opaque = "q9-opaque-token-without-any-form";

function answering(bodies: string[]): { http: HttpClient; sent: HttpRequest[] } {
  const sent: HttpRequest[] = [];
  return {
    sent,
    http: {
      async send(request) {
        sent.push(request);
        return {
          kind: "answer",
          status: 200,
          headers: { "set-cookie": "s=1" },
          body: bodies.shift() ?? "",
          cut: false,
        };
      },
      async close() {},
    },
  };
}

const post: HttpRequest = {
  method: "POST",
  url: "https://t/token",
  headers: {},
  body: "client_id=c&client_secret=s3cret&grant_type=client_credentials",
  timeoutMs: 1000,
  answerMaxBytes: 1000,
};

test("a token is masked wherever it shows up, whatever its form; so are secrets and cookies", async () => {
  const { http } = answering([
    JSON.stringify({ access_token: opaque, token_type: "Bearer" }),
    `you sent ${opaque} and eyJhbGciOiJ9.eyJzdWIiOiJ9.c2lnbmF0dXJl`,
  ]);
  const recorder = recordingClient(http, manualClock(0));
  await recorder.http.send(post);
  await recorder.http.send({
    ...post,
    method: "PATCH",
    body: "",
    headers: { authorization: `Bearer ${opaque}` },
  });
  const kept = JSON.stringify(recorder.taken());
  for (const secret of [opaque, "s3cret", "eyJhbGci", "s=1"]) assert.ok(!kept.includes(secret), secret);
  assert.match(kept, /"authorization":"Bearer \*\*\*"/);
  assert.match(kept, /client_id=c&client_secret=\*\*\*&grant_type/);
  assert.deepEqual(recorder.taken(), [], "taken once");
});

test("a header for the next PATCH goes with that one alone", async () => {
  const { http, sent } = answering([]);
  const recorder = recordingClient(http, manualClock(0));
  recorder.withNextPatch("raccord-fault", "place-duplicate");
  await recorder.http.send(post);
  for (let call = 0; call < 2; call += 1) await recorder.http.send({ ...post, method: "PATCH" });
  assert.deepEqual(
    sent.map(({ headers }) => headers["raccord-fault"]),
    [undefined, "place-duplicate", undefined],
  );
});
