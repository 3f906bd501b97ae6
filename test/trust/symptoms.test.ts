import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type TrustCode, trustCodes } from "../../src/runtime/errors/codes-trust.ts";
import type { Authority, IssuedCertificate } from "../../src/trust/authority/authority.ts";
import { explainFailure } from "../../src/trust/tls/explain.ts";
import { authorityOf, has, json, PASSWORD, raccord, subject, workshop } from "./support.ts";
import { fault, tlsBench } from "./tls-support.ts";

const shop = workshop();
const skip = !has("openssl", "version");
const tls = tlsBench(shop);
let test1: Authority;
let production: Authority;
let server: IssuedCertificate;
let client: IssuedCertificate;

before(async () => {
  [test1, production] = await Promise.all([authorityOf("test", 21), authorityOf("production", 22)]);
  server = await test1.issueServer({ hosts: ["127.0.0.1"] });
  client = await test1.issueClient(subject);
});
after(async () => {
  await tls.close();
  shop.close();
});

test("a certificate with another's key, a server of another name, nobody there", { skip }, async () => {
  const authorityPem = test1.chainPem;
  const other = await test1.issueClient(subject);
  const identity = { certificatePem: client.certificatePem, keyPem: other.keyPem };
  const mtls = await tls.mutual(server, test1);
  assert.equal(await fault(mtls, { authorityPem, identity }), "trust.key-of-another");
  const elsewhere = await test1.issueServer({ hosts: ["ror.invalid"] });
  const named = await tls.listening({ cert: elsewhere.certificatePem, key: elsewhere.keyPem });
  assert.equal(await fault(named, { authorityPem }), "trust.tls-server-name");
  assert.equal(await fault(1, { authorityPem }), "trust.tls-unreachable");
});

test("the probe command says which side is at fault", { skip }, async () => {
  const port = await tls.mutual(server, production);
  const files = [
    shop.write("cert.pem", client.certificatePem),
    shop.write("key.pem", client.encryptedKeyPem(PASSWORD)),
  ];
  const [certificate = "", key = ""] = files;
  const authority = shop.write("chain.pem", test1.chainPem);
  const password = shop.write("password", PASSWORD);
  const run = await raccord(
    "certificate",
    "probe",
    `https://127.0.0.1:${port}`,
    "--authority",
    authority,
    "--certificate",
    certificate,
    "--key",
    key,
    "--key-password-file",
    password,
    "--json",
  );
  assert.equal(run.code, 1);
  assert.equal(json(run)["code"], "trust.tls-client-authority-unknown");
});

/** Texts as the tools of onboarding §8 print them. */
const printed: readonly [string, TrustCode][] = [
  ["Error: self-signed certificate in certificate chain", "trust.tls-server-authority-unknown"],
  ["unable to get local issuer certificate", "trust.tls-server-authority-unknown"],
  ["NET::ERR_CERT_AUTHORITY_INVALID", "trust.tls-server-authority-unknown"],
  ["unable to get issuer certificate", "trust.tls-root-missing"],
  ["ssl3_read_bytes:tlsv1 alert unknown ca:SSL alert number 48", "trust.tls-client-authority-unknown"],
  ["sun.security.validator.ValidatorException: PKIX path building failed", "trust.java-trust-store"],
  ["Error: Unsupported PKCS12 PFX data", "trust.old-encryption"],
  [
    "error:0308010C:digital envelope routines::unsupported Algorithm (RC2-40-CBC : 0)",
    "trust.old-encryption",
  ],
  ["Mac verify error: invalid password?", "trust.password-wrong"],
  ["mac verify failure", "trust.password-wrong"],
  ["No credentials are available in the security package", "trust.dotnet-ephemeral-key"],
  ['{"error":"invalid_client"}', "trust.subject-not-registered"],
  ['404 {"issue":[{"code":"not-found","expression":["Location"]}]}', "trust.place-id-not-assigned"],
  ['412 {"issue":[{"code":"multiple-matches"}]}', "trust.place-id-duplicate"],
  ["HTTP 403 after the token", "trust.token-accepted-call-refused"],
  ["Les en-têtes Ror-* sont interdits : ror-role-metier-code", "trust.token-accepted-call-refused"],
  [
    '{"issue":[{"code":"not-found","expression":["Location.extension.where(url=\'x/ror-location-supported-capacity\')"]}]}',
    "trust.place-row-absent",
  ],
  ["du texte sans rapport", "trust.tls-other"],
];

for (const [text, code] of printed) {
  test(`explained: ${text}`, async () => {
    assert.equal(explainFailure(text), code);
    const said = json(await raccord("certificate", "explain", text, "--json", "--lang", "fr"));
    assert.equal(said["text"], trustCodes[code].fr);
  });
}
