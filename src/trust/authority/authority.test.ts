import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { manualClock } from "../../runtime/clock.ts";
import { seededRandom } from "../../runtime/random.ts";
import { certificatesOf, judgeClientCertificate } from "../chain.ts";
import { statePassphrase } from "../key-files.ts";
import { createAuthority } from "./authority.ts";
import { openAuthority } from "./store.ts";

const folder = mkdtempSync(join(tmpdir(), "raccord-authority-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const DAY_MS = 86_400_000;
const startMs = Date.parse("2026-11-23T09:00:00Z");
const subject = {
  commonName: "GESTION LITS",
  organization: "CENTRE HOSPITALIER DE DEMONSTRATION",
  structureId: "1990000011",
  department: "Paris (75)",
};

test("a client certificate has the shape of ORG AUTH_CLI and chains to its authority only", async () => {
  const clock = manualClock(startMs);
  const [mine, other] = await Promise.all(
    ["test", "production"].map((environment, seed) =>
      createAuthority({ environment, clock, random: seededRandom(seed) }),
    ),
  );
  assert.ok(mine && other);
  const issued = await mine.issueClient(subject);
  const leaf = new X509Certificate(issued.certificatePem);
  assert.equal(
    leaf.subject,
    "C=FR\nST=Paris (75)\nO=CENTRE HOSPITALIER DE DEMONSTRATION\nOU=1990000011\nCN=GESTION LITS",
  );
  assert.equal(
    issued.subjectDn,
    "CN=GESTION LITS,OU=1990000011,O=CENTRE HOSPITALIER DE DEMONSTRATION,ST=Paris (75),C=FR",
  );
  assert.deepEqual(leaf.keyUsage, ["1.3.6.1.5.5.7.3.2"]);
  assert.equal(leaf.ca, false);
  assert.equal(leaf.publicKey.asymmetricKeyDetails?.modulusLength, 2048);
  assert.match(leaf.issuer, /CN=TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS - IMITATION RACCORD$/);
  const anchors = certificatesOf(mine.chainPem);
  assert.equal(anchors.length, 2);
  assert.deepEqual(judgeClientCertificate(leaf, anchors, startMs), { kind: "trusted" });
  assert.deepEqual(judgeClientCertificate(leaf, certificatesOf(other.chainPem), startMs), {
    kind: "unknown-authority",
  });
});

test("time and usage are judged", async () => {
  const clock = manualClock(startMs);
  const authority = await createAuthority({ environment: "test", clock, random: seededRandom(3) });
  const anchors = certificatesOf(authority.chainPem);
  const leafOf = (pem: string): X509Certificate => certificatesOf(pem)[0] ?? assert.fail("no certificate");
  const validity = { fromMs: startMs, toMs: startMs + DAY_MS };
  const brief = leafOf((await authority.issueClient(subject, validity)).certificatePem);
  const at = (instantMs: number): string => judgeClientCertificate(brief, anchors, instantMs).kind;
  assert.equal(at(startMs - 1), "not-yet-valid");
  assert.equal(at(startMs), "trusted");
  assert.equal(at(validity.toMs), "trusted");
  assert.equal(at(validity.toMs + 1000), "expired");
  const server = leafOf((await authority.issueServer({ hosts: ["localhost", "127.0.0.1"] })).certificatePem);
  assert.equal(server.subjectAltName, "DNS:localhost, IP Address:127.0.0.1");
  assert.deepEqual(judgeClientCertificate(server, anchors, startMs), { kind: "not-for-clients" });
  const issuing = anchors[0] ?? assert.fail("no issuing certificate");
  assert.deepEqual(judgeClientCertificate(issuing, anchors, startMs), { kind: "not-for-clients" });
});

test("an authority reopens from its folder, and its keys are not readable there", async () => {
  const clock = manualClock(startMs);
  const random = seededRandom(7);
  const passphrase = statePassphrase(folder, random);
  assert.equal(statePassphrase(folder, random), passphrase);
  const options = { folder: join(folder, "authority"), environment: "test", passphrase, clock, random };
  const first = await openAuthority(options);
  const issued = await first.issueClient(subject);
  const again = await openAuthority(options);
  assert.equal(again.chainPem, first.chainPem);
  const leaf = new X509Certificate(issued.certificatePem);
  assert.equal(judgeClientCertificate(leaf, certificatesOf(again.chainPem), startMs).kind, "trusted");
  for (const name of readdirSync(options.folder).filter((file) => file.endsWith(".key.pem"))) {
    const path = join(options.folder, name);
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.match(readFileSync(path, "utf8"), /^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
  }
  assert.equal(statSync(join(folder, "key-passphrase")).mode & 0o777, 0o600);
  assert.match(issued.encryptedKeyPem(passphrase), /^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
  await assert.rejects(openAuthority({ ...options, passphrase: "autre" }), {
    code: "trust.authority-unreadable",
  });
  clock.advance(7400 * DAY_MS);
  await assert.rejects(openAuthority(options), { code: "trust.authority-expired" });
  writeFileSync(join(options.folder, "issuing.pem"), "");
  clock.setMs(startMs);
});
