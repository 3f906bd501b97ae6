import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { faultNames } from "../../src/sandbox/faults/names.ts";
import { until } from "../support/rig.ts";
import { add, INSTALLED, replace } from "./bodies.ts";
import { type Answer, CLIENT_ID, FORM, LIST_PATH, PLACE, STRUCTURE, startBench } from "./support.ts";

const bench = await startBench();
after(() => bench.close());
beforeEach(async () => {
  await bench.control("POST", "/reset", {});
});

interface Issue {
  readonly code: string;
  readonly expression?: string | string[];
}
const issues = (answer: Answer): Issue[] => (answer.json as { issue: Issue[] }).issue;
const strike = (fault: string, body: unknown = replace(INSTALLED, 12)): Promise<Answer> =>
  bench.patch(body, { headers: { "raccord-fault": fault } });
const tokenStrike = (fault: string): Promise<Answer> =>
  bench.tokenCall(FORM, undefined, { "raccord-fault": fault });

interface Entry {
  readonly status: number;
  readonly fault: string | null;
  readonly verdict: string;
  readonly endpoint: string;
}
async function entries(endpoint: string): Promise<Entry[]> {
  const { json } = await bench.control("GET", "/journal");
  return (json as { exchanges: Entry[] }).exchanges.filter((it) => it.endpoint === endpoint);
}
async function beds(): Promise<unknown> {
  const { json } = await bench.control("GET", `/places/${PLACE}`);
  return (json as { rows: { nbCapacity: number }[] }).rows[0]?.nbCapacity;
}

const provoked = new Set<string>();
/** A test of the fault of that name: all names must be seen at the end. */
function provokes(name: (typeof faultNames)[number], what: string, run: () => Promise<void>): void {
  provoked.add(name);
  test(`${name}: ${what}`, run);
}

const refusedClient = {
  error: "invalid_client",
  error_description: "Invalid client or Invalid client credentials",
};

for (const name of ["token-refused", "certificate-revoked"] as const) {
  provokes(name, "no token, and the journal says why", async () => {
    const answer = await tokenStrike(name);
    assert.deepEqual([answer.status, answer.json], [401, refusedClient]);
    assert.deepEqual(
      (await entries("token")).map((it) => [it.fault, it.verdict]),
      [[name, "refused"]],
    );
    assert.equal((await bench.tokenCall(FORM)).status, 200);
  });
}

const refusals = [
  ["token-expired", 401, "expired"],
  ["write-list-removed", 403, "forbidden"],
  ["place-unknown", 404, "not-found"],
  ["place-duplicate", 412, "multiple-matches"],
  ["business-rule", 400, "business-rule"],
  ["too-many-requests", 429, "throttled"],
  ["server-error", 500, "exception"],
] as const;
for (const [name, status, code] of refusals) {
  provokes(name, `${status}, ${code}, nothing written`, async () => {
    const answer = await strike(name, add(INSTALLED, 5));
    assert.equal(answer.status, status);
    assert.deepEqual(
      issues(answer).map((it) => it.code),
      [code],
    );
    assert.equal(await beds(), undefined);
    assert.equal((await bench.patch(add(INSTALLED, 5))).status, 200, "the next call is not struck");
  });
}

test("the answers of faults that have a published form have it", async () => {
  assert.deepEqual(issues(await strike("place-unknown"))[0]?.expression, ["Location"]);
  const duplicate = await strike("place-duplicate");
  assert.match(duplicate.text, /il y a '2' résultats/);
  assert.equal((await strike("too-many-requests; retryAfterSeconds=17")).headers["retry-after"], "17");
});

provokes("bad-gateway", "502 without FHIR", async () => {
  const answer = await strike("bad-gateway");
  assert.deepEqual([answer.status, answer.text], [502, "Bad Gateway"]);
});

provokes("unavailable-html", "503 with a page for people", async () => {
  const answer = await strike("unavailable-html");
  assert.equal(answer.status, 503);
  assert.match(String(answer.headers["content-type"]), /^text\/html/);
  assert.match(answer.text, /^<!DOCTYPE html>/);
});

provokes("slow-answer", "carried out at once, answered late", async () => {
  const answered: Answer[] = [];
  const token = await bench.token();
  const call = bench
    .patch(add(INSTALLED, 5), { token, headers: { "raccord-fault": "slow-answer; delayMs=5000" } })
    .then((answer) => {
      answered.push(answer);
    });
  await until("the PATCH is journaled", async () => (await entries("patch")).length === 1);
  assert.equal(await beds(), 5);
  assert.equal(answered.length, 0);
  await until("the answer is sent", () => {
    bench.clock.advance(5000);
    return answered.length > 0;
  });
  await call;
  assert.equal(answered[0]?.status, 200);
});

provokes("no-answer", "the connection stays open and silent, nothing is written", async () => {
  const token = await bench.token();
  const call = bench.patch(add(INSTALLED, 5), { token, headers: { "raccord-fault": "no-answer" } });
  await until("the PATCH is journaled", async () => (await entries("patch")).length === 1);
  assert.equal(await beds(), undefined);
  assert.deepEqual(
    (await entries("patch")).map((it) => [it.status, it.fault]),
    [[0, "no-answer"]],
  );
  bench.clock.advance(600_000);
  await assert.rejects(call, "the silence has an end");
});

for (const [name, written] of [
  ["cut-before-commit", undefined],
  ["cut-after-commit", 5],
] as const) {
  provokes(name, `the connection closes; held: ${written ?? "nothing"}`, async () => {
    await assert.rejects(strike(name, add(INSTALLED, 5)));
    assert.equal(await beds(), written);
  });
}

provokes("outcome-malformed", "the status is true, the body is no JSON", async () => {
  const answer = await strike("outcome-malformed");
  assert.equal(answer.status, 404);
  assert.throws(() => JSON.parse(answer.text));
  assert.match(answer.text, /^\{"resourceType":"Oper/);
});

provokes("outcome-truncated", "the body ends before its announced length", async () => {
  await assert.rejects(strike("outcome-truncated"));
  await assert.rejects(strike("outcome-truncated", add(INSTALLED, 5)));
  assert.equal(await beds(), 5);
});

provokes("clock-skew", "a token that still lives reads as expired; dates are of that clock", async () => {
  const answer = await strike("clock-skew; skewSeconds=3600");
  assert.deepEqual([answer.status, issues(answer)[0]?.code], [401, "expired"]);
  const behind = await strike("clock-skew; skewSeconds=-60", add(INSTALLED, 1));
  assert.equal(behind.status, 200);
  const shown = new Date(Math.floor((bench.clock.nowMs() - 60_000) / 1000) * 1000).toUTCString();
  assert.deepEqual([behind.headers["last-modified"], behind.headers["date"]], [shown, shown]);
  const old = (await tokenStrike("clock-skew; skewSeconds=-3600")).json as { access_token: string };
  assert.equal((await bench.patch(replace(INSTALLED, 2), { token: old.access_token })).status, 401);
});

provokes("expression-string", "lists become their first element", async () => {
  const unknown = await bench.patch(replace(INSTALLED, 1), {
    query: `identifier=${STRUCTURE}/INCONNU`,
    headers: { "raccord-fault": "expression-string" },
  });
  assert.equal(issues(unknown)[0]?.expression, "Location");
});

provokes("expression-list", "the string becomes a list", async () => {
  assert.deepEqual(issues(await strike("expression-list"))[0]?.expression, [LIST_PATH]);
});

provokes("expression-absent", "no expression at all", async () => {
  assert.deepEqual(Object.keys(issues(await strike("expression-absent"))[0] ?? {}), [
    "severity",
    "code",
    "diagnostics",
  ]);
});

test("every fault that exists was provoked", () => {
  assert.deepEqual([...provoked].sort(), [...faultNames].sort());
});

test("token requests are struck as well: 429, 500, 502, 503, cut", async () => {
  for (const [fault, status] of [
    ["too-many-requests", 429],
    ["server-error", 500],
    ["bad-gateway", 502],
    ["unavailable-html", 503],
  ] as const) {
    assert.equal((await tokenStrike(fault)).status, status);
  }
  await assert.rejects(tokenStrike("cut-before-commit"));
  await assert.rejects(tokenStrike("cut-after-commit"));
});

test("a header that asks for nothing known is a 400 in words", async () => {
  for (const fault of ["", "inconnu", "token-refused", "slow-answer; delayMs=x", "slow-answer; more=1"]) {
    const answer = await strike(fault);
    assert.equal(answer.status, 400, fault);
    assert.match(answer.text, /Raccord-Fault/);
  }
  assert.equal((await tokenStrike("place-unknown")).status, 400);
});

test("faults are chosen by client, by place, by call count and by chance", async () => {
  const on = async (rule: object): Promise<void> => {
    await bench.control("DELETE", "/faults");
    assert.equal((await bench.control("POST", "/faults", rule)).status, 201);
  };
  const statuses = async (count: number, query = `identifier=${PLACE}`): Promise<number[]> => {
    const token = await bench.token();
    const list: number[] = [];
    for (let index = 0; index < count; index += 1) {
      list.push((await bench.patch(replace(INSTALLED, 1), { token, query })).status);
    }
    return list;
  };
  await on({ fault: "server-error", fromCall: 2, calls: 2 });
  assert.deepEqual(await statuses(4), [404, 500, 500, 404]);
  await on({ fault: "server-error", place: "53/1073" });
  assert.deepEqual(await statuses(1), [404]);
  assert.deepEqual(await statuses(1, "identifier=53/1073"), [500]);
  await on({ fault: "server-error", clientId: "un-autre" });
  assert.deepEqual(await statuses(1), [404]);
  await on({ fault: "server-error", clientId: CLIENT_ID, probability: 0.5 });
  const drawn = await statuses(40);
  assert.ok(drawn.includes(500) && drawn.includes(404), drawn.join());
  const { faults } = (await bench.control("GET", "/faults")).json as {
    faults: { id: number; matchedCalls: number; struckCalls: number }[];
  };
  assert.equal(faults[0]?.matchedCalls, 40);
  assert.equal(faults[0]?.struckCalls, drawn.filter((status) => status === 500).length);
  assert.equal((await bench.control("DELETE", `/faults/${faults[0]?.id}`)).status, 200);
  assert.equal((await bench.control("DELETE", `/faults/${faults[0]?.id}`)).status, 404);
  assert.deepEqual(await statuses(2), [404, 404]);
});

test("a rule that cannot be is refused in words", async () => {
  for (const rule of [
    { fault: "inconnu" },
    { fault: "token-refused", endpoint: "patch" },
    { fault: "server-error", probability: 2 },
    { fault: "server-error", surplus: 1 },
  ]) {
    assert.equal((await bench.control("POST", "/faults", rule)).status, 400, JSON.stringify(rule));
  }
  const names = (await bench.control("GET", "/faults/names")).json as { faults: { name: string }[] };
  assert.deepEqual(
    names.faults.map((it) => it.name),
    [...faultNames],
  );
});
