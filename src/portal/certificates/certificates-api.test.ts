import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import forge from "node-forge";
import { manualClock } from "../../runtime/clock.ts";
import { seededRandom } from "../../runtime/random.ts";
import { createAuthority } from "../../trust/authority/authority.ts";
import { publishAuthority } from "../../trust/authority/publish.ts";
import { openAuthority } from "../../trust/authority/store.ts";
import { type Caller, openJourneyPortal } from "../test-support/journey-portal.ts";
import type { CertificateList, CertificateView } from "./shapes.ts";

const startMs = Date.parse("2026-11-27T10:00:00Z");
const clock = manualClock(startMs);
const finess = "310000013";
const subject = {
  commonName: "LITS CLAIRS ROR",
  organization: "CENTRE HOSPITALIER D'ESSAI",
  structureId: `1${finess}`,
  department: "Haute-Garonne (31)",
};
const authority = await createAuthority({ environment: "test", clock, random: seededRandom(4) });
const issued = await authority.issueClient(subject);
const folder = mkdtempSync(join(tmpdir(), "raccord-certificates-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const offline = { certificates: { checkOnline: false } } as const;

async function open(t: Parameters<typeof openJourneyPortal>[0], kind = "saas", settings: object = offline) {
  const portal = await openJourneyPortal(t, ["anne", "bruno"], { clock, settings });
  const anne = await portal.signIn("anne");
  const { id } = (await anne.call("POST", "/api/journeys", { name: "Lits Clairs", kind })).body;
  const journey = `/api/journeys/${id}`;
  return { portal, anne, id: id as string, journey, base: `${journey}/certificates` };
}

async function type(anne: Caller, journey: string, ...fields: [string, string, string, string][]) {
  const changes = fields.map(([section, row, field, value]) => ({ section, row, field, value, base: 0 }));
  const { body } = await anne.call("PATCH", `${journey}/answers`, { changes });
  assert.ok(body.results.every(({ status }: { status: string }) => status === "saved"));
}

function form(
  content: string | Uint8Array,
  place: Record<string, string> = { environment: "test", role: "writer" },
  name = "certificate.pem",
): FormData {
  const data = new FormData();
  for (const [field, value] of Object.entries(place)) data.set(field, value);
  data.set("file", new Blob([Buffer.from(content)]), name);
  return data;
}

const list = async (anne: Caller, base: string): Promise<CertificateList> =>
  (await anne.call("GET", base)).body;
const result = (one: CertificateView | undefined, check: number) =>
  one?.verdicts.find((verdict) => verdict.check === check);

/** A PKCS#12 file made here, whatever programs the machine has. */
function p12(password: string, withKey: boolean): Uint8Array {
  const key = withKey ? forge.pki.privateKeyFromPem(issued.keyPem) : null;
  const certificate = forge.pki.certificateFromPem(issued.certificatePem);
  const asn1 = forge.pkcs12.toPkcs12Asn1(key as never, [certificate], password, { algorithm: "3des" });
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), "binary");
}

test("a certificate is checked twelve times, kept, given back for sending, taken out", async (t) => {
  const { anne, id, journey, base } = await open(t);
  await type(
    anne,
    journey,
    ["organisation", "", "finess", "31 00000 13"],
    ["organisation", "", "department", "31"],
  );
  const added = await anne.send(base, form(issued.certificatePem + authority.chainPem));
  assert.equal(added.status, 201, JSON.stringify(added.body));
  const [one] = (await list(anne, base)).certificates;
  assert.equal(one?.subjectDn, issued.subjectDn);
  assert.equal(one?.uploadedByName, "Personne anne");
  assert.deepEqual(
    one?.verdicts.map(({ check, result: of }) => `${check} ${of}`),
    [
      "1 passed",
      "2 warned",
      "3 passed",
      "4 passed",
      "5 could-not-check",
      "6 passed",
      "7 passed",
      "8 passed",
      "9 could-not-check",
      "10 passed",
      "11 passed",
      "12 could-not-check",
    ],
  );
  assert.match(result(one, 5)?.text.fr ?? "", /reste sur votre machine/);
  assert.match(result(one, 5)?.advice.en ?? "", /raccord certificate preflight/);
  assert.match(result(one, 12)?.advice.fr ?? "", /n'est pas un refus/);

  const file = await anne.file(`${base}/${one?.id}/public`);
  assert.equal(file.text.replace(/\s/g, ""), issued.certificatePem.replace(/\s/g, ""));
  assert.match(file.disposition, /^attachment; filename="certificate-test-writer-[0-9a-f]+\.pem"$/);
  assert.doesNotMatch(file.text, /PRIVATE/);

  const step = (await anne.journey(id)).steps.find((each) => each.id === "07");
  assert.ok(
    step?.findings.some(
      ({ code, params }) => code === "certificate-fits" && params?.["environment"] === "test",
    ),
  );

  const removed = await anne.call("POST", `${base}/${one?.id}/remove`, { reason: "mauvais fichier" });
  assert.equal(removed.status, 204);
  assert.deepEqual((await list(anne, base)).certificates, []);
  assert.equal((await anne.file(`${base}/${one?.id}/public`)).status, 404);
  const { lines } = (await anne.call("GET", `${journey}/trail`)).body;
  assert.deepEqual(
    lines.map((line: { action: string; why: string }) => [line.action, line.why]),
    [
      ["certificate-removed", "mauvais fichier"],
      ["certificate-added", ""],
      ["journey-begun", ""],
    ],
  );
  assert.deepEqual(JSON.parse(lines[1].what).couldNotCheck, [5, 9, 12]);
});

test("a file with a private key inside is refused in words, and nothing of it is kept", async (t) => {
  const { anne, journey, base } = await open(t);
  const keyDer = forge.asn1
    .toDer(forge.pki.privateKeyToAsn1(forge.pki.privateKeyFromPem(issued.keyPem)))
    .getBytes();
  const damagedKey = issued.keyPem.replace(/\n[^\n]{10}/, "\n!!!!!!!!!!");
  const files: [string, string | Uint8Array, string][] = [
    ["PEM with key", issued.certificatePem + issued.keyPem, "certificate.private-key-inside"],
    ["key alone", issued.keyPem, "certificate.private-key-inside"],
    [
      "encrypted key",
      issued.certificatePem + issued.encryptedKeyPem("Mot de passe 9"),
      "certificate.private-key-inside",
    ],
    ["damaged key", issued.certificatePem + damagedKey, "certificate.private-key-inside"],
    [
      "UTF-16",
      Buffer.from(`\ufeff${issued.certificatePem}${issued.keyPem}`, "utf16le"),
      "certificate.private-key-inside",
    ],
    ["key in DER", Buffer.from(keyDer, "binary"), "certificate.private-key-inside"],
    ["P12 with key, no password", p12("", true), "certificate.private-key-inside"],
    ["P12 with key", p12("Mot de passe 9", true), "certificate.locked-file"],
    ["JKS", Buffer.from("feedfeed00000002", "hex"), "certificate.java-store"],
  ];
  for (const [name, content, code] of files) {
    const refused = await anne.send(base, form(content));
    assert.deepEqual(
      [refused.status, refused.body.code],
      [400, code],
      `${name}: ${JSON.stringify(refused.body)}`,
    );
    assert.match(refused.body.messageFr, /rien n'en a été gardé/, name);
    assert.match(refused.body.messageEn, /public\.pem/, name);
  }
  assert.deepEqual((await list(anne, base)).certificates, []);
  const { lines } = (await anne.call("GET", `${journey}/trail`)).body;
  assert.equal(lines.length, 1);
});

test("a P12 without any key is a public file like another", async (t) => {
  const { anne, base } = await open(t);
  const added = await anne.send(base, form(p12("", false), undefined, "certificat.p12"));
  assert.equal(added.status, 201, JSON.stringify(added.body));
});

test("DER and P7B are read; what is no certificate is refused in words", async (t) => {
  const { anne, base } = await open(t);
  const certificate = forge.pki.certificateFromPem(issued.certificatePem);
  const der = Buffer.from(forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes(), "binary");
  assert.equal((await anne.send(base, form(der))).status, 201);
  const bundle = forge.pkcs7.createSignedData();
  bundle.addCertificate(certificate);
  for (const pem of authority.chainPem.match(/-----BEGIN[^-]*-----[^-]*-----END[^-]*-----/g) ?? [])
    bundle.addCertificate(pem);
  const p7b = Buffer.from(forge.asn1.toDer(bundle.toAsn1()).getBytes(), "binary");
  const again = await anne.send(base, form(p7b, undefined, "certificat.p7b"));
  assert.equal(again.status, 200, "the same certificate at the same place is checked again");
  const [one, ...more] = (await list(anne, base)).certificates;
  assert.equal(more.length, 0);
  assert.equal(result(one, 11)?.result, "passed", "the P7B brought the authorities");
  assert.equal((await anne.send(base, form(der))).status, 200);
  assert.equal(
    result((await list(anne, base)).certificates[0], 11)?.result,
    "passed",
    "and they are not forgotten",
  );

  const other = await authority.issueClient(subject);
  for (const [name, content, status, code] of [
    ["a PDF", "%PDF-1.7 …", 400, "trust.file-unknown"],
    ["a damaged certificate", der.subarray(0, der.length - 40), 400, "trust.file-damaged"],
    ["a request", request(), 400, "trust.file-is-request"],
    ["two certificates", issued.certificatePem + other.certificatePem, 400, "certificate.several"],
    ["nothing", "", 400, "certificate.no-file"],
    ["600 kB", Buffer.alloc(600_000, 0x41), 413, "trust.file-too-large"],
    ["20 MB", Buffer.alloc(20 * 1024 * 1024, 0x41), 413, "trust.file-too-large"],
  ] as const) {
    const refused = await anne.send(base, form(content));
    assert.deepEqual(
      [refused.status, refused.body.code],
      [status, code],
      `${name}: ${JSON.stringify(refused.body)}`,
    );
  }
  const places: Record<string, string>[] = [
    {},
    { environment: "test" },
    { environment: "here", role: "writer" },
    { environment: "test", role: "writer", colour: "red" },
    { environment: "test", role: "writer", instance: "a\u0007b" },
  ];
  for (const place of places) {
    const refused = await anne.send(base, form(issued.certificatePem, place));
    assert.deepEqual([refused.status, refused.body.code], [400, "journey.bad-request"]);
  }
  assert.equal((await anne.call("POST", base, { file: "x" })).status, 406);
});

function request(): string {
  const keys = forge.pki.rsa.generateKeyPair(1024);
  const csr = forge.pki.createCertificationRequest();
  csr.publicKey = keys.publicKey;
  csr.setSubject([{ name: "commonName", value: "X" }]);
  csr.sign(keys.privateKey, forge.md.sha256.create());
  return forge.pki.certificationRequestToPem(csr);
}

test("environment, structure, department and use are compared with the file of the journey", async (t) => {
  const { anne, id, journey, base } = await open(t, "proprietary");
  await type(
    anne,
    journey,
    ["organisation", "", "siret", "18751275100020"],
    ["organisation", "", "department", "75"],
    ["instances", "r1", "instance", "Instance CH"],
    ["instances", "r1", "legal-entity", "CH de Fictiville"],
    ["instances", "r1", "finess-ej", "310000014"],
    ["instances", "r2", "instance", "Instance clinique"],
    ["instances", "r2", "finess-ej", finess],
  );
  const { needed } = await list(anne, base);
  assert.deepEqual(
    needed.map(({ environment, role, instance, structures }) => [
      environment,
      role,
      instance,
      structures.map((one) => one.idNatStruct).join(),
    ]),
    [
      ["test", "writer", "", "318751275100020"],
      ["production", "writer", "Instance CH", "1310000014"],
      ["production", "writer", "Instance clinique", `1${finess}`],
    ],
  );
  const production = await createAuthority({ environment: "production", clock, random: seededRandom(5) });
  const wrongKey = await production.issueClient({ ...subject, structureId: "1310000014" });
  const at = (instance: string, environment = "production") => ({ environment, role: "writer", instance });
  assert.equal((await anne.send(base, form(wrongKey.certificatePem, at("Instance CH")))).status, 201);
  assert.equal((await anne.send(base, form(wrongKey.certificatePem, at("Instance clinique")))).status, 201);
  assert.equal((await anne.send(base, form(wrongKey.certificatePem, at("", "test")))).status, 201);
  const { certificates } = await list(anne, base);
  const [entity, clinic, sandbox] = ["Instance CH", "Instance clinique", ""].map((instance) =>
    certificates.find((one) => one.instance === instance),
  );
  // A FINESS whose key is wrong warns and does not block.
  assert.equal(result(entity, 6)?.result, "warned");
  assert.match(result(entity, 6)?.text.fr ?? "", /clé de contrôle/);
  assert.equal(result(entity, 7)?.result, "passed");
  assert.match(result(clinic, 6)?.text.en ?? "", /not the declared one/);
  assert.equal(result(sandbox, 2)?.result, "failed");
  assert.equal(result(sandbox, 8)?.result, "warned");
  assert.equal(result(sandbox, 7)?.result, "warned");
  const { findings = [] } = (await anne.journey(id)).steps.find((each) => each.id === "07") ?? {};
  assert.ok(findings.some(({ code, params }) => code === "certificate-shared" && params?.["count"] === 3));
  assert.ok(findings.some(({ code, params }) => code === "certificate-failed" && params?.["checks"] === "2"));
});

test("a certificate is checked again on demand", async (t) => {
  const { anne, base } = await open(t);
  await anne.send(base, form(issued.certificatePem));
  clock.advance(60_000);
  const before = (await list(anne, base)).certificates[0];
  assert.equal(result(before, 9)?.result, "could-not-check");
  assert.match(result(before, 9)?.text.en ?? "", /No subject was sent/);
  assert.equal((await anne.call("POST", `${base}/unknown/check`)).status, 404);
  assert.equal((await anne.call("POST", `${base}/${before?.id}/check`)).status, 204);
  const after = (await list(anne, base)).certificates[0];
  assert.ok((after?.checkedAt ?? "") > (before?.checkedAt ?? ""));
});

test("revocation is read from the authority's own lists when they can be reached, and only from known hosts", async (t) => {
  const random = seededRandom(9);
  const own = join(folder, "published");
  const placeholder = await publishAuthority(own, 0);
  await placeholder.close();
  const port = Number(new URL(placeholder.url).port);
  const opened = await openAuthority({
    folder: own,
    environment: "test",
    passphrase: "Mot de passe 9",
    clock,
    random,
    profile: {
      publishUrl: placeholder.url,
      authorityKeyBits: 2048,
      authorityLifeDays: 7305,
      leafLifeDays: 1096,
      crlLifeDays: 30,
    },
  });
  const leaf = await opened.issueClient(subject);
  const published = await publishAuthority(own, port);
  t.after(() => published.close());
  const known = await open(t, "saas", { certificates: { moreHosts: [`127.0.0.1:${port}`] } });
  await known.anne.send(known.base, form(leaf.certificatePem));
  const [one] = (await list(known.anne, known.base)).certificates;
  assert.equal(result(one, 11)?.result, "passed", "the authorities came from their published address");
  assert.equal(result(one, 12)?.result, "passed", JSON.stringify(result(one, 12)));

  const strange = await open(t);
  await strange.anne.send(strange.base, form(leaf.certificatePem));
  const [other] = (await list(strange.anne, strange.base)).certificates;
  assert.equal(result(other, 12)?.result, "could-not-check");
});

test("who has no part in the journey learns nothing of its certificates", async (t) => {
  const { anne, base, portal } = await open(t);
  const { id } = (await anne.send(base, form(issued.certificatePem))).body;
  const bruno = await portal.signIn("bruno");
  for (const refused of [
    await bruno.call("GET", base),
    await bruno.send(base, form(issued.certificatePem)),
    await bruno.call("POST", `${base}/${id}/check`),
    await bruno.call("POST", `${base}/${id}/remove`, { reason: "x" }),
    await bruno.call("GET", `${base}/${id}/public`),
    await bruno.call("GET", base.replace("certificates", "mapping/authors")),
  ])
    assert.deepEqual([refused.status, refused.body.code], [404, "journey.unknown"]);
});
