import assert from "node:assert/strict";
import { after, test } from "node:test";
import { add, INSTALLED, replace } from "./bodies.ts";
import { CLIENT_ID, FORM, PLACE, STRUCTURE, startBench } from "./support.ts";

// Whoever gives out test access (a portal, a script) does it over HTTP: a client, its rights, its evidence, its end.

const bench = await startBench();
after(() => bench.close());
const { subjectDn } = bench.client;
const right = { subjectDn, idNatStruct: STRUCTURE };
const line = `/write-list?subjectDn=${encodeURIComponent(subjectDn)}&idNatStruct=${STRUCTURE}`;

test("a client is added, may write, shows its evidence and is withdrawn, beside another that goes on", async () => {
  await bench.control("DELETE", line);
  const before = await bench.token();
  assert.equal((await bench.control("PUT", "/clients/essai-2", { subjectDn })).status, 200);
  const form = "client_id=essai-2&grant_type=client_credentials";
  const token = String(((await bench.tokenCall(form)).json as { access_token: string }).access_token);
  assert.equal((await bench.patch(add(INSTALLED, 4), { token })).status, 403, "no right yet");
  assert.equal((await bench.control("POST", "/write-list", { writeList: [right] })).status, 200);
  assert.equal((await bench.control("POST", "/write-list", { writeList: [right] })).status, 200, "again");
  assert.equal((await bench.patch(add(INSTALLED, 4), { token })).status, 200);
  assert.equal((await bench.patch(replace(INSTALLED, 5), { token: before })).status, 200);

  const evidence = (await bench.control("GET", "/journal?clientId=essai-2")).json as {
    exchanges: { endpoint: string; status: number; place: string | null; verdict: string }[];
  };
  assert.deepEqual(
    evidence.exchanges.map(({ endpoint, status, place, verdict }) => [endpoint, status, place, verdict]),
    [
      ["token", 200, null, "accepted"],
      ["patch", 403, PLACE, "refused"],
      ["patch", 200, PLACE, "accepted"],
    ],
  );
  const patches = await bench.control("GET", "/journal?clientId=essai-2&endpoint=patch&verdict=accepted");
  assert.equal((patches.json as { exchanges: unknown[] }).exchanges.length, 1);

  const struck = await bench.control("DELETE", "/clients/essai-2");
  assert.deepEqual(struck.json, { clients: [{ clientId: CLIENT_ID, subjectDn }] });
  assert.equal((await bench.patch(replace(INSTALLED, 6), { token })).status, 401, "a token given before");
  assert.equal((await bench.tokenCall(form)).status, 401);
  assert.equal((await bench.patch(replace(INSTALLED, 6), { token: before })).status, 200, "the other one");
  assert.equal((await bench.control("DELETE", line)).status, 200);
  assert.equal((await bench.patch(replace(INSTALLED, 7), { token: before })).status, 403, "rights at once");
});

test("what is not there cannot be withdrawn, and what does not go together is no client", async () => {
  assert.equal((await bench.control("DELETE", "/clients/personne")).status, 404);
  assert.equal((await bench.control("DELETE", line.replace(STRUCTURE, "1990000011"))).status, 404);
  for (const wrong of [
    {},
    { profile: 0, subjectDn },
    { subjectDn, secret: "secret-ouvert" },
    { surplus: 1 },
  ]) {
    const answer = await bench.control("PUT", "/clients/essai-3", wrong);
    assert.equal(answer.status, 400, JSON.stringify(wrong));
  }
  assert.equal((await bench.tokenCall(FORM)).status, 200);
});

test("the description of the control API tells what these calls take and give", async () => {
  const { paths } = (await bench.control("GET", "/openapi.json")).json as {
    paths: Record<string, Record<string, { responses: Record<string, { content?: unknown }> }>>;
  };
  for (const [path, methods] of [
    ["/clients", ["get", "put"]],
    ["/clients/{clientId}", ["put", "delete"]],
    ["/write-list", ["get", "put", "post", "delete"]],
    ["/journal", ["get"]],
  ] as const) {
    for (const method of methods) {
      assert.ok(paths[path]?.[method]?.responses["200"]?.content, `${method} ${path}`);
    }
  }
});
