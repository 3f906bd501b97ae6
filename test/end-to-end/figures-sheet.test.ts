import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { request } from "undici";
import { dropFile } from "../../src/simulator/drop-file.ts";
import { startRig, startRorFor, temporaryFolder, until } from "../support/rig.ts";

const establishment = "1990000011";

test("a hospital without any system drops a sheet of figures: good lines reach the ROR, bad ones are told", async () => {
  const folder = temporaryFolder();
  const places = ["2310", "2320"].map((unit) => ({ idNatStruct: establishment, externalId: `Z${unit}` }));
  const ror = await startRorFor(places, join(folder.path, "sandbox"));
  const inbox = join(folder.path, "inbox");
  mkdirSync(inbox);
  const connector = await startRig(settings(ror.target, inbox), join(folder.path, "connector"));
  try {
    const now = new Date(Date.now() - 60_000);
    const stamp = new Intl.DateTimeFormat("sv-SE", {
      timeZone: "Europe/Paris",
      dateStyle: "short",
      timeStyle: "short",
    })
      .format(now)
      .replace(" ", "T");
    const sheet = [
      "UF;LIBELLE;LITS_INSTALLES;LITS_FERMES;OCCUPES;DISPO_F;DISPO_H;DISPO_INDIFFERENT;MAJ",
      `2310;Nephrologie;12;1;8;1;0;2;${stamp}`,
      `2320;Chirurgie;13;0;11;N/C;2;0;${stamp}`,
    ];
    await dropFile(inbox, "lits.csv", `${sheet.join("\n")}\n`);
    await until(
      "the good unit to be confirmed",
      async () => (await ror.held()).get("Z2310")?.get("02/01/04/-/-/-/01") === 2,
    );
    const held = await ror.held();
    assert.deepEqual(
      ["01/01/-/-/-/-/01", "02/01/01/-/-/-/01", "02/01/02/-/-/-/01"].map((key) =>
        held.get("Z2310")?.get(key),
      ),
      [12, 1, 0],
    );
    assert.equal(held.get("Z2320")?.size, 0, "a unit without data sends nothing, not zero");
    const board = (await (await request(`${connector.httpUrl}/board`)).body.json()) as {
      places: { id: string; held: { code: string }[] }[];
      refusals: { kind: string; code: string; text: { fr: string } }[];
    };
    assert.deepEqual(
      board.places.find((place) => place.id === "Z2320")?.held.map((reason) => reason.code),
      ["connector.no-figures"],
    );
    const refusal = board.refusals.find((line) => line.kind === "sheet");
    assert.match(refusal?.text.fr ?? "", /ligne 3/);
    const done = join(inbox, "done");
    assert.ok(existsSync(done));
    const report = readdirSync(done).find((name) => name.endsWith(".report.txt")) ?? "";
    assert.match(readFileSync(join(done, report), "utf8"), /ligne 3/);
  } finally {
    await connector.close();
    await ror.close();
    folder.remove();
  }
});

function settings(target: unknown, inbox: string): unknown {
  return {
    feeds: [{ name: "feuilles", folder: inbox }],
    targets: [target],
    places: ["2310", "2320"].map((unit) => ({
      id: `Z${unit}`,
      idNatStruct: establishment,
      externalId: `Z${unit}`,
      target: "sandbox",
      feed: "feuilles",
      nature: "bed",
      source: "figures",
      sourceType: "01",
      units: [{ unit }],
      genderRule: "rooms",
      freshnessMaxMinutes: 720,
    })),
  };
}
