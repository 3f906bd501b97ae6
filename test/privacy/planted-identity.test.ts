import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { request } from "undici";
import { createLog } from "../../src/runtime/log.ts";
import { msa, sendFrames, startRig, temporaryFolder, until } from "../support/rig.ts";

/** No such person: the word stands for every identity. */
const planted = "Zebulonquist";

/** Fields that hold identities (DESIGN §6; project list: PID-3, 5–7, 9, 11, 13, 14, 18–21, NK1, GT1, IN1). */
const identityFields = [3, 5, 6, 7, 9, 11, 13, 14, 18, 19, 20, 21];

function segment(name: string, fields: Record<number, string>): string {
  const last = Math.max(...Object.keys(fields).map(Number));
  return [name, ...Array.from({ length: last }, (_, index) => fields[index + 1] ?? "")].join("|");
}

/** A message with the word in every field of identity; `change` makes it good or bad. */
function message(
  controlId: string,
  change: Partial<{ msh: string; zbe2: string; pid3: string; trigger: string }>,
): Buffer {
  const trigger = change.trigger ?? "A01";
  const pid = Object.fromEntries(
    identityFields.map((field) => [field, `${planted}${field}^${planted}&${planted}~${planted}`]),
  );
  pid[3] = change.pid3 ?? `${planted}3^^^X^PI~${planted}NIR^^^INS&1.2&ISO^NH`;
  pid[8] = "F";
  const everything = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [index + 1, planted]));
  const lines = [
    change.msh ?? `MSH|^~\\&|GAM|CH|RACCORD|CH|20261120080000||ADT^${trigger}^ADT_A01|${controlId}|P|2.5`,
    "EVN||20261120080000",
    segment("PID", pid),
    segment("NK1", everything),
    segment("GT1", everything),
    segment("IN1", everything),
    "PV1||I|2310^101^P||||||||||||||||V1",
    `ZBE|M${controlId}^CH|${change.zbe2 ?? "20261120080000"}||INSERT|N|||HMS`,
  ];
  return Buffer.from(`\x0b${lines.join("\r")}\r\x1c\r`, "latin1");
}

/** Files below a folder that hold the word, in any of the forms in which it could hide. */
function filesWith(folder: string, word: string): string[] {
  const forms = [word, word.toUpperCase(), word.toLowerCase()].flatMap((form) => [
    Buffer.from(form, "utf8"),
    Buffer.from(form, "utf16le"),
    Buffer.from(Buffer.from(form).toString("base64").replace(/=+$/, "").slice(0, 14)),
    Buffer.from(Buffer.from(form).toString("hex")),
  ]);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const content = readFileSync(file);
      return forms.some((form) => content.includes(form));
    });
}

test("a planted identity reaches neither disk nor log nor screen, in accepted and in refused messages", async () => {
  const folder = temporaryFolder();
  const state = join(folder.path, "state");
  const inbox = join(folder.path, "inbox");
  const logged: string[] = [];
  const log = createLog("connector", "trace", { write: (line: string) => void logged.push(line) });
  const connector = await startRig(settings(inbox), state, { log });
  try {
    const address = connector.mllp.get("gam") ?? "";
    const cases: [Buffer, string][] = [
      [message("1", {}), "AA"],
      [message("2", { trigger: "A31" }), "AA"],
      [message("3", { trigger: "A08" }), "AA"],
      [message("4", { trigger: "Z80" }), "AA"],
      [message("5", { zbe2: planted }), "AE"],
      [message("6", { pid3: `${planted}^^^INS&1.2&ISO^NH` }), "AA"],
      [message("7", { msh: `MSH|^~\\&|GAM|CH|R|CH|20261120080000||ORU^R01|7|P|2.5` }), "AR"],
      [message("8", { msh: `MSH|^~\\&|GAM|CH|R|CH|20261120080000|${planted}|ADT^A01||P|2.5` }), "AE"],
      [message("9", { msh: "NOT AN MSH" }), "AE"],
      [Buffer.from(`\x0b${planted}\rPID|||${planted}\r\x1c\r`), "AE"],
      [
        Buffer.concat([
          Buffer.from("\x0b"),
          message("11", {}).subarray(1, -2),
          Buffer.alloc(70_000, planted),
          Buffer.from("\x1c\r"),
        ]),
        "AE",
      ],
    ];
    for (const [frame, code] of cases) {
      const [answer = ""] = await sendFrames(address, [frame]);
      assert.equal(msa(answer).code, code, answer.slice(0, 200));
      assert.ok(!answer.includes(planted), "the acknowledgement does not repeat it");
    }
    const census = `UF;CHAMBRE;LIT;IPP;NOM;SEXE\n2310;101;F;${planted}77;${planted};F\n2310;102;F;;${planted};F\n`;
    const source = join(folder.path, "census-202611200600.csv");
    writeFileSync(source, census);
    mkdirSync(inbox, { recursive: true });
    writeFileSync(join(inbox, "census-202611200600.csv"), census);
    const taken = (): boolean =>
      ["done", "refused"].some((name) => {
        const listed = readdirSync(inbox).includes(name) ? readdirSync(join(inbox, name)) : [];
        return listed.some((file) => file.endsWith(".report.txt"));
      });
    await until("the census to be taken", taken);
    await connector.idle();
    const pages = ["board", "metrics", "places/p1/explain"].map((path) =>
      request(`${connector.httpUrl}/${path}`),
    );
    for (const page of pages)
      assert.ok(!(await (await page).body.text()).includes(planted), "no page shows it");
  } finally {
    await connector.close();
  }
  assert.deepEqual(filesWith(state, planted), []);
  assert.ok(
    logged.length > 0 && !logged.join("").toLowerCase().includes(planted.toLowerCase()),
    "no log line holds it",
  );
  // What Raccord writes about a sheet; the sheet itself is the hospital's own file.
  const reports = filesWith(inbox, planted).filter((file) => file.endsWith(".report.txt"));
  assert.deepEqual(reports, []);

  const proof = join(state, "proof.bin");
  writeFileSync(proof, Buffer.concat([Buffer.alloc(5000, 1), Buffer.from(planted), Buffer.alloc(5000, 2)]));
  assert.deepEqual(filesWith(state, planted), [proof], "the search finds one that is there");
  folder.remove();
});

function settings(inbox: string): unknown {
  return {
    feeds: [{ name: "gam", mllp: { port: 0, frameSizeMaxBytes: 65_536 }, folder: inbox }],
    targets: [
      { name: "nowhere", tokenUrl: "http://127.0.0.1:9", apiBase: "http://127.0.0.1:9", clientId: "x" },
    ],
    places: [
      {
        id: "p1",
        idNatStruct: "1990000011",
        externalId: "P1",
        target: "nowhere",
        feed: "gam",
        nature: "bed",
        source: "movements",
        sourceType: "02",
        units: [{ unit: "2310" }],
        genderRule: "rooms",
        freshnessMaxMinutes: 720,
      },
    ],
  };
}
