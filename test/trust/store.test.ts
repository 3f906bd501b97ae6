import assert from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Registry } from "prom-client";
import { manualClock } from "../../src/runtime/clock.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import type { Authority } from "../../src/trust/authority/authority.ts";
import { createAuthority } from "../../src/trust/authority/authority.ts";
import { certificatesOf } from "../../src/trust/chain.ts";
import { endOfStored, registerCertificateMetrics } from "../../src/trust/store/metrics.ts";
import {
  type CertificateStore,
  openCertificateStore,
  type StoredCertificate,
} from "../../src/trust/store/store.ts";
import { confirmWhiteList, rehearse, storeNotices, switchTo } from "../../src/trust/store/succession.ts";
import { DAY_MS, json, raccord, subject, workshop } from "./support.ts";

const shop = workshop();
after(() => shop.close());
// A Saturday: notices do not depend on working days.
const startMs = Date.parse("2026-11-21T09:00:00Z");
let authority: Authority;
before(async () => {
  authority = await createAuthority({
    environment: "test",
    clock: manualClock(startMs),
    random: seededRandom(31),
  });
});

async function add(
  store: CertificateStore,
  lifeDays: number,
  role: "reader" | "writer" = "writer",
): Promise<StoredCertificate> {
  const issued = await authority.issueClient(subject, {
    fromMs: startMs - DAY_MS,
    toMs: startMs + lifeDays * DAY_MS,
  });
  const [leaf] = certificatesOf(issued.certificatePem);
  assert.ok(leaf);
  const chain = [leaf, ...certificatesOf(authority.chainPem)] as const;
  return store.add({ environment: "test", role, chain, key: createPrivateKey(issued.keyPem) });
}

function putIntoService(
  store: CertificateStore,
  id: string,
  clock = manualClock(startMs),
): Promise<StoredCertificate> {
  return rehearse(store, id, async () => ({ token: true, detail: "200" }), clock).then(() => {
    confirmWhiteList(store, id, { date: "2026-11-20", reference: "ticket 1" }, clock);
    return switchTo(store, id, clock);
  });
}

test("the next certificate stands beside the one in service until rehearsed, confirmed and switched", async () => {
  const folder = shop.path("overlap");
  const clock = manualClock(startMs);
  const store = openCertificateStore(folder, { clock, random: seededRandom(1) });
  const [old, next, reader] = [await add(store, 80), await add(store, 1000), await add(store, 500, "reader")];
  await putIntoService(store, old.id);
  const current = (): string =>
    readFileSync(join(folder, "test", "writer", "current", "certificate.pem"), "utf8");
  assert.equal(current(), readFileSync(old.certificateFile, "utf8"));

  assert.throws(() => switchTo(store, next.id, clock), { code: "trust.switch-not-rehearsed" });
  const failed = await rehearse(
    store,
    next.id,
    async () => ({ token: false, detail: "401 invalid_client" }),
    clock,
  );
  assert.equal(failed.token, false);
  assert.throws(() => switchTo(store, next.id, clock), { code: "trust.switch-not-rehearsed" });
  await rehearse(
    store,
    next.id,
    async ({ certificatePem, keyPem, passphrase }) => {
      assert.match(keyPem, /ENCRYPTED/);
      assert.ok(createPrivateKey({ key: keyPem, passphrase }));
      assert.equal(certificatesOf(certificatePem)[0]?.fingerprint256, next.certificate.fingerprint256);
      return { token: true, detail: "200" };
    },
    clock,
  );
  assert.throws(() => switchTo(store, next.id, clock), { code: "trust.switch-not-confirmed" });
  assert.equal(store.get(old.id).current, true);
  confirmWhiteList(store, next.id, { date: "2026-11-21", reference: "courriel du 21" }, clock);
  assert.equal(switchTo(store, next.id, clock).current, true);
  assert.equal(current(), readFileSync(next.certificateFile, "utf8"));
  assert.deepEqual(
    store.list().map((it) => [it.id, it.current]),
    [
      [reader.id, false],
      [old.id, false],
      [next.id, true],
    ],
  );
  const reopened = openCertificateStore(folder, { clock, random: seededRandom(2) }).get(next.id);
  assert.equal(reopened.entry.confirmation?.reference, "courriel du 21");
  assert.deepEqual(
    reopened.entry.rehearsals.map((it) => it.token),
    [false, true],
  );
});

test("notices at 90, 60 and 30 days and after the end, for what is in service; a successor is named", async () => {
  const clock = manualClock(startMs);
  const store = openCertificateStore(shop.path("notices"), { clock, random: seededRandom(3) });
  const old = await add(store, 100);
  assert.deepEqual(storeNotices(store, startMs), []);
  await putIntoService(store, old.id);
  const at = (day: number) => storeNotices(store, startMs + day * DAY_MS)[0];
  assert.equal(at(9), undefined);
  for (const [day, threshold] of [
    [10, 90],
    [39, 90],
    [40, 60],
    [70, 30],
    [100, 30],
  ] as const) {
    const notice = at(day)?.notice;
    assert.equal(notice?.kind === "due" ? notice.threshold : undefined, threshold, `day ${day}`);
  }
  assert.equal(at(101)?.notice.kind, "expired");
  assert.equal(at(20)?.successor, undefined);
  const next = await add(store, 1000);
  assert.equal(at(20)?.successor, next.id);
  clock.setMs(startMs + 2000 * DAY_MS);
  await assert.rejects(putIntoService(store, next.id, clock), { code: "trust.switch-refused" });
});

test("the end of each certificate is a metric", async () => {
  const store = openCertificateStore(shop.path("metrics"), {
    clock: manualClock(startMs),
    random: seededRandom(4),
  });
  const { id, validToMs } = await add(store, 300);
  const registry = new Registry();
  registerCertificateMetrics(registry, () => store.list().map(endOfStored));
  const row = `raccord_certificate_expiry_timestamp_seconds{environment="test",role="writer",certificate="${id}",current="false"} ${validToMs / 1000}`;
  assert.ok((await registry.metrics()).includes(row));
  await add(store, 400);
  assert.equal((await registry.metrics()).match(/^raccord_certificate_expiry/gm)?.length, 2);
});

test("a request refuses other keys, short passwords, fields that do not fit, and files that exist", async () => {
  const password = shop.write("password", "assez long\n");
  const named = [
    "--name",
    "LITS",
    "--organization",
    "CENTRE HOSPITALIER DE LA TRES LONGUE VALLEE DU NORD",
    "--structure",
    "1750712184",
    "--department",
    "Paris (75)",
    "--for",
    "test",
  ];
  const run = (...more: string[]) => raccord("certificate", "request", ...named, "--json", ...more);
  const out = ["--out", shop.path("order")];
  const secret = ["--password-file", password];
  assert.equal(json(await run(...out))["error"], "trust.password-needed");
  const refused = json(await run(...out, ...secret, "--key-type", "ec-p256"));
  assert.equal(refused["error"], "trust.key-type-refused");
  assert.match(String(refused["text"]), /not known/);
  const short = shop.write("short", "court");
  assert.equal(json(await run(...out, "--password-file", short))["error"], "trust.password-file");
  assert.equal(json(await run(...out, ...secret, "--department", "75"))["error"], "trust.subject-field");
  assert.equal(
    json(await run(...out, ...secret, "--structure", "2187512751"))["error"],
    "trust.subject-field",
  );
  const made = json(await run(...out, ...secret));
  // The name is cut at 40 characters, as the national authority does.
  assert.equal(
    made["subjectDn"],
    "CN=LITS,OU=1750712184,O=CENTRE HOSPITALIER DE LA TRES LONGUE VAL,ST=Paris (75),C=FR",
  );
  assert.match(shop.text("order/key.pem"), /^-----BEGIN ENCRYPTED PRIVATE KEY/);
  assert.match(shop.text("order/order.txt"), /AUTH_CLI/);
  assert.equal(json(await run(...out, ...secret))["error"], "trust.file-exists");
});

test("the CLI lists what is stored and tells faults in French", async () => {
  const store = openCertificateStore(shop.path("list"), {
    clock: manualClock(startMs),
    random: seededRandom(5),
  });
  const { id } = await add(store, 50);
  const seen = await raccord("certificate", "list", "--store", shop.path("list"));
  assert.match(seen.out, new RegExp(`^ {2}${id} test writer -- `));
  const unknown = await raccord(
    "certificate",
    "switch",
    "0000000000000000",
    "--store",
    shop.path("list"),
    "--lang",
    "fr",
  );
  assert.equal(unknown.code, 1);
  assert.match(unknown.err, /Le magasin n'a pas de certificat/);
  const missing = await raccord("certificate", "inspect", shop.path("absent.pem"));
  assert.equal(missing.code, 3);
});
