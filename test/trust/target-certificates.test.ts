import assert from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import { mkdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { request } from "undici";
import type { RunningConnector } from "../../src/connector/start.ts";
import { type Clock, systemClock } from "../../src/runtime/clock.ts";
import { createLog } from "../../src/runtime/log.ts";
import { systemRandom } from "../../src/runtime/random.ts";
import { type RunningSandbox, startSandbox } from "../../src/sandbox/start.ts";
import { dropFile } from "../../src/simulator/drop-file.ts";
import type { IssuedCertificate } from "../../src/trust/authority/authority.ts";
import { openAuthority } from "../../src/trust/authority/store.ts";
import { certificatesOf } from "../../src/trust/chain.ts";
import { statePassphrase } from "../../src/trust/key-files.ts";
import { openCertificateStore, type StoredCertificate } from "../../src/trust/store/store.ts";
import { confirmWhiteList, rehearse, switchTo } from "../../src/trust/store/succession.ts";
import { startRig, until } from "../support/rig.ts";
import { DAY_MS, raccord, subject, workshop } from "./support.ts";

const ESTABLISHMENT = "1990000011";
const CLIENT_ID = "essai-lits";
const INSTALLED = "01/01/-/-/-/-/01";
const world = { clock: systemClock, random: systemRandom };
/** The connector looks at certificate files every ten seconds; here, more often. */
const hastyClock: Clock = {
  nowMs: systemClock.nowMs,
  after: (delayMs, run) => systemClock.after(delayMs === 10_000 ? 100 : delayMs, run),
};

const shop = workshop();
let sandbox: RunningSandbox;
const logged: string[] = [];
const log = createLog("connector", "info", { write: (line: string) => void logged.push(line) });

before(async () => {
  const issued = { ...subject, structureId: ESTABLISHMENT };
  const subjectDn = `CN=${issued.commonName},OU=${ESTABLISHMENT},O=${issued.organization},ST=${issued.department},C=FR`;
  const environment = {
    name: "test" as const,
    places: [{ idNatStruct: ESTABLISHMENT, externalId: "Z2310" }],
    clients: [{ clientId: CLIENT_ID, subjectDn }],
    writeList: [{ subjectDn, idNatStruct: ESTABLISHMENT }],
    // A token is renewed ten seconds before its end: here at nearly each sending.
    behaviour: { tokenLifetimeSeconds: 11 },
  };
  sandbox = await startSandbox(
    { stateFolder: shop.path("sandbox"), environments: [environment] },
    { ...world, log },
  );
});
after(async () => {
  await sandbox.close();
  shop.close();
});

/** A certificate for the same subject, as renewals have it. */
async function issue(lifeDays = 1000): Promise<IssuedCertificate> {
  const nowMs = systemClock.nowMs();
  const authority = sandbox.environments[0]?.authority;
  assert.ok(authority);
  const validity = { fromMs: nowMs - DAY_MS, toMs: nowMs + lifeDays * DAY_MS };
  return authority.issueClient({ ...subject, structureId: ESTABLISHMENT }, validity);
}

async function revoke(certificate: IssuedCertificate): Promise<void> {
  const [leaf] = certificatesOf(certificate.certificatePem);
  const authority = await openAuthority({
    folder: shop.path("sandbox/test/authority"),
    environment: "test",
    passphrase: statePassphrase(shop.path("sandbox"), systemRandom),
    ...world,
  });
  await authority.revoke(leaf?.serialNumber ?? "", "superseded");
}

function keep(store: string, issued: IssuedCertificate): StoredCertificate {
  const [leaf] = certificatesOf(issued.certificatePem);
  assert.ok(leaf);
  const key = createPrivateKey(issued.keyPem);
  return openCertificateStore(store, world).add({ environment: "test", role: "writer", chain: [leaf], key });
}

async function putIntoService(store: string, issued: IssuedCertificate): Promise<void> {
  const { id } = keep(store, issued);
  const opened = openCertificateStore(store, world);
  await rehearse(opened, id, async () => ({ token: true, detail: "200" }), systemClock);
  confirmWhiteList(opened, id, { date: "2026-11-23", reference: "courriel" }, systemClock);
  switchTo(opened, id, systemClock);
}

interface Line {
  readonly connector: RunningConnector;
  readonly store: string;
  /** Drops a sheet that says how many beds are installed. */
  installed(count: number): Promise<void>;
  board(): Promise<Board>;
}

interface Board {
  readonly targets: readonly {
    readonly state: string;
    readonly certificate: Readonly<Record<string, unknown>> | null;
  }[];
  readonly tasks: readonly { readonly text: { readonly fr: string } }[];
}

/** A connector whose target names a certificate store. */
async function start(name: string, certificate?: unknown): Promise<Line> {
  const [store, inbox] = [shop.path(`${name}-store`), shop.path(`${name}-inbox`)];
  mkdirSync(inbox);
  const settings = {
    feeds: [{ name: "feuilles", folder: inbox }],
    targets: [
      {
        name: "ror",
        tokenUrl: sandbox.tokenUrl,
        apiBase: sandbox.apiUrl,
        clientId: CLIENT_ID,
        certificate: certificate ?? { store, environment: "test" },
        authority: { text: sandbox.environments[0]?.authority.chainPem },
      },
    ],
    places: [
      {
        id: "Z2310",
        idNatStruct: ESTABLISHMENT,
        externalId: "Z2310",
        target: "ror",
        feed: "feuilles",
        nature: "bed",
        source: "figures",
        sourceType: "01",
        units: [{ unit: "2310" }],
        genderRule: "rooms",
        freshnessMaxMinutes: 720,
      },
    ],
  };
  const connector = await startRig(settings, shop.path(`${name}-state`), { clock: hastyClock, log });
  let sheets = 0;
  return {
    connector,
    store,
    async installed(count) {
      sheets += 1;
      const updated = new Date(systemClock.nowMs()).toISOString();
      const head = "UF;LIBELLE;LITS_INSTALLES;LITS_FERMES;OCCUPES;DISPO_F;DISPO_H;DISPO_INDIFFERENT;MAJ";
      const text = `${head}\n2310;Nephrologie;${count};1;8;1;0;2;${updated}\n`;
      await dropFile(inbox, `lits-${sheets}.csv`, text);
    },
    board: async () => (await (await request(`${connector.httpUrl}/board`)).body.json()) as Board,
  };
}

/** Beds installed as the sandbox holds them. */
async function held(): Promise<number | undefined> {
  const answer = await request(`${sandbox.controlUrl}/places?limit=10`, {
    headers: { authorization: `Bearer ${sandbox.controlToken}` },
  });
  const body = (await answer.body.json()) as {
    places: { rows: { key: string; nbCapacity: number }[] }[];
  };
  const dashes = (key: string): string => key.replaceAll(/(?<=\/)(?=\/)/g, "-");
  return body.places[0]?.rows.find((row) => dashes(row.key) === INSTALLED)?.nbCapacity;
}

test("a switch is picked up without restart, before and after a refusal, and every figure arrives", async () => {
  const store = shop.path("switch-store");
  const [first, second, third] = [await issue(), await issue(1001), await issue(1002)];
  await putIntoService(store, first);
  const line = await start("switch");
  try {
    await line.installed(12);
    await until("the first figure", async () => (await held()) === 12);

    await putIntoService(store, second);
    await revoke(first);
    await line.installed(13);
    await until("a figure after the switch", async () => (await held()) === 13);
    assert.deepEqual((await line.board()).tasks, []);

    await revoke(second);
    await line.installed(14);
    await until("the pause", async () => (await line.board()).targets[0]?.state === "paused");
    assert.equal((await line.board()).tasks.length, 1, "one alarm");
    await putIntoService(store, third);
    await until("the figure that waited", async () => (await held()) === 14);
    await until("the end of the pause", async () => (await line.board()).targets[0]?.state === "open");
    assert.deepEqual((await line.board()).tasks, []);
  } finally {
    await line.connector.close();
  }
});

test("without any certificate in service the connector starts, receives and waits with one alarm", async () => {
  const line = await start("empty");
  try {
    await until("the alarm", async () => (await line.board()).tasks.length === 1);
    const [task] = (await line.board()).tasks;
    assert.match(task?.text.fr ?? "", /ne peut pas être lu/);
    const [target] = (await line.board()).targets;
    assert.equal(target?.state, "paused");
    assert.equal(target?.certificate?.["notice"], "unreadable");
    await line.installed(21);
    const explained = async () =>
      (await request(`${line.connector.httpUrl}/places/Z2310/explain`)).body.text();
    await until("the sheet to be taken", async () => (await explained()).includes("21"));
    assert.notEqual(await held(), 21);
    await putIntoService(line.store, await issue());
    await until("the figure that waited", async () => (await held()) === 21);
    assert.deepEqual((await line.board()).tasks, []);
    assert.equal((await line.board()).targets[0]?.state, "open");
  } finally {
    await line.connector.close();
  }
});

test("the end of a target's certificate is a metric, a line of the log, and stands on board and health", async () => {
  const store = shop.path("ends-store");
  await putIntoService(store, await issue(25));
  const next = keep(store, await issue(900));
  logged.length = 0;
  const line = await start("ends");
  try {
    const text = async (path: string) => (await request(`${line.connector.httpUrl}/${path}`)).body.text();
    const rows = (await text("metrics")).match(/^raccord_certificate_expiry_timestamp_seconds\{.*$/gm) ?? [];
    assert.equal(rows.length, 2);
    const serving = rows.find((row) => row.includes('current="true"')) ?? "";
    assert.match(serving, /environment="test",role="writer".*target="ror"/);
    const endsAtMs = Number(serving.split(" ")[1]) * 1000;
    assert.ok(Math.abs(endsAtMs - (systemClock.nowMs() + 25 * DAY_MS)) < DAY_MS);
    const certificate = (await line.board()).targets[0]?.certificate;
    assert.deepEqual(
      [certificate?.["notice"], certificate?.["daysLeft"], certificate?.["successor"]],
      ["due", 25, next.id],
    );
    const health = JSON.parse(await text("health/ready")) as { status: string; certificates: unknown[] };
    assert.equal(health.status, "ready");
    assert.deepEqual(health.certificates, [{ target: "ror", ...certificate }]);
    const said = logged.map((one) => JSON.parse(one) as Record<string, unknown>);
    const notice = said.find((one) => one["noticeDays"] === 30);
    assert.equal(notice?.["daysLeft"], 25);
    assert.match(String(notice?.["msg"]), /the next one stands ready/);
  } finally {
    await line.connector.close();
  }
});

test("a certificate named by files has its metric and notices too", async () => {
  const issued = await issue(-0.5);
  const files = {
    certificate: { file: shop.write("expired.pem", issued.certificatePem) },
    key: { file: shop.write("expired.key", issued.encryptedKeyPem("Mot de passe 9")) },
    keyPassphraseFile: shop.write("expired.pass", "Mot de passe 9\n"),
  };
  logged.length = 0;
  const line = await start("files", files);
  try {
    const metrics = await (await request(`${line.connector.httpUrl}/metrics`)).body.text();
    assert.match(
      metrics,
      /^raccord_certificate_expiry.*\{target="ror",certificate="[0-9a-f]{16}",current="true"\} \d+$/m,
    );
    assert.equal((await line.board()).targets[0]?.certificate?.["notice"], "expired");
    assert.ok(logged.some((one) => one.includes("certificate has ended")));
  } finally {
    await line.connector.close();
  }
});

test("the sandbox tells the end of its own certificates, each once", async () => {
  const state = shop.path("short-lived");
  const lives = ["--authority-life-days", "80", "--leaf-life-days", "20", "--key-bits", "2048"];
  assert.equal((await raccord("authority", "init", "--state", state, ...lives)).code, 0);
  logged.length = 0;
  const environments = [{ name: "test" as const }];
  const short = await startSandbox({ stateFolder: state, environments }, { ...world, log });
  await short.close();
  const said = logged.map((one) => JSON.parse(one) as Record<string, unknown>);
  const notices = said.filter((one) => "noticeDays" in one).map((one) => one["noticeDays"]);
  assert.deepEqual(notices, [30, 90, 90]);
});
