import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { createServer, type Server, type TLSSocket, type TlsOptions } from "node:tls";
import { type TrustCode, trustCodes } from "../../src/runtime/errors/codes-trust.ts";
import type { Authority, IssuedCertificate } from "../../src/trust/authority/authority.ts";
import { certificatesOf } from "../../src/trust/chain.ts";
import { explainFailure } from "../../src/trust/tls/explain.ts";
import { type ProbeResult, type ProbeTarget, probeTls } from "../../src/trust/tls/probe.ts";
import { FORM, startBench } from "../sandbox/support.ts";
import { authorityOf, clock, DAY_MS, has, json, PASSWORD, raccord, subject, workshop } from "./support.ts";

const shop = workshop();
const skip = !has("openssl", "version");
const servers: Server[] = [];
const sockets = new Set<TLSSocket>();
const children: ChildProcess[] = [];
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
  for (const socket of sockets) socket.destroy();
  for (const it of servers) await new Promise((resolve) => it.close(resolve));
  for (const it of children) it.kill();
  shop.close();
});

/** A TLS server on loopback; gives its port. */
async function listening(options: TlsOptions): Promise<number> {
  const made = createServer(options, (socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.end("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n");
  });
  servers.push(made);
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
  return (made.address() as AddressInfo).port;
}

const own = (): TlsOptions => ({ cert: server.certificatePem, key: server.keyPem });

/** OpenSSL's own server, which demands a client certificate of `authority` and tells why it refuses one. */
async function mutual(authority: Authority, ...more: string[]): Promise<number> {
  const name = `${children.length}`;
  shop.write(`${name}.cert`, server.certificatePem);
  shop.write(`${name}.key`, server.keyPem);
  shop.write(`${name}.ca`, authority.chainPem);
  const words = [
    "s_server",
    "-accept",
    "127.0.0.1:0",
    "-cert",
    `${name}.cert`,
    "-cert_chain",
    `${name}.cert`,
  ];
  words.push(
    "-key",
    `${name}.key`,
    "-CAfile",
    `${name}.ca`,
    "-Verify",
    "3",
    "-verify_return_error",
    "-www",
    ...more,
  );
  const child = spawn("openssl", words, { cwd: shop.folder, stdio: ["pipe", "pipe", "ignore"] });
  children.push(child);
  for await (const chunk of child.stdout) {
    const port = /ACCEPT 127\.0\.0\.1:(\d+)/.exec(String(chunk))?.[1];
    if (port) return Number(port);
  }
  throw new Error("openssl s_server did not start");
}

function probe(port: number, more: Partial<ProbeTarget> = {}): Promise<ProbeResult> {
  return probeTls({ host: "127.0.0.1", port, timeoutMs: 5_000, ...more });
}

async function fault(port: number, more: Partial<ProbeTarget> = {}): Promise<TrustCode | "linked"> {
  const result = await probe(port, more);
  return result.kind === "failed" ? result.code : "linked";
}

test("a server whose authority is not in the public stores, and one whose chain ends too early", async () => {
  const [issuing] = certificatesOf(test1.chainPem);
  assert.ok(issuing);
  const port = await listening(own());
  assert.equal(await fault(port), "trust.tls-server-authority-unknown");
  const whole = await listening({ ...own(), cert: server.certificatePem + test1.chainPem });
  assert.equal(await fault(whole), "trust.tls-server-authority-unknown");
  assert.equal(await fault(port, { authorityPem: issuing.toString() }), "trust.tls-root-missing");
  assert.equal(
    await fault(port, { authorityPem: production.chainPem }),
    "trust.tls-server-authority-unknown",
  );
  assert.equal(await fault(port, { authorityPem: test1.chainPem }), "linked");
});

test("a TEST certificate shown to a server of production, in TLS 1.2 and 1.3", { skip }, async () => {
  for (const version of ["-tls1_2", "-tls1_3"] as const) {
    const port = await mutual(production, version);
    const identity = { certificatePem: client.certificatePem, keyPem: client.keyPem };
    const found = await fault(port, { authorityPem: test1.chainPem, identity });
    assert.equal(found, "trust.tls-client-authority-unknown", version);
    const right = await mutual(test1, version);
    assert.equal(await fault(right, { authorityPem: test1.chainPem, identity }), "linked");
  }
});

test("an expired client, an expired server, another name, another key, nobody there", { skip }, async () => {
  const nowMs = clock.nowMs();
  const validity = { fromMs: nowMs - 10 * DAY_MS, toMs: nowMs - DAY_MS };
  const old = await test1.issueClient(subject, validity);
  const authorityPem = test1.chainPem;
  const mtls = await mutual(test1);
  const shown = (certificate: IssuedCertificate, keyPem = certificate.keyPem) => ({
    authorityPem,
    identity: { certificatePem: certificate.certificatePem, keyPem },
  });
  assert.equal(await fault(mtls, shown(old)), "trust.expired");
  assert.equal(await fault(mtls, shown(client, old.keyPem)), "trust.key-of-another");
  const expired = await test1.issueClient({ ...subject, commonName: "127.0.0.1" }, validity, "ssl");
  const port = await listening({ cert: expired.certificatePem + authorityPem, key: expired.keyPem });
  assert.match(await fault(port, { authorityPem }), /^trust\.tls-server-(dates|name)$/);
  const elsewhere = await test1.issueServer({ hosts: ["ror.invalid"] });
  const named = await listening({ cert: elsewhere.certificatePem, key: elsewhere.keyPem });
  assert.equal(await fault(named, { authorityPem }), "trust.tls-server-name");
  assert.equal(await fault(1, { authorityPem }), "trust.tls-unreachable");
});

test("the probe command says which side is at fault", { skip }, async () => {
  const port = await mutual(production);
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

test("a subject that is not registered, and an establishment that is not on the list, in the sandbox", async () => {
  const bench = await startBench();
  try {
    const other = await bench.sandbox.environments[0]?.authority.issueClient({
      ...subject,
      commonName: "AUTRE",
    });
    assert.ok(other);
    const refused = await bench.tokenCall(FORM, bench.agent(other));
    assert.equal(refused.status, 401);
    assert.equal(explainFailure(refused.text), "trust.subject-not-registered");
    const foreign = await bench.patch({}, { query: "identifier=1350099999/AILLEURS" });
    assert.equal(explainFailure(String(foreign.status)), "trust.token-accepted-call-refused");
    const header = await bench.patch({}, { headers: { "Ror-Date": "x" } });
    assert.notEqual(header.status, 200);
    const unknown = await bench.patch({}, { query: "identifier=1350054680/INCONNU" });
    assert.notEqual(unknown.status, 200);
  } finally {
    await bench.close();
  }
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
  ["du texte sans rapport", "trust.tls-other"],
];

for (const [text, code] of printed) {
  test(`explained: ${text}`, async () => {
    assert.equal(explainFailure(text), code);
    const said = json(await raccord("certificate", "explain", text, "--json", "--lang", "fr"));
    assert.equal(said["text"], trustCodes[code].fr);
  });
}

test("openssl's own words on a wrong password and on an RC2 file are explained", {
  skip: !has("openssl", "version"),
}, () => {
  shop.write("c.pem", client.certificatePem);
  shop.write("k.pem", client.keyPem);
  shop.openssl(
    "pkcs12",
    "-export",
    "-legacy",
    "-in",
    "c.pem",
    "-inkey",
    "k.pem",
    "-out",
    "old.p12",
    "-passout",
    "pass:secret",
  );
  const words = (password: string): string => {
    try {
      return shop.openssl("pkcs12", "-in", "old.p12", "-passin", `pass:${password}`, "-nodes");
    } catch (error) {
      return String(error);
    }
  };
  assert.equal(explainFailure(words("secret")), "trust.old-encryption");
  assert.equal(explainFailure(words("faux")), "trust.password-wrong");
});

test("the rows of onboarding §8 that no program can meet are texts of the catalogue", () => {
  for (const code of [
    "trust.portal-product-absent",
    "trust.card-not-seen",
    "trust.notice-unread",
    "trust.java-trust-store",
    "trust.dotnet-ephemeral-key",
  ] as const) {
    const { clause, ...texts } = trustCodes[code];
    assert.match(clause, /§8/);
    for (const text of Object.values(texts)) assert.ok(text.length > 5);
  }
});
