import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { request } from "undici";
import { parseStamp } from "../../src/domain/time/stamp.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import { type OracleFigures, oracleFigures } from "../support/oracle.ts";
import { type TestDatabase, testDatabase } from "../support/postgres.ts";
import { clockAt, msa, sendFrames, startRig, startRorFor, temporaryFolder, until } from "../support/rig.ts";
import { feedSmallBeds, rawFrames, testdata, testdataBytes, testdataJson } from "../support/testdata.ts";

interface Checkpoint {
  readonly after_message: number;
  readonly at: string;
}

/** Keys of the rows, written here from the published code lists. */
const keys: Record<keyof OracleFigures, string> = {
  INST: "01/01/-/-/-/-/01",
  DISP_F: "02/01/01/-/-/-/01",
  DISP_H: "02/01/02/-/-/-/01",
  DISP_X: "02/01/04/-/-/-/01",
  OCC: "03/01/-/-/-/-/01",
  RES: "04/01/-/-/-/-/01",
  FERM_IND: "05/01/-/03/-/-/01",
};
const units = ["2310", "2320", "6000"];
const establishment = "1990000011";
/** Number of messages of the example worked out in input-side §3.5. */
const workedExampleAfter = 464;

interface Run {
  readonly checkpoint: Checkpoint;
  readonly order: "in order" | "shuffled";
  readonly id: string;
  /** Absent: SQLite, one connector. */
  readonly storage?: string;
}

if (testdata !== undefined) {
  describe("feed-small through MLLP: the national ROR holds what input-side §3.3 asks for", () => {
    const expected = testdataJson<{ checkpoints: Checkpoint[]; final: Checkpoint }>(
      "feeds/feed-small/expected.json",
    );
    const frames = rawFrames(testdataBytes("feeds/feed-small/feed.mllp"));
    const checkpoints = [...expected.checkpoints, expected.final];
    const orders = ["in order", "shuffled"] as const;
    const runs: Run[] = checkpoints.flatMap((checkpoint, index) =>
      orders.map((order) => ({ checkpoint, order, id: `${index}${order[0]}` })),
    );
    const worked = checkpoints.find((checkpoint) => checkpoint.after_message === workedExampleAfter);
    assert.ok(worked);
    runs.push({ checkpoint: worked, order: "shuffled", id: "pg", storage: "PostgreSQL, two connectors" });
    const folder = temporaryFolder();
    let ror: Awaited<ReturnType<typeof startRorFor>>;
    let database: TestDatabase | undefined;
    before(async () => {
      const places = runs.flatMap(({ id }) =>
        units.map((unit) => ({ idNatStruct: establishment, externalId: `${id}-${unit}` })),
      );
      ror = await startRorFor(places, join(folder.path, "sandbox"));
    });
    after(async () => {
      await ror.close();
      await database?.drop();
      folder.remove();
    });

    for (const { checkpoint, order, id, storage } of runs) {
      test(`after ${checkpoint.after_message} messages, ${order}${storage ? `, ${storage}` : ""}`, async () => {
        const taken = frames.slice(0, checkpoint.after_message);
        const sent = order === "in order" ? taken : shuffled(taken, checkpoint.after_message);
        const nowMs = parseStamp(checkpoint.at)?.ms ?? 0;
        const inbox = join(folder.path, `inbox-${id}`);
        const clock = clockAt(nowMs);
        if (storage) database = await testDatabase();
        const shared = database && storage ? { database: { url: database.url } } : {};
        const settings = { ...settingsFor(id, inbox), ...shared };
        const state = join(folder.path, `connector-${id}`);
        const connector = await startRig(settings, state, { clock });
        const other = storage ? await startRig(settings, state, { clock }) : connector;
        try {
          writeFileSync(join(inbox, "lits.csv"), testdataBytes("feeds/feed-small/beds.csv"));
          const half = Math.floor(sent.length / 2);
          const answers = [
            ...(await sendFrames(connector.mllp.get("gam") ?? "", sent.slice(0, half))),
            ...(await sendFrames(other.mllp.get("gam") ?? "", sent.slice(half))),
          ];
          assert.deepEqual(
            answers.map(msa),
            sent.map((frame) => ({ code: "AA", controlId: frame.toString("latin1").split("|")[9] ?? "" })),
          );
          const ended = await request(`${other.httpUrl}/feeds/gam/warm-up/end`, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ by: "essai" }),
          });
          assert.equal(ended.statusCode, 200);
          const oracle = oracleFigures(sent, feedSmallBeds(), checkpoint.at);
          const wanted = new Map(units.map((unit) => [`${id}-${unit}`, rowsOf(oracle.get(unit))]));
          let held = new Map<string, Map<string, number>>();
          const matches = async (): Promise<boolean> => {
            held = await ror.held();
            return [...wanted].every(([place, rows]) => equalRows(rows, held.get(place)));
          };
          await until("the sandbox to hold the oracle's figures", matches, 60_000).catch(() => {});
          for (const [place, rows] of wanted) {
            assert.deepEqual(
              Object.fromEntries([...(held.get(place) ?? [])].sort()),
              Object.fromEntries([...rows].sort()),
              place,
            );
          }
          if (checkpoint.after_message === workedExampleAfter) assertWorkedExample(held, id);
        } finally {
          await connector.close();
          await other.close();
        }
      });
    }

    function settingsFor(id: string, inbox: string): Record<string, unknown> {
      return {
        establishment: "Hôpital d'essai",
        feeds: [{ name: "gam", mllp: { port: 0 }, folder: inbox }],
        targets: [ror.target],
        indicatorGroups: ["core", "extended"],
        places: units.map((unit) => ({
          id: unit,
          idNatStruct: establishment,
          externalId: `${id}-${unit}`,
          target: "sandbox",
          feed: "gam",
          nature: "bed",
          source: "movements",
          sourceType: "02",
          units: [{ unit }],
          genderRule: "rooms",
          freshnessMaxMinutes: 720,
        })),
      };
    }
  });
}

/** input-side §3.5, in its own words: 2310 has nothing left, 2320 one reserved bed and none available. */
function assertWorkedExample(held: ReadonlyMap<string, ReadonlyMap<string, number>>, id: string): void {
  const figure = (unit: string, name: keyof OracleFigures): number | undefined =>
    held.get(`${id}-${unit}`)?.get(keys[name]);
  assert.deepEqual([figure("2310", "DISP_F"), figure("2310", "DISP_H"), figure("2310", "DISP_X")], [0, 0, 0]);
  assert.deepEqual(
    [figure("2310", "INST"), figure("2310", "FERM_IND"), figure("2310", "OCC"), figure("2310", "RES")],
    [12, 1, 11, 0],
  );
  assert.deepEqual([figure("2320", "DISP_F"), figure("2320", "DISP_H"), figure("2320", "DISP_X")], [0, 0, 0]);
  assert.equal(figure("2320", "RES"), 1);
}

/** Rows of the sandbox that the oracle knows; closed beds known to reopen or not, and extra beds, are 0 here. */
function rowsOf(figures: OracleFigures | undefined): Map<string, number> {
  const rows = new Map<string, number>([
    ["05/01/-/01/-/-/01", 0],
    ["05/01/-/02/-/-/01", 0],
    ["06/01/-/-/01/-/01", 0],
  ]);
  for (const [name, count] of Object.entries(figures ?? {}))
    rows.set(keys[name as keyof OracleFigures], count);
  return rows;
}

function equalRows(
  wanted: ReadonlyMap<string, number>,
  held: ReadonlyMap<string, number> | undefined,
): boolean {
  return (
    held !== undefined &&
    held.size === wanted.size &&
    [...wanted].every(([key, count]) => held.get(key) === count)
  );
}

function shuffled(frames: readonly Buffer[], seed: number): Buffer[] {
  const random = seededRandom(seed);
  const result = [...frames];
  for (let index = result.length - 1; index > 0; index -= 1) {
    const other = random.integer(index + 1);
    const [a, b] = [result[index], result[other]];
    if (a && b) [result[index], result[other]] = [b, a];
  }
  return result;
}
