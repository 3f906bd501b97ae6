import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { request } from "undici";
import { demonstrationSettings } from "../../src/cli/demonstration/settings.ts";
import { targetSettings } from "../../src/connector/deliver/target-settings.ts";
import { exampleOptions, type HospitalModel, hospitalModel } from "../../src/simulator/hospital.ts";
import { frameOf } from "../../src/simulator/mllp-client.ts";
import { createStory, type Story } from "../../src/simulator/story.ts";
import { clockAt, msa, sendFrames, startRig, startRorFor, temporaryFolder, until } from "../support/rig.ts";
import { writeSheets } from "./support/hospital-sheets.ts";

const messages = 1500;

test("an invented hospital with dirt, disorder and repeats: the ROR holds the hospital's own truth, across a restart", async () => {
  const folder = temporaryFolder();
  const hospital = hospitalModel(exampleOptions);
  const story = createStory({ hospital, seed: 11, messages, dirt: 0.1, duplicates: 0.05, disorder: 0.1 });
  const sent = [...story.messages];
  const endMs = (sent.at(-1)?.atMs ?? 0) + 60_000;
  const ror = await startRorFor(
    hospital.places.map(({ idNatStruct, externalId }) => ({ idNatStruct, externalId })),
    join(folder.path, "sandbox"),
  );
  const inbox = join(folder.path, "inbox");
  mkdirSync(inbox);
  const settings = {
    ...demonstrationSettings(hospital, {
      target: targetSettings.parse(ror.target),
      httpPort: 0,
      mllpPort: 0,
      inbox,
    }),
    indicatorGroups: ["core", "extended"],
  };
  try {
    for (const half of [sent.slice(0, messages / 2), sent.slice(messages / 2)]) {
      const connector = await startRig(settings, join(folder.path, "connector"), { clock: clockAt(endMs) });
      try {
        await writeSheets(hospital, inbox);
        const answers = await sendFrames(
          connector.mllp.get("gam") ?? "",
          half.map((message) => frameOf(message.bytes)),
        );
        assert.deepEqual(
          answers.map((answer) => msa(answer).code),
          half.map((message) => message.expectAck),
        );
        await fetchJson(`${connector.httpUrl}/feeds/gam/warm-up/end`, { by: "essai" });
        await connector.idle();
        if (half.at(-1) !== sent.at(-1)) continue;
        const wanted = expectedRows(hospital, story, endMs);
        let held = await ror.held();
        const equal = (): boolean =>
          [...wanted].every(([place, rows]) => differences(rows, held.get(place)).length === 0);
        await until(
          "the sandbox to hold the truth",
          async () => {
            held = await ror.held();
            return equal();
          },
          15_000,
        ).catch(() => {});
        for (const [place, rows] of wanted) assert.deepEqual(differences(rows, held.get(place)), [], place);
        for (const [place, rows] of held) assertSum(place, rows);
      } finally {
        await connector.close();
      }
    }
  } finally {
    await ror.close();
    folder.remove();
  }
});

async function fetchJson(url: string, body: unknown): Promise<void> {
  const answer = await request(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  assert.equal(answer.statusCode, 200, await answer.body.text());
}

/** Installed, closed and occupied of each place of beds, from what the hospital knows of itself. */
function expectedRows(hospital: HospitalModel, story: Story, atMs: number): Map<string, Map<string, number>> {
  const truth = story.truthAt(atMs);
  const result = new Map<string, Map<string, number>>();
  for (const place of hospital.places.filter((candidate) => candidate.nature === "bed")) {
    const inPlace = (unit: string, room: string | undefined): boolean =>
      place.units.some(
        (part) =>
          part.unit === unit &&
          (part.rooms === undefined || (room !== undefined && part.rooms.includes(room))),
      );
    const beds = hospital.units.flatMap((unit) => unit.beds).filter((bed) => inPlace(bed.unit, bed.room));
    const lodged = truth.patients.filter(
      (patient) =>
        inPlace(patient.unit, patient.room) &&
        (patient.patientClass === "I" || (patient.patientClass === "E" && patient.unit === "UHCD")),
    );
    const keyOf = (bed: { unit: string; room?: string | undefined; bed?: string | undefined }): string =>
      `${bed.unit}/${bed.room}/${bed.bed}`.toUpperCase();
    const known = new Set(beds.map(keyOf));
    const used = new Set(lodged.map(keyOf).filter((key) => known.has(key)));
    const bedless = lodged.filter((patient) => !known.has(keyOf(patient)) && !patient.newborn).length;
    result.set(
      place.externalId,
      new Map([
        ["01/01/-/-/-/-/01", beds.length],
        ["03/01/-/-/-/-/01", used.size + bedless],
      ]),
    );
  }
  return result;
}

function differences(
  wanted: ReadonlyMap<string, number>,
  held: ReadonlyMap<string, number> | undefined,
): string[] {
  return [...wanted].flatMap(([key, count]) =>
    held?.get(key) === count ? [] : [`${key}: ${held?.get(key)} instead of ${count}`],
  );
}

/** No bed is told twice: occupied + reserved + available never exceed the open beds. */
function assertSum(place: string, rows: ReadonlyMap<string, number>): void {
  const of = (...keys: string[]): number => keys.reduce((sum, key) => sum + (rows.get(key) ?? 0), 0);
  const closed = of("05/01/-/01/-/-/01", "05/01/-/02/-/-/01", "05/01/-/03/-/-/01");
  const busy = of("03/01/-/-/-/-/01", "04/01/-/-/-/-/01");
  const free = of("02/01/01/-/-/-/01", "02/01/02/-/-/-/01", "02/01/04/-/-/-/01");
  assert.ok(
    busy + free <= of("01/01/-/-/-/-/01") - closed + of("06/01/-/-/01/-/01"),
    `${place}: ${[...rows].join(" ")}`,
  );
}
