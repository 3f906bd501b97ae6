import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { sql } from "kysely";
import { type ConnectorSettings, connectorSettings } from "../../src/connector/settings.ts";
import type { ConnectorTables } from "../../src/connector/store/tables.ts";
import { isoText } from "../../src/domain/time/stamp.ts";
import { manualClock } from "../../src/runtime/clock.ts";
import type { HttpClient, HttpReply } from "../../src/runtime/http-client.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import { openSqlite } from "../../src/runtime/sqlite.ts";
import { temporaryFolder } from "../support/rig.ts";
import { startInstance } from "./instance.ts";
import { createRor, type Ror } from "./ror.ts";

const places = 250;
const indicators = 2_000;
const changesMin = 100_000;
const roundMs = 10 * 60_000;
/** Growth of the heap that an outage may cost, whatever its length. */
const heapGrowthMaxMib = 16;
/** Attempts that an outage may cost: probes, not one try per change. */
const attemptsMax = 1_000;
const establishment = "1990000011";
const startMs = Date.UTC(2026, 10, 20, 9, 0, 0);

test(`${changesMin} changes of ${indicators} indicators during an outage are at most ${indicators} PATCHes after it`, async (context) => {
  const folder = temporaryFolder();
  const database = openSqlite<ConnectorTables>(join(folder.path, "connector.db"));
  // Durability is proved elsewhere; waiting for the disk would only make this slow.
  await sql`PRAGMA synchronous=OFF`.execute(database);
  const clock = manualClock(startMs);
  const complaints: string[] = [];
  const units = Array.from({ length: places }, (_, index) => String(1_000 + index));
  const ror = createRor(
    units.map((unit) => `${establishment}/${unit}`),
    (what) => complaints.push(what),
  );
  const target = switchable(ror);
  const instance = await startInstance(settingsOf(units), database, {
    clock,
    random: seededRandom(1),
    log: silentLog,
    keys: [{ id: "k1", secret: Buffer.alloc(32, 7) }],
    openClient: () => target.client,
  });
  const wanted = async (): Promise<Map<string, number>> => {
    const rows = await database
      .selectFrom("indicator")
      .select(["place_id", "indicator_key", "wanted_count"])
      .execute();
    return new Map(rows.map((row) => [`${row.place_id} ${row.indicator_key}`, row.wanted_count]));
  };
  const round = async (number: number): Promise<void> => {
    assert.ok(await instance.sheet("gam", "capacite.csv", sheetOf(units, number, clock.nowMs())));
    await instance.idle();
    clock.advance(roundMs);
    await instance.idle();
  };
  try {
    await round(0);
    let known = await wanted();
    assert.equal(known.size, indicators);
    assert.equal(ror.successes(), indicators, "everything is delivered before the outage");
    target.away = true;
    let changes = 0;
    let rounds = 0;
    let heapEarlyMib = 0;
    while (changes < changesMin) {
      rounds += 1;
      await round(rounds);
      const next = await wanted();
      changes += [...next].filter(([key, count]) => known.get(key) !== count).length;
      known = next;
      if (rounds === 5) heapEarlyMib = heapMib();
    }
    const grownMib = heapMib() - heapEarlyMib;
    const attempts = target.refused;
    const logged = await database
      .selectFrom("delivery_log")
      .select((e) => e.fn.countAll().as("count"))
      .executeTakeFirstOrThrow();
    assert.ok(grownMib < heapGrowthMaxMib, `the heap grew by ${grownMib} MiB`);
    assert.ok(attempts < attemptsMax, `${attempts} attempts while the target was away`);
    const before = ror.successes();
    target.away = false;
    await instance.delivery.retryTarget("ror");
    await instance.idle();
    clock.advance(roundMs);
    await instance.idle();
    const patches = ror.successes() - before;
    assert.ok(patches <= indicators, `${patches} successful PATCHes`);
    assert.deepEqual(heldOf(ror), known);
    assert.deepEqual(complaints, []);
    context.diagnostic(
      `${changes} changes in ${rounds} rounds, ${attempts} attempts, then ${patches} PATCHes; ` +
        `heap ${grownMib.toFixed(1)} MiB more after ${rounds} rounds than after 5; ${logged.count} calls in the log`,
    );
  } finally {
    await instance.close();
    await database.destroy();
    folder.remove();
  }
});

/** A target that can be away. */
function switchable(ror: Ror): { client: HttpClient; away: boolean; refused: number } {
  const answer = (status: number, body: string): HttpReply => ({
    kind: "answer",
    status,
    headers: { "content-type": "application/json" },
    body,
    cut: false,
  });
  const state = {
    away: false,
    refused: 0,
    client: {
      async send(request) {
        if (state.away) {
          state.refused += 1;
          return { kind: "lost", cause: "connect", sent: false, detail: "ECONNREFUSED" };
        }
        if (request.method === "POST") {
          return answer(
            200,
            JSON.stringify({ access_token: "essai", token_type: "Bearer", expires_in: 300 }),
          );
        }
        const { status, body } = ror.patch(1, request.url, request.body ?? "");
        return answer(status, body);
      },
      close: async () => {},
    } satisfies HttpClient as HttpClient,
  };
  return state;
}

function settingsOf(units: readonly string[]): ConnectorSettings {
  return connectorSettings.parse({
    feeds: [{ name: "gam" }],
    targets: [
      {
        name: "ror",
        tokenUrl: "https://auth.example.test/token",
        apiBase: "https://api.example.test",
        clientId: "essai",
      },
    ],
    indicatorGroups: ["core", "extended"],
    places: units.map((unit) => ({
      id: unit,
      idNatStruct: establishment,
      externalId: unit,
      target: "ror",
      feed: "gam",
      nature: "bed",
      source: "figures",
      sourceType: "02",
      units: [{ unit }],
      genderRule: "rooms",
      freshnessMaxMinutes: 100_000,
    })),
  });
}

/** The typed figures of every unit; each figure is another one than in the round before. */
function sheetOf(units: readonly string[], round: number, atMs: number): Uint8Array {
  const turn = round % 3;
  const at = isoText(atMs - 60_000);
  const lines = units.map((unit) =>
    [
      unit,
      `Unité ${unit}`,
      60 + turn,
      6 + 3 * turn,
      2 + turn,
      3 + turn,
      20 + turn,
      4 + turn,
      5 + turn,
      6 + turn,
      at,
    ].join(";"),
  );
  const head =
    "UF;LIBELLE;LITS_INSTALLES;FERMES;FERMES_REACTIVABLES;FERMES_NON_REACTIVABLES;OCCUPES;DISPO_F;DISPO_H;DISPO_INDIFFERENT;MAJ";
  return Buffer.from([head, ...lines, ""].join("\r\n"));
}

function heldOf(ror: Ror): Map<string, number> {
  return new Map(
    [...ror.held].flatMap(([place, rows]) =>
      [...rows].map(([key, row]) => [`${place.split("/")[1]} ${key}`, row.count] as const),
    ),
  );
}

function heapMib(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
