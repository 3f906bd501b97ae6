import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { manualClock } from "../../src/runtime/clock.ts";
import { sandboxCodes } from "../../src/runtime/errors/codes-sandbox.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { add, INSTALLED, replace } from "./bodies.ts";
import { CLIENT_ID, call, FORM, PLACE, startBench } from "./support.ts";

const bench = await startBench();
after(() => bench.close());

interface Entry {
  readonly id: number;
  readonly endpoint: string;
  readonly clientId: string | null;
  readonly place: string | null;
  readonly status: number;
  readonly verdict: string;
  readonly reasons: readonly Record<string, string>[];
  readonly request: { body?: string };
  readonly answer: { body: unknown };
}
const journal = async (path: string): Promise<Entry[]> =>
  ((await bench.control("GET", path)).json as { exchanges: Entry[] }).exchanges;

test("the control API asks for its own token", async () => {
  for (const token of ["", "x", `${bench.sandbox.controlToken}x`, await bench.token()]) {
    assert.equal((await bench.control("GET", "/places", undefined, token)).status, 401);
  }
});

test("unknown members, wrong values and unknown environments are refused", async () => {
  const cases = [
    ["PUT", "/clients", { clients: [], more: 1 }, 400],
    ["PUT", "/clients", { clients: [{ clientId: "x" }] }, 400],
    ["PUT", "/write-list", { writeList: [{ subjectDn: "CN=x", idNatStruct: "12" }] }, 400],
    ["POST", "/places", { places: [{ idNatStruct: "1350054680", externalId: "" }] }, 400],
    ["POST", "/places", "rien", 400],
    ["POST", "/reset", { all: true }, 400],
    ["GET", "/journal?after=-1", undefined, 400],
    ["GET", "/places?surplus=1", undefined, 400],
    ["GET", "/places?environment=absent", undefined, 404],
    ["GET", "/places/1350054680/INCONNU", undefined, 404],
    ["GET", "/rien", undefined, 404],
  ] as const;
  for (const [method, path, body, status] of cases) {
    assert.equal((await bench.control(method, path, body)).status, status, `${method} ${path}`);
  }
});

test("places are added, listed in pages and emptied", async () => {
  const more = { places: [{ idNatStruct: "1350054680", externalId: "NOUVEAU", entryId: "53/77" }] };
  assert.deepEqual((await bench.control("POST", "/places", more)).json, { added: 1 });
  assert.deepEqual((await bench.control("POST", "/places", more)).json, { added: 0 });
  const first = (await bench.control("GET", "/places?limit=3")).json as { places: unknown[]; next: number };
  const rest = (await bench.control("GET", `/places?limit=3&after=${first.next}`)).json as typeof first;
  assert.deepEqual([first.places.length, rest.places.length, rest.next], [3, 2, null]);
  assert.equal((await bench.patch(add(INSTALLED, 8), { query: "identifier=53/77" })).status, 200);
  const path = "/places/1350054680/NOUVEAU";
  const before = (await bench.control("GET", path)).json as {
    version: number;
    rows: { nbCapacity: number }[];
  };
  assert.deepEqual([before.version, before.rows.map((row) => row.nbCapacity)], [2, [8]]);
  assert.deepEqual((await bench.control("POST", "/reset")).json, { reset: true });
  const emptied = (await bench.control("GET", path)).json as typeof before;
  assert.deepEqual([emptied.version, emptied.rows], [1, []]);
});

test("each exchange is journaled with its verdict, its clause and its advice", async () => {
  await bench.control("POST", "/reset", {});
  await bench.patch(replace(INSTALLED, 12));
  await bench.patch(add(INSTALLED, 12));
  const entries = await journal("/journal");
  assert.deepEqual(
    entries.map(({ endpoint, status, verdict }) => [endpoint, status, verdict]),
    [
      ["token", 200, "accepted"],
      ["patch", 404, "refused"],
      ["token", 200, "accepted"],
      ["patch", 200, "accepted"],
    ],
  );
  const refused = entries[1] ?? assert.fail("no entry");
  assert.equal(refused.clientId, CLIENT_ID);
  assert.equal(refused.place, PLACE);
  assert.equal(refused.reasons[0]?.["code"], "sandbox.row-missing");
  for (const member of ["clause", "fr", "en", "adviceFr", "adviceEn"]) {
    assert.ok((refused.reasons[0]?.[member] ?? "").length > 5, member);
  }
  assert.deepEqual(JSON.parse(refused.request.body ?? ""), replace(INSTALLED, 12));
  assert.equal((await journal(`/journal?after=${refused.id}`)).length, 2);
  assert.equal((await journal("/journal?limit=1")).length, 1);
});

test("no token is ever kept", async () => {
  const token = await bench.token();
  await bench.patch(replace(INSTALLED, 13), { token });
  const kept = (await bench.control("GET", "/journal?limit=1000")).text;
  assert.ok(!kept.includes(token));
  assert.ok(!kept.includes("access_token"));
  for (const name of readdirSync(join(bench.folder, "test"))) {
    const path = join(bench.folder, "test", name);
    if (statSync(path).isFile()) assert.ok(!readFileSync(path, "latin1").includes(token), name);
  }
});

test("the journal keeps no more rows than its setting", async () => {
  const world = { clock: manualClock(Date.now()), random: seededRandom(5), log: silentLog };
  const stateFolder = join(bench.folder, "small");
  const environments = [{ name: "test", journalRowsMax: 3 }];
  const small = await startSandbox({ stateFolder, environments }, world);
  try {
    const subject = {
      commonName: "X",
      organization: "O",
      structureId: "1990000011",
      department: "Paris (75)",
    };
    const enrolled = await small.enrol({ clientId: "petit", subject });
    const again = await small.enrol({ clientId: "petit", subject });
    assert.deepEqual(again, enrolled);
    assert.deepEqual(enrolled.establishments, ["1990000011"]);
    const ca = readFileSync(enrolled.authorityFile, "utf8");
    assert.match(ca, /BEGIN CERTIFICATE/);
    assert.match(readFileSync(enrolled.keyFile, "utf8"), /BEGIN ENCRYPTED PRIVATE KEY/);
    assert.equal(statSync(enrolled.keyFile).mode & 0o777, 0o600);
    const { Agent } = await import("undici");
    const agent = new Agent({
      connect: {
        ca,
        cert: readFileSync(enrolled.certificateFile, "utf8"),
        key: readFileSync(enrolled.keyFile, "utf8"),
        passphrase: readFileSync(enrolled.passphraseFile, "utf8").trim(),
      },
    });
    for (let index = 0; index < 6; index += 1) {
      const answer = await call(small.tokenUrl, agent, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: FORM.replace(CLIENT_ID, "petit"),
      });
      assert.equal(answer.status, 200);
    }
    const answer = await call(`${small.controlUrl}/journal`, agent, {
      method: "GET",
      headers: { authorization: `Bearer ${small.controlToken}` },
    });
    assert.deepEqual(
      (answer.json as { exchanges: Entry[] }).exchanges.map((entry) => entry.id),
      [4, 5, 6],
    );
    await agent.close();
  } finally {
    await small.close();
  }
});

test("wrong settings are named", async () => {
  const world = { clock: manualClock(Date.now()), random: seededRandom(5), log: silentLog };
  const start = (environment: object): Promise<unknown> =>
    startSandbox({ stateFolder: bench.folder, environments: [{ name: "test", ...environment }] }, world);
  await assert.rejects(start({ surplus: 1 }), { code: "sandbox.settings" });
  await assert.rejects(start({ behaviour: { gender03: "peut-être" } }), /behaviour\.gender03/);
});

test("every refusal of the catalogue speaks both languages", () => {
  for (const [code, text] of Object.entries(sandboxCodes)) {
    for (const part of [text.clause, text.fr, text.en, text.adviceFr, text.adviceEn])
      assert.ok(part.length > 3, code);
  }
});
