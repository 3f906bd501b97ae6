import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { createSecureContext } from "node:tls";
import { manualClock } from "../../src/runtime/clock.ts";
import { type TrustCode, trustCodes } from "../../src/runtime/errors/codes-trust.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import {
  type Authority,
  authorityOver,
  type IssuedCertificate,
  makeAuthorityMaterial,
} from "../../src/trust/authority/authority.ts";
import { defaultProfile } from "../../src/trust/authority/profile.ts";
import { certificatesOf } from "../../src/trust/chain.ts";
import { logExpiryNotices } from "../../src/trust/store/notice-log.ts";
import { openCertificateStore } from "../../src/trust/store/store.ts";
import { confirmWhiteList, rehearse, storeNotices, switchTo } from "../../src/trust/store/succession.ts";
import { explainFailure } from "../../src/trust/tls/explain.ts";
import { INSTALLED, replace } from "../sandbox/bodies.ts";
import { type Bench, CLIENT_ID, FORM, startBench, STRUCTURE as WRITABLE } from "../sandbox/support.ts";
import { check, line, read, told } from "./preflight-support.ts";
import { authorityOf, clock, DAY_MS, has, json, raccord, subject, workshop } from "./support.ts";
import { fault, tlsBench } from "./tls-support.ts";

const shop = workshop();
const tls = tlsBench(shop);
const openssl = has("openssl", "version");
const keytool = has("keytool", "-help");
let test1: Authority;
let production: Authority;
let server: IssuedCertificate;
let client: IssuedCertificate;
let bench: Bench;

before(async () => {
  [test1, production] = await Promise.all([authorityOf("test", 21), authorityOf("production", 22)]);
  server = await test1.issueServer({ hosts: ["127.0.0.1"] });
  client = await test1.issueClient(subject);
  bench = await startBench();
});
after(async () => {
  await tls.close();
  await bench.close();
  shop.close();
});

/** One row of onboarding §8. */
interface Row {
  /** How the row begins, as in the table. */
  readonly symptom: string;
  /** What Raccord says. */
  readonly codes: readonly TrustCode[];
  /** Makes the fault for real and reads the verdict; absent where no program can meet it. */
  readonly meet?: () => Promise<void>;
  readonly needs?: boolean;
}

const own = () => ({ cert: server.certificatePem, key: server.keyPem });

/** The table of onboarding §8, row by row, in its order. */
const rows: readonly Row[] = [
  {
    symptom: "`self-signed certificate in certificate chain`",
    codes: ["trust.tls-server-authority-unknown"],
    async meet() {
      const alone = await tls.listening(own());
      const whole = await tls.listening({ ...own(), cert: server.certificatePem + test1.chainPem });
      for (const port of [alone, whole]) assert.equal(await fault(port), this.codes[0]);
      const strange = { authorityPem: production.chainPem };
      assert.equal(await fault(alone, strange), this.codes[0]);
      assert.equal(await fault(alone, { authorityPem: test1.chainPem }), "linked", "the remedy");
    },
  },
  {
    symptom: "`unable to get issuer certificate`",
    codes: ["trust.tls-root-missing", "trust.chain-incomplete"],
    async meet() {
      const [issuing] = certificatesOf(test1.chainPem);
      assert.ok(issuing);
      const port = await tls.listening(own());
      assert.equal(await fault(port, { authorityPem: issuing.toString() }), this.codes[0]);
      assert.equal(await fault(port, { authorityPem: test1.chainPem }), "linked", "the remedy");
      const report = await check(await read(client.certificatePem), { authorities: [issuing] });
      assert.equal(line(report, "chain"), told("warned", "trust.chain-incomplete"));
    },
  },
  {
    symptom: "TLS alert `unknown ca`",
    codes: ["trust.tls-client-authority-unknown", "trust.environment-mismatch"],
    needs: openssl,
    async meet() {
      const identity = { certificatePem: client.certificatePem, keyPem: client.keyPem };
      const shown = { authorityPem: test1.chainPem, identity };
      for (const version of ["-tls1_2", "-tls1_3"]) {
        const foreign = await tls.mutual(server, production, version);
        assert.equal(await fault(foreign, shown), this.codes[0], version);
        const right = await tls.mutual(server, test1, version);
        assert.equal(await fault(right, shown), "linked", version);
      }
      const report = await check(await read(client.certificatePem), { environment: "production" });
      assert.equal(line(report, "issuer"), told("failed", "trust.environment-mismatch"));
    },
  },
  {
    symptom: "Java `PKIX path building failed`",
    codes: ["trust.java-trust-store"],
    needs: openssl && keytool,
    async meet() {
      const port = await tls.listening({ ...own(), cert: server.certificatePem + test1.chainPem });
      assert.equal(explainFailure(await javaLink(port)), this.codes[0]);
      // A chain inside a key entry is not trusted.
      shop.write("c.pem", client.certificatePem);
      shop.write("k.pem", client.keyPem);
      shop.write("chain.pem", test1.chainPem);
      const inside = ["-in", "c.pem", "-inkey", "k.pem", "-certfile", "chain.pem"];
      shop.openssl("pkcs12", "-export", ...inside, "-out", "keyed.p12", "-passout", "pass:secret-9");
      assert.match(await javaLink(port, "keyed.p12"), /PKIX|trustAnchors/);
      for (const [index, authority] of certificatesOf(test1.chainPem).entries()) {
        shop.write(`ca-${index}.pem`, authority.toString());
        const into = ["-keystore", "trust.p12", "-storetype", "PKCS12", "-storepass", "secret-9"];
        shop.keytool("-importcert", "-noprompt", "-alias", `ca${index}`, "-file", `ca-${index}.pem`, ...into);
      }
      // The link stands; what it answers is no revocation list.
      assert.doesNotMatch(await javaLink(port, "trust.p12"), /PKIX|SSL/);
    },
  },
  {
    symptom: "Node `Unsupported PKCS12 PFX data`",
    codes: ["trust.old-encryption"],
    needs: openssl,
    async meet() {
      const file = oldP12();
      const node = thrown(() => createSecureContext({ pfx: shop.bytes(file), passphrase: "secret-9" }));
      assert.equal(explainFailure(node), this.codes[0], node);
      const words = thrown(() => shop.openssl("pkcs12", "-in", file, "-passin", "pass:secret-9", "-nodes"));
      assert.equal(explainFailure(words), this.codes[0], words);
      const report = await check(await read(shop.bytes(file), "secret-9"));
      assert.equal(line(report, "encryption"), told("warned", "trust.old-encryption"));
      const stored = await imported(file, "secret-9");
      assert.equal(stored.code, 0, stored.err);
      const key = readFileSync(String(json(stored)["keyFile"]), "utf8");
      assert.match(key, /^-----BEGIN ENCRYPTED PRIVATE KEY/);
    },
  },
  {
    symptom: "`mac verify failure`",
    codes: ["trust.password-wrong"],
    needs: openssl,
    async meet() {
      const words = thrown(() => shop.openssl("pkcs12", "-in", oldP12(), "-passin", "pass:faux", "-nodes"));
      assert.equal(explainFailure(words), this.codes[0], words);
      shop.write("c.pem", client.certificatePem);
      shop.write("k.pem", client.keyPem);
      const pair = ["-in", "c.pem", "-inkey", "k.pem"];
      shop.openssl("pkcs12", "-export", ...pair, "-out", "new.p12", "-passout", "pass:secret-9");
      const node = thrown(() => createSecureContext({ pfx: shop.bytes("new.p12"), passphrase: "faux" }));
      assert.equal(explainFailure(node), this.codes[0], node);
      for (const file of [oldP12(), "new.p12"]) {
        assert.equal(json(await imported(file, "pas le bon"))["error"], this.codes[0], file);
      }
    },
  },
  {
    symptom: ".NET on Windows: `No credentials are available",
    codes: ["trust.dotnet-ephemeral-key"],
  },
  {
    symptom: "Token works, FHIR call refused",
    codes: ["trust.token-accepted-call-refused"],
    async meet() {
      const token = await bench.token();
      const body = replace(INSTALLED, 12);
      const headers = await bench.patch(body, { token, headers: { "Ror-Role-Metier-Code": "AUTOMATE" } });
      await refusedFor(headers, "sandbox.ror-headers");
      const reader = await bench.sandbox.enrol({ clientId: "lecteur", subject, profile: 1 });
      const key = createPrivateKey({
        key: readFileSync(reader.keyFile),
        passphrase: readFileSync(reader.passphraseFile, "utf8").trim(),
      });
      const agent = bench.agent({
        certificatePem: readFileSync(reader.certificateFile, "utf8"),
        keyPem: String(key.export({ type: "pkcs8", format: "pem" })),
      });
      const given = await bench.tokenCall(FORM.replace(CLIENT_ID, "lecteur"), agent);
      const readToken = (given.json as { access_token: string }).access_token;
      await refusedFor(await bench.patch(body, { token: readToken }), "sandbox.write-list");
      const elsewhere = { token, query: "identifier=1350099999/AILLEURS" };
      await refusedFor(await bench.patch(body, elsewhere), "sandbox.write-list");
    },
  },
  {
    symptom: "401 `invalid_client` with a good certificate",
    codes: ["trust.subject-not-registered", "trust.subject-changed"],
    async meet() {
      const good = bench.client.subjectDn;
      const written: Readonly<Record<string, string>> = {
        "another order": good.split(",").reverse().join(","),
        "spaces after commas": good.replaceAll(",", ", "),
        "accents escaped": good.replace("GESTION", "\\47ESTION"),
        nobody: "CN=AUTRE",
      };
      const file = await read(bench.client.certificatePem);
      try {
        for (const [how, subjectDn] of Object.entries(written)) {
          await bench.control("PUT", "/clients", { clients: [{ clientId: CLIENT_ID, subjectDn }] });
          const refused = await bench.tokenCall(FORM);
          assert.equal(refused.status, 401, how);
          assert.equal(explainFailure(`${refused.status} ${refused.text}`), this.codes[0], how);
          assert.deepEqual(await lastReasons(), ["sandbox.token-certificate-other"], how);
          const report = await check(file, { whiteListDn: subjectDn });
          assert.equal(line(report, "white-list"), told("warned", "trust.subject-changed"), how);
        }
      } finally {
        await bench.control("PUT", "/clients", { clients: [{ clientId: CLIENT_ID, subjectDn: good }] });
      }
      assert.equal((await bench.tokenCall(FORM)).status, 200, "the remedy: byte for byte");
    },
  },
  {
    symptom: "404 with expression `Location`",
    codes: ["trust.place-id-not-assigned"],
    async meet() {
      const unknown = await bench.patch(replace(INSTALLED, 12), { query: `identifier=${WRITABLE}/INCONNU` });
      assert.equal(unknown.status, 404);
      assert.equal(explainFailure(`${unknown.status} ${unknown.text}`), this.codes[0]);
      // The other 404, of a row that is not there yet, asks for `add` and nothing of the GRADeS.
      const absent = await bench.patch(replace(INSTALLED, 12));
      assert.equal(absent.status, 404);
      assert.equal(explainFailure(`${absent.status} ${absent.text}`), "trust.place-row-absent");
    },
  },
  {
    symptom: "412",
    codes: ["trust.place-id-duplicate"],
    async meet() {
      const double = await bench.patch(replace(INSTALLED, 12), { query: `identifier=${WRITABLE}/DOUBLE` });
      assert.equal(double.status, 412);
      assert.equal(explainFailure(`${double.status} ${double.text}`), this.codes[0]);
      assert.equal(explainFailure(double.text), this.codes[0], "by its body alone");
    },
  },
  { symptom: "Portal does not offer the structure or the product", codes: ["trust.portal-product-absent"] },
  { symptom: "Card not seen by the browser", codes: ["trust.card-not-seen"] },
  {
    symptom: "Certificate expired over a weekend",
    codes: ["trust.notice-unread", "trust.expired", "trust.expires-soon", "trust.tls-server-dates"],
    needs: openssl,
    async meet() {
      const nowMs = clock.nowMs();
      const ended = { fromMs: nowMs - 10 * DAY_MS, toMs: nowMs - DAY_MS };
      const old = await test1.issueClient(subject, ended);
      const report = await check(await read(old.certificatePem));
      assert.equal(line(report, "dates"), told("failed", "trust.expired"));
      const port = await tls.mutual(server, test1);
      const identity = { certificatePem: old.certificatePem, keyPem: old.keyPem };
      assert.equal(await fault(port, { authorityPem: test1.chainPem, identity }), "trust.expired");
      const environment = bench.sandbox.environments[0];
      const late = await environment?.authority.issueClient({ ...subject, structureId: WRITABLE }, ended);
      assert.equal((await bench.tokenCall(FORM, bench.agent(late))).status, 401);
      assert.deepEqual(await lastReasons(), ["sandbox.token-certificate-dates"]);
      await endedServer();
      await noticesInTime();
    },
  },
];

/** A server whose own certificate has ended, under the right name and the right authority. */
async function endedServer(): Promise<void> {
  const past = { clock: manualClock(clock.nowMs() - 30 * DAY_MS), random: seededRandom(23) };
  const profile = { ...defaultProfile, leafLifeDays: 10 };
  const authority = authorityOver(await makeAuthorityMaterial("test", past, profile), past);
  const expired = await authority.issueServer({ hosts: ["127.0.0.1"] });
  const port = await tls.listening({ cert: expired.certificatePem, key: expired.keyPem });
  assert.equal(await fault(port, { authorityPem: authority.chainPem }), "trust.tls-server-dates");
}

/** The notices that would have been read: from a Friday on, in the store and in the log. */
async function noticesInTime(): Promise<void> {
  const friday = manualClock(Date.parse("2026-11-20T17:00:00Z"));
  const world = { clock: friday, random: seededRandom(24) };
  const store = openCertificateStore(shop.path("weekend"), world);
  const validity = { fromMs: friday.nowMs() - DAY_MS, toMs: friday.nowMs() + DAY_MS };
  const issued = await test1.issueClient(subject, validity);
  const [leaf] = certificatesOf(issued.certificatePem);
  assert.ok(leaf);
  const key = createPrivateKey(issued.keyPem);
  const { id } = store.add({ environment: "test", role: "writer", chain: [leaf], key });
  await rehearse(store, id, async () => ({ token: true, detail: "200" }), friday);
  confirmWhiteList(store, id, { date: "2026-11-19", reference: "courriel" }, friday);
  switchTo(store, id, friday);
  assert.equal(storeNotices(store, friday.nowMs())[0]?.notice.kind, "due");
  const said: string[] = [];
  const log = Object.assign(Object.create(silentLog), {
    warn: (_facts: unknown, text: string) => said.push(text),
    error: (_facts: unknown, text: string) => said.push(text),
  }) as typeof silentLog;
  const watched = store.list().map((it) => ({ kind: "read" as const, of: { id }, ...it }));
  const end = logExpiryNotices(() => watched, { clock: friday, log });
  friday.advance(2 * DAY_MS);
  end();
  friday.advance(10 * DAY_MS);
  const soon = "certificate ends soon: ask for the next one";
  assert.deepEqual(said, [soon, soon, "certificate has ended"], "Friday, Saturday, Sunday, then no more");
}

for (const row of rows) {
  test(row.symptom, { skip: row.needs === false }, async () => {
    for (const code of row.codes) {
      const { clause, kind, ...texts } = trustCodes[code];
      assert.match(clause, /onboarding §|RFC 5280/, code);
      assert.ok(kind.length > 0);
      for (const text of [texts.fr, texts.en, texts.adviceFr, texts.adviceEn])
        assert.ok(text.length > 10, code);
      assert.notEqual(texts.fr, texts.en);
    }
    await row.meet?.();
  });
}

test("no row of the table is missing, and none has moved", { skip: !existsSync(onboarding()) }, () => {
  const text = readFileSync(onboarding(), "utf8");
  const section = text.slice(text.indexOf("## 8. What people struggle with"), text.indexOf("## 9. "));
  const symptoms = [...section.matchAll(/^\| (.+?) \|/gm)].map((it) => it[1] ?? "").slice(1);
  assert.equal(symptoms.length, rows.length);
  for (const [index, symptom] of symptoms.entries()) {
    assert.ok(symptom.startsWith(rows[index]?.symptom ?? "?"), symptom);
  }
});

function onboarding(): URL {
  return new URL("../../../shared/reference/onboarding.md", import.meta.url);
}

/** A file as OpenSSL 1 made them: RC2-40 and 3DES. */
function oldP12(): string {
  if (existsSync(shop.path("old.p12"))) return "old.p12";
  shop.write("c.pem", client.certificatePem);
  shop.write("k.pem", client.keyPem);
  const pair = ["-in", "c.pem", "-inkey", "k.pem"];
  shop.openssl("pkcs12", "-export", "-legacy", ...pair, "-out", "old.p12", "-passout", "pass:secret-9");
  return "old.p12";
}

function imported(file: string, password: string) {
  const words = ["--password-file", shop.write("password", password), "--store", shop.path("store")];
  const purpose = ["--for", "test", "--role", "writer", "--offline", "--json"];
  return raccord("certificate", "import", shop.path(file), ...words, ...purpose);
}

function thrown(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return String(error);
  }
  throw new Error("it did not fail");
}

/** What Java says of a link: keytool reads a revocation list from the address. */
async function javaLink(port: number, trustStore?: string): Promise<string> {
  const trust =
    trustStore === undefined
      ? []
      : [`-J-Djavax.net.ssl.trustStore=${trustStore}`, "-J-Djavax.net.ssl.trustStorePassword=secret-9"];
  const words = [
    "-J-Duser.language=en",
    ...trust,
    "-printcrl",
    "-file",
    `https://127.0.0.1:${port}/list.crl`,
  ];
  const child = spawn("keytool", words, { cwd: shop.folder, stdio: ["ignore", "pipe", "pipe"] });
  const texts: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => texts.push(String(chunk)));
  await new Promise((resolve) => child.once("close", resolve));
  return texts.join("");
}

async function lastReasons(): Promise<string[]> {
  const { json: answer } = await bench.control("GET", "/journal?limit=1000");
  const { exchanges } = answer as { exchanges: { reasons: { code: string }[] }[] };
  return exchanges.at(-1)?.reasons.map((it) => it.code) ?? [];
}

async function refusedFor(answer: { status: number; text: string }, reason: string): Promise<void> {
  assert.ok(answer.status === 400 || answer.status === 403, String(answer.status));
  assert.equal(
    explainFailure(`${answer.status} ${answer.text}`),
    "trust.token-accepted-call-refused",
    reason,
  );
  assert.deepEqual(await lastReasons(), [reason]);
}
