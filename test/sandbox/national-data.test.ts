import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { Agent } from "undici";
import { systemClock } from "../../src/runtime/clock.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import type { SandboxSettingsInput } from "../../src/sandbox/settings.ts";
import { type RunningSandbox, startSandbox } from "../../src/sandbox/start.ts";
import { add, INSTALLED, replace } from "./bodies.ts";
import { call, PLACE, startBench } from "./support.ts";

const bench = await startBench();
after(() => bench.close());

interface PlaceView {
  readonly idNatStruct: string;
  readonly externalId: string;
  readonly version: number;
  readonly rows: readonly { readonly key: string; readonly nbCapacity: number }[];
}
async function generated(): Promise<PlaceView[]> {
  const { json } = await bench.control("GET", "/places?after=4&limit=1000");
  return (json as { places: PlaceView[] }).places;
}
const figures = (places: readonly PlaceView[]): unknown =>
  places.map(({ externalId, rows }) => [externalId, rows.map((row) => [row.key, row.nbCapacity])]);

test("a data set is made from its seed, stays, and is replaced by another one", async () => {
  assert.deepEqual((await bench.control("GET", "/national-data")).json, { generation: null });
  await bench.control("PUT", "/national-data", { seed: 3, places: 120 });
  const first = await generated();
  assert.equal(first.length, 120);
  assert.ok(first.every((place) => place.rows.length >= 4));
  await bench.control("PUT", "/national-data", { seed: 3, places: 120 });
  assert.deepEqual(await generated(), first);
  await bench.control("PUT", "/national-data", { seed: 4, places: 90 });
  assert.equal((await generated()).length, 90);
  assert.deepEqual((await bench.control("GET", "/national-data")).json, {
    generation: { seed: 4, places: 90 },
  });
  await bench.control("PUT", "/national-data", { seed: 3, places: 120 });
  assert.deepEqual(figures(await generated()), figures(first));
  for (const wrong of [{ seed: 1, places: 0 }, { seed: 1, places: 40_001 }, { seed: -1 }]) {
    assert.equal((await bench.control("PUT", "/national-data", wrong)).status, 400);
  }
});

test("the monthly refresh takes the written rows away and brings the generated ones back", async () => {
  const before = await generated();
  const [place] = before;
  assert.ok(place);
  const query = `identifier=${place.idNatStruct}/${place.externalId}`;
  const rights = (await bench.control("GET", "/write-list")).json as { writeList: object[] };
  const writeList = [
    ...rights.writeList,
    { subjectDn: bench.client.subjectDn, idNatStruct: place.idNatStruct },
  ];
  await bench.control("PUT", "/write-list", { writeList });
  assert.equal((await bench.patch(add(INSTALLED, 7))).status, 200);
  assert.equal((await bench.patch(replace(INSTALLED, 777), { query })).status, 200);
  assert.deepEqual((await bench.control("POST", "/refresh", {})).json, { refreshed: true });
  assert.deepEqual(figures(await generated()), figures(before));
  assert.equal((await bench.patch(replace(INSTALLED, 8))).status, 404, "the client's own row vanished");
  const { json } = await bench.control("GET", `/places/${PLACE}`);
  assert.equal((json as PlaceView).version, 3, "versions go on");
  await bench.control("POST", "/reset", {});
  assert.deepEqual(figures(await generated()), figures(before));
  assert.ok((await generated()).every((it) => it.version === 1));
});

test("a client's own places come from a CSV text", async () => {
  const header = "idNatStruct;externalId;entryId;name;region;function";
  const csv = `${header}\n1350054680;IMPORT-1;53/9001;Médecine;53;001\n1350054680;IMPORT-2;;Chirurgie;53;001\n`;
  assert.deepEqual((await bench.control("POST", "/places/import", { csv })).json, { added: 2 });
  assert.deepEqual((await bench.control("POST", "/places/import", { csv })).json, { added: 0 });
  const query = "identifier=1350054680/IMPORT-1";
  assert.equal((await bench.patch(add(INSTALLED, 7), { query })).status, 200);
  for (const wrong of ["n'importe quoi", `${header}\n12;X;;;;\n`]) {
    const answer = await bench.control("POST", "/places/import", { csv: wrong });
    assert.equal(answer.status, 400);
    assert.match(answer.text, /file of places cannot be read/);
  }
});

test("faults, a data set and listener limits may stand in the settings; the data outlive a restart", async () => {
  const stateFolder = mkdtempSync(join(tmpdir(), "raccord-national-"));
  const environment = {
    name: "test",
    generate: { seed: 9, places: 60 },
    faults: [{ fault: "server-error" as const, calls: 1 }],
    requestTimeoutMs: 5000,
  };
  const start = (): Promise<RunningSandbox> => {
    const settings: SandboxSettingsInput = { stateFolder, environments: [environment] };
    return startSandbox(settings, { clock: systemClock, random: seededRandom(2), log: silentLog });
  };
  try {
    const first = await start();
    const places = await first.places(100);
    assert.equal(places.length, 60);
    await first.close();
    const again = await start();
    assert.deepEqual(
      (await again.places(100)).map((it) => it.externalId),
      places.map((it) => it.externalId),
    );
    const agent = new Agent({ connect: { ca: again.environments[0]?.authority.chainPem ?? "" } });
    const url = `${again.apiUrl}/ws-synchro-dispo-lits-fhir/Location?identifier=x`;
    const patch = () => call(url, agent, { method: "PATCH", body: "{}" });
    assert.deepEqual([(await patch()).status, (await patch()).status], [500, 401]);
    await agent.close();
    await again.close();
  } finally {
    rmSync(stateFolder, { recursive: true, force: true });
  }
});
