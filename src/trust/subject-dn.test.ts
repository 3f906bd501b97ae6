import "reflect-metadata";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import type { webcrypto } from "node:crypto";
import { test } from "node:test";
import { Name, X509CertificateGenerator } from "@peculiar/x509";
import fc from "fast-check";
import { generateRsaKeys } from "./authority/keys.ts";
import { clientName } from "./authority/names.ts";
import { subjectDn } from "./subject-dn.ts";

const keys = await generateRsaKeys();
const openssl = spawnSync("openssl", ["version"]).status === 0;

async function certificateFor(subject: Name): Promise<string> {
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: subject,
    keys: { privateKey: keys.signing, publicKey: keys.verifying } as webcrypto.CryptoKeyPair,
    serialNumber: "01",
  });
  return certificate.toString("pem");
}

function opensslText(pem: string): string {
  const run = spawnSync("openssl", ["x509", "-noout", "-subject", "-nameopt", "RFC2253,-esc_msb,utf8"], {
    input: pem,
    encoding: "utf8",
  });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout.replace(/^subject=/, "").replace(/\n$/, "");
}

function subject(organization: string, commonName = "GESTION LITS"): Name {
  return clientName({ commonName, organization, structureId: "1990000011", department: "Côte-d'Or (21)" });
}

test("the subject is written last attribute first", async () => {
  const pem = await certificateFor(subject("CENTRE HOSPITALIER"));
  assert.equal(subjectDn(pem), "CN=GESTION LITS,OU=1990000011,O=CENTRE HOSPITALIER,ST=Côte-d'Or (21),C=FR");
});

const hardCases: readonly [string, string][] = [
  ["Hôpital d'Été", "Hôpital d'Été"],
  ["CENTRE, SITE", "CENTRE\\, SITE"],
  ["A + B", "A \\+ B"],
  ['SITE "A"', 'SITE \\"A\\"'],
  ["x\\y", "x\\\\y"],
  ["#abc", "\\#abc"],
  [" avant", "\\ avant"],
  ["après ", "après\\ "],
  ["<a>;b=c/d", "\\<a\\>\\;b=c/d"],
  ["tab\there", "tab\\09here"],
  [" ", "\\ "],
  ["#", "#"],
  ["日本 𝒳", "日本 𝒳"],
];

for (const [text, expected] of hardCases) {
  test(`an organisation called ${JSON.stringify(text)} is escaped`, async () => {
    const pem = await certificateFor(subject(text));
    assert.equal(subjectDn(pem), `CN=GESTION LITS,OU=1990000011,O=${expected},ST=Côte-d'Or (21),C=FR`);
    if (openssl) assert.equal(opensslText(pem), subjectDn(pem));
  });
}

test("several attributes in one part, other string types and unknown types read as OpenSSL reads them", async () => {
  assert.ok(openssl, "openssl is needed here; .ci/debian-packages lists it");
  const names = [
    new Name([{ C: [{ printableString: "FR" }] }, { O: [{ utf8String: "A" }], CN: [{ utf8String: "B" }] }]),
    new Name([{ CN: [{ bmpString: "Été" }] }, { "1.2.3.4": [{ utf8String: "inconnu" }] }]),
    new Name([{ "2.5.4.97": [{ utf8String: "NTRFR-1" }] }, { "2.5.4.5": [{ printableString: "12" }] }]),
  ];
  for (const name of names) {
    const pem = await certificateFor(name);
    assert.equal(subjectDn(pem), opensslText(pem));
  }
});

test("any text in a name reads as OpenSSL reads it", async () => {
  assert.ok(openssl, "openssl is needed here; .ci/debian-packages lists it");
  const text = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
    .filter((it) => !it.includes("\n"));
  await fc.assert(
    fc.asyncProperty(text, text, async (organization, commonName) => {
      const pem = await certificateFor(subject(organization, commonName));
      assert.equal(subjectDn(pem), opensslText(pem));
    }),
    { numRuns: 100 },
  );
});
