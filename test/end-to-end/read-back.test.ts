import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { request } from "undici";
import type { RunningConnector } from "../../src/connector/start.ts";
import { type Clock, systemClock } from "../../src/runtime/clock.ts";
import { startRig, startRorFor, temporaryFolder, until } from "../support/rig.ts";

const establishment = "1990000011";
const units = ["2310", "2320"];
const hourMs = 3_600_000;
const folder = temporaryFolder();
let ror: Awaited<ReturnType<typeof startRorFor>>;
let reader: Record<string, unknown>;

before(async () => {
  const places = units.map((unit) => ({ idNatStruct: establishment, externalId: `Z${unit}` }));
  ror = await startRorFor(places, join(folder.path, "sandbox"), { gender03: "both" });
  const client = await ror.enrol({
    clientId: "essai-lecture",
    subject: {
      commonName: "ESSAI_LECTURE",
      organization: "Hôpital d'essai",
      structureId: establishment,
      department: "Côte-d'Or (21)",
    },
    profile: 1,
  });
  reader = {
    clientId: client.clientId,
    certificate: {
      certificate: { file: client.certificateFile },
      key: { file: client.keyFile },
      keyPassphraseFile: client.passphraseFile,
    },
    profile: 1,
    userProfileCode: "CU20",
    placesPerMinuteMax: 600,
  };
});
after(async () => {
  await ror.close();
  folder.remove();
});

/** The real clock with jumps: a day is over when the test says so. */
function jumpingClock(): Clock & { jump(ms: number): void } {
  let offsetMs = 0;
  return {
    nowMs: () => systemClock.nowMs() + offsetMs,
    after: systemClock.after,
    jump(ms) {
      offsetMs += ms;
    },
  };
}

async function post(url: string, body: unknown = {}, headers: Record<string, string> = {}) {
  const answer = await request(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.statusCode, body: await answer.body.json() };
}

async function start(name: string, code: "03" | "04", clock: Clock): Promise<RunningConnector> {
  const inbox = join(folder.path, `${name}-inbox`);
  mkdirSync(inbox);
  const today = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Europe/Paris",
    dateStyle: "short",
    timeStyle: "short",
  });
  const stamp = today.format(new Date(clock.nowMs() - 60_000)).replace(" ", "T");
  const lines = units.map((unit) => `${unit};Nephrologie;12;1;8;1;0;2;${stamp}`);
  const head = "UF;LIBELLE;LITS_INSTALLES;LITS_FERMES;OCCUPES;DISPO_F;DISPO_H;DISPO_INDIFFERENT;MAJ";
  writeFileSync(join(inbox, "lits.csv"), `${[head, ...lines].join("\n")}\n`);
  const settings = {
    feeds: [{ name: "feuilles", folder: inbox }],
    targets: [{ ...ror.target, reader }],
    eitherGenderCode: code,
    places: units.map((unit) => ({
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
  return await startRig(settings, join(folder.path, name), { clock });
}

const shows = (unit: string, key: string, count: number | undefined) =>
  until(
    `${unit} to show ${count} for ${key}`,
    async () => (await ror.held()).get(`Z${unit}`)?.get(key) === count,
  );

test("after the monthly refresh of the sandbox what vanished is read back as missing and sent again", async () => {
  const clock = jumpingClock();
  const connector = await start("first", "03", clock);
  try {
    for (const unit of units) await shows(unit, "02/01/03/-/-/-/01", 2);
    const refreshed = await post(
      `${ror.controlUrl}/refresh`,
      {},
      { authorization: `Bearer ${ror.controlToken}` },
    );
    assert.equal(refreshed.status, 200);
    for (const unit of units) await shows(unit, "02/01/03/-/-/-/01", undefined);
    clock.jump(25 * hourMs);
    assert.equal((await post(`${connector.httpUrl}/targets/sandbox/retry`)).status, 200);
    for (const unit of units) {
      await shows(unit, "02/01/03/-/-/-/01", 2);
      await shows(unit, "01/01/-/-/-/-/01", 12);
    }
    const metrics = await (await request(`${connector.httpUrl}/metrics`)).body.text();
    assert.match(metrics, /raccord_read_back_places_total\{target="sandbox",result="differs"\} 2/);
  } finally {
    await connector.close();
  }
});

test("who takes over from an earlier supplier sees its obsolete rows listed, and deletes them by decision only", async () => {
  const clock = jumpingClock();
  const connector = await start("second", "04", clock);
  const at = (unit: string): string => `${connector.httpUrl}/places/Z${unit}/foreign-rows`;
  const listed = async (unit: string) =>
    (await (await request(at(unit))).body.json()) as { key: string; count: number; decision: string }[];
  try {
    for (const unit of units) await shows(unit, "02/01/04/-/-/-/01", 2);
    clock.jump(25 * hourMs);
    await post(`${connector.httpUrl}/targets/sandbox/retry`);
    for (const unit of units) {
      await until("the obsolete row to be listed", async () => (await listed(unit)).length > 0);
      assert.deepEqual(
        (await listed(unit)).map(({ key, count, decision }) => [key, count, decision]),
        [["02/01/03/-/-/-/01", 2, "open"]],
      );
    }
    const board = (await (await request(`${connector.httpUrl}/board`)).body.json()) as {
      tasks: { message: { fr: string } }[];
    };
    assert.equal(board.tasks.length, 2);
    assert.match(board.tasks[0]?.message.fr ?? "", /02\/01\/03\/-\/-\/-\/01 = 2/);
    const [first = "", second = ""] = units;
    const decision = { decision: "delete", keys: ["02/01/03/-/-/-/01"], by: "Camille Essai" };
    assert.equal((await post(`${at(first)}/decide`, decision)).status, 200);
    await shows(first, "02/01/03/-/-/-/01", undefined);
    await shows(first, "02/01/04/-/-/-/01", 2);
    assert.equal(
      (await ror.held()).get(`Z${second}`)?.get("02/01/03/-/-/-/01"),
      2,
      "not decided, so not touched",
    );
    assert.deepEqual(await post(`${at(first)}/decide`, decision), {
      status: 409,
      body: { error: "not-listed", keys: ["02/01/03/-/-/-/01"] },
    });
    assert.equal((await post(`${at("9999")}/decide`, decision)).status, 404);
    assert.equal((await request(at("9999"))).statusCode, 404);
  } finally {
    await connector.close();
  }
});
