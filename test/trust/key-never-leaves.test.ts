import assert from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { after, test } from "node:test";
import { request } from "undici";
import { dropFile } from "../../src/simulator/drop-file.ts";
import { type RunningProcess, startRaccord } from "../support/process.ts";
import { until } from "../support/rig.ts";
import { assertNoSecret, filesBelow, privateNumbers, type Searched } from "./secret-search.ts";
import { PASSWORD, raccord, subject, workshop } from "./support.ts";

const shop = workshop();
const running: RunningProcess[] = [];
after(async () => {
  for (const it of running) await it.stop();
  shop.close();
});
const skip = existsSync("/proc/self/environ") ? false : "no /proc here";
const ESTABLISHMENT = "1990000011";
const named = [
  ...["--organization", subject.organization, "--structure", ESTABLISHMENT],
  ...["--department", subject.department],
];

/** What anybody may read of processes: arguments and environment, of each one and of those that it started. */
const seen = new Map<string, Searched>();

function look(pid: number): void {
  for (const what of ["cmdline", "environ"]) {
    try {
      const text = readFileSync(`/proc/${pid}/${what}`, "latin1");
      // A process that has just ended shows nothing.
      if (text !== "") seen.set(`${pid} ${what} ${text}`, { name: `process ${what}`, text });
    } catch {}
  }
  for (const child of childrenOf(pid)) look(child);
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) => {
      const text = readFileSync(`/proc/${pid}/task/${task}/children`, "utf8");
      return text.split(" ").filter(Boolean).map(Number);
    });
  } catch {
    return [];
  }
}

/** Runs one command as a process of its own, looking at it until its end; gives its answer. */
async function ran(...words: string[]): Promise<Record<string, unknown>> {
  const child = startRaccord([...words, "--json"], shop.folder);
  const { pid } = child.child;
  assert.ok(pid);
  let ended = false;
  child.child.once("exit", () => {
    ended = true;
  });
  let looks = 0;
  await until(`${words[1]} to end`, () => {
    look(pid);
    looks += 1;
    return ended;
  });
  assert.ok(looks > 1, "seen while it ran");
  printed(child, words[1] ?? "");
  const [line = ""] = child.stdout().split("\n");
  assert.equal(child.child.exitCode, 0, child.stdout() + child.stderr());
  return JSON.parse(line) as Record<string, unknown>;
}

const answers: Searched[] = [];
function printed(child: RunningProcess, name: string): void {
  answers.push({ name: `${name}, printed`, text: child.stdout() + child.stderr() });
}

async function page(url: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await request(url, { headers });
  const text = await answer.body.text();
  assert.equal(answer.statusCode, 200, url);
  answers.push({ name: url, text });
  return text;
}

test("no key and no password in arguments, environment, logs, pages, databases or files of real processes", {
  skip,
  timeout: 240_000,
}, async () => {
  const password = shop.write("password", `${PASSWORD}\n`);
  const secret = ["--password-file", password];
  const [state, store, inbox] = [shop.path("sandbox"), shop.path("certificates"), shop.path("inbox")];
  mkdirSync(inbox);
  await raccord("authority", "init", "--state", state, "--key-bits", "2048");

  const request1 = ["--name", "GESTION DES LITS", ...named, "--for", "test", "--out", shop.path("order")];
  const ordered = await ran("certificate", "request", ...request1, ...secret);
  const keyFile = String(ordered["keyFile"]);
  const certificate = shop.path("certificate.pem");
  const issue = [String(ordered["requestFile"]), ...named, "--out", certificate, "--state", state];
  await ran("authority", "issue", ...issue);
  const purpose = ["--for", "test", "--role", "writer"];
  const keyed = ["--key", keyFile, ...secret];
  const imported = ["--store", store, "--offline"];
  const { id } = await ran("certificate", "import", certificate, ...keyed, ...purpose, ...imported);
  const crl = ["--crl", `${state}/test/authority/issuing.crl`];
  await ran("certificate", "preflight", certificate, ...keyed, ...purpose, ...crl);

  const subjectDn = String(ordered["subjectDn"]);
  shop.write(
    "sandbox.json",
    JSON.stringify({
      sandbox: {
        environments: [
          {
            name: "test",
            places: [{ idNatStruct: ESTABLISHMENT, externalId: "Z2310" }],
            clients: [{ clientId: "essai-lits", subjectDn }],
            writeList: [{ subjectDn, idNatStruct: ESTABLISHMENT }],
          },
        ],
      },
    }),
  );
  const sandboxWords = ["sandbox", "--config", "sandbox.json", "--state", state, "--port", "0", "--json"];
  const sandbox = startRaccord(sandboxWords, shop.folder, { RACCORD_LOG_LEVEL: "trace" });
  running.push(sandbox);
  const event = await sandbox.event("ready");
  const ready = event["sandbox"] as Record<string, string>;
  const authority = ["--authority", `${store}/test/writer/${id}/authorities.pem`];
  const token = ["--token-url", String(ready["token"]), "--client-id", "essai-lits"];
  const inStore = ["--store", store];
  assert.equal(
    (await ran("certificate", "rehearse", String(id), ...token, ...authority, ...inStore))["token"],
    true,
  );
  await ran(
    "certificate",
    "confirm",
    String(id),
    "--on",
    "2026-11-23",
    "--reference",
    "courriel",
    ...inStore,
  );
  await ran("certificate", "switch", String(id), ...inStore);

  shop.write(
    "connector.json",
    JSON.stringify({
      connector: {
        logLevel: "debug",
        feeds: [{ name: "feuilles", folder: "inbox" }],
        targets: [
          {
            name: "ror",
            tokenUrl: ready["token"],
            apiBase: ready["api"],
            clientId: "essai-lits",
            certificate: { store: "certificates", environment: "test" },
            authority: { file: `certificates/test/writer/${id}/authorities.pem` },
          },
        ],
        places: [
          {
            ...{
              id: "Z2310",
              idNatStruct: ESTABLISHMENT,
              externalId: "Z2310",
              target: "ror",
              feed: "feuilles",
            },
            ...{ nature: "bed", source: "figures", sourceType: "01", units: [{ unit: "2310" }] },
            ...{ genderRule: "rooms", freshnessMaxMinutes: 720 },
          },
        ],
      },
    }),
  );
  const connectorWords = ["connector", "--config", "connector.json", "--state", "connector", "--json"];
  const connector = startRaccord([...connectorWords, "--port", "0"], shop.folder);
  running.push(connector);
  const { http } = (await connector.event("ready"))["connector"] as { http: string };
  const updated = new Date().toISOString();
  const head = "UF;LIBELLE;LITS_INSTALLES;LITS_FERMES;OCCUPES;DISPO_F;DISPO_H;DISPO_INDIFFERENT;MAJ";
  await dropFile(inbox, "lits.csv", `${head}\n2310;Nephrologie;12;1;8;1;0;2;${updated}\n`);
  const control = { authorization: `Bearer ${event["controlToken"]}` };
  const confirmed = async (): Promise<boolean> => {
    for (const { child } of running) look(child.pid ?? 0);
    return (await page(`${http}/board`)).includes('"status":"confirmed"');
  };
  await until("a confirmed figure", confirmed);
  for (const path of ["health/ready", "metrics", "places/Z2310/explain"]) await page(`${http}/${path}`);
  for (const path of ["journal", "clients", "write-list", "places"]) {
    await page(`${ready["control"]}/${path}`, control);
  }
  for (const it of running) await it.stop();
  printed(sandbox, "sandbox");
  printed(connector, "connector");

  const current = realpathSync(`${store}/test/writer/current`);
  const passphrases = [store, state].map((folder) => readFileSync(`${folder}/key-passphrase`, "utf8").trim());
  const [passphrase = ""] = passphrases;
  const key = createPrivateKey({ key: readFileSync(`${current}/key.pem`), passphrase });
  const places = [...seen.values(), ...answers, ...filesBelow(shop.folder)];
  const commands = places.filter((it) => it.name === "process cmdline").map((it) => it.text.split("\0"));
  for (const word of [
    "request",
    "issue",
    "import",
    "preflight",
    "rehearse",
    "switch",
    "sandbox",
    "connector",
  ]) {
    assert.ok(
      commands.some((words) => words.includes(word)),
      `${word} was seen running`,
    );
  }
  assert.ok(
    places.some((it) => it.name === "process environ" && it.text.includes("RACCORD_LOG_LEVEL=trace")),
  );
  assert.equal(places.filter((it) => /\/(sandbox\.sqlite|connector\.db)$/.test(it.name)).length, 2);
  assertNoSecret(places, [PASSWORD, ...passphrases, ...privateNumbers(key)]);
  assert.throws(() =>
    assertNoSecret([...places, { name: "process cmdline", text: `x ${PASSWORD}` }], [PASSWORD]),
  );
});
