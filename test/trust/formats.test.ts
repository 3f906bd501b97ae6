import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { TrustCode } from "../../src/runtime/errors/codes-trust.ts";
import { keyFits, readCertificateFile, readKeyFile } from "../../src/trust/files/read-certificate-file.ts";
import { subjectDn } from "../../src/trust/subject-dn.ts";
import { authorityOf, has, json, PASSWORD, raccord, subject, workshop } from "./support.ts";

const shop = workshop();
after(() => shop.close());
const openssl = has("openssl", "version");
const keytool = has("keytool", "-help");
let wanted = "";

before(async () => {
  const authority = await authorityOf("test", 1);
  const issued = await authority.issueClient(subject);
  const other = await authority.issueClient(subject);
  wanted = issued.subjectDn;
  shop.write("cert.pem", issued.certificatePem);
  shop.write("key.pem", issued.keyPem);
  shop.write("other.pem", other.keyPem);
  shop.write("chain.pem", authority.chainPem);
  shop.write("password", `${PASSWORD}\n`);
});

const inputs = ["-in", "cert.pem", "-inkey", "key.pem", "-certfile", "chain.pem"];
const exported = (name: string, password: string, ...more: string[]): string => {
  shop.openssl("pkcs12", "-export", ...inputs, "-out", name, "-passout", `pass:${password}`, ...more);
  return name;
};

/** Each way of making a PKCS#12 file, with what the reading must say of its protection. */
const pkcs12Files: readonly [string, string, readonly string[], string][] = [
  ["AES-256, today's OpenSSL", PASSWORD, [], "aes"],
  ["AES-256, password with accents", "été à l'Hôpital", [], "aes"],
  ["OpenSSL legacy: RC2-40 and 3DES", PASSWORD, ["-legacy"], "rc2-40"],
  ["legacy, password with accents", "été à l'Hôpital", ["-legacy"], "rc2-40"],
  ["3DES throughout", PASSWORD, ["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES"], "3des"],
  [
    "clear certificates, 3DES key, SHA-1 MAC (2018 to 2022)",
    PASSWORD,
    ["-keypbe", "PBE-SHA1-3DES", "-certpbe", "NONE", "-macalg", "sha1"],
    "3des",
  ],
  ["100 000 rounds", PASSWORD, ["-iter", "100000"], "aes"],
];

for (const [index, [title, password, options, scheme]] of pkcs12Files.entries()) {
  test(`P12 is read: ${title}`, { skip: !openssl }, async () => {
    const bytes = shop.bytes(exported(`${index}.p12`, password, ...options));
    const file = await readCertificateFile(bytes, password);
    assert.ok(file.kind === "read", JSON.stringify(file));
    assert.equal(file.format, "P12");
    assert.ok(
      file.protection.some((it) => it === scheme),
      file.protection.join(),
    );
    assert.equal(subjectDn(file.certificates[0]), wanted);
    assert.equal(file.certificates.length, 3);
    assert.ok(file.keys.some((key) => keyFits(key, file.certificates[0])));
    assert.deepEqual(await readCertificateFile(bytes, "faux"), {
      kind: "refused",
      code: "trust.password-wrong",
    });
    assert.deepEqual(await readCertificateFile(bytes), { kind: "refused", code: "trust.password-needed" });
  });
}

test("keytool's P12 is read; its JKS is named in words", { skip: !keytool || !openssl }, async () => {
  exported("source.p12", "secret-9");
  shop.keytool(
    "-importkeystore",
    "-srckeystore",
    "source.p12",
    "-srcstoretype",
    "PKCS12",
    "-srcstorepass",
    "secret-9",
    "-destkeystore",
    "keytool.p12",
    "-deststoretype",
    "PKCS12",
    "-deststorepass",
    "secret-8",
  );
  const file = await readCertificateFile(shop.bytes("keytool.p12"), "secret-8");
  assert.ok(file.kind === "read");
  assert.equal(subjectDn(file.certificates[0]), wanted);
  assert.ok(file.keys.some((key) => keyFits(key, file.certificates[0])));
  shop.keytool(
    "-importkeystore",
    "-srckeystore",
    "source.p12",
    "-srcstoretype",
    "PKCS12",
    "-srcstorepass",
    "secret-9",
    "-destkeystore",
    "old.jks",
    "-deststoretype",
    "JKS",
    "-deststorepass",
    "secret-8",
  );
  assert.deepEqual(await readCertificateFile(shop.bytes("old.jks"), "secret-8"), {
    kind: "refused",
    code: "trust.file-java-store",
  });
  shop.keytool(
    "-exportcert",
    "-keystore",
    "keytool.p12",
    "-storepass",
    "secret-8",
    "-alias",
    "1",
    "-file",
    "keytool.cer",
  );
  const exportedCertificate = await readCertificateFile(shop.bytes("keytool.cer"));
  assert.ok(exportedCertificate.kind === "read" && exportedCertificate.format === "DER");
});

test("a key born in keytool, old and new stores: request, issue, reply, import", {
  skip: !keytool,
  timeout: 120_000,
}, async () => {
  const authority = await authorityOf("test", 2);
  for (const [name, ...more] of [["born"], ["born-legacy", "-J-Dkeystore.pkcs12.legacy=true"]]) {
    const store = ["-keystore", `${name}.p12`, "-storetype", "PKCS12", "-storepass", PASSWORD];
    const run = (...words: string[]) => shop.keytool(...more, ...words, ...store);
    run("-genkeypair", "-keyalg", "RSA", "-keysize", "2048", "-alias", "lits", "-dname", "CN=LITS, C=FR");
    run("-certreq", "-alias", "lits", "-file", `${name}.csr`);
    const { organization, structureId, department } = subject;
    const order = { organization, structureId, department };
    const issued = await authority.issueForRequest(shop.text(`${name}.csr`), order);
    shop.write(`${name}.reply.pem`, issued + authority.chainPem);
    run("-importcert", "-noprompt", "-alias", "lits", "-file", `${name}.reply.pem`);
    const seen = json(
      await raccord(
        "certificate",
        "inspect",
        shop.path(`${name}.p12`),
        "--json",
        "--password-file",
        shop.path("password"),
      ),
    );
    assert.equal(seen["subjectDn"], subjectDn(issued), name);
    if (name === "born-legacy") assert.match(String(seen["protection"]), /rc2-40/);
    const purpose = ["--for", "test", "--role", "reader", "--store", shop.path(`${name}-store`), "--offline"];
    const secret = ["--password-file", shop.path("password"), "--json"];
    const stored = json(
      await raccord("certificate", "import", shop.path(`${name}.p12`), ...purpose, ...secret),
    );
    assert.equal(stored["subjectDn"], subjectDn(issued), name);
    assert.equal(stored["chainComplete"], true, name);
  }
});

test("PEM, DER, P7B, base64 alone, UTF-16 and marked text are one certificate", {
  skip: !openssl,
}, async () => {
  shop.openssl("x509", "-in", "cert.pem", "-outform", "der", "-out", "cert.der");
  shop.openssl(
    "crl2pkcs7",
    "-nocrl",
    "-certfile",
    "cert.pem",
    "-certfile",
    "chain.pem",
    "-outform",
    "der",
    "-out",
    "chain.p7b",
  );
  shop.openssl("crl2pkcs7", "-nocrl", "-certfile", "cert.pem", "-certfile", "chain.pem", "-out", "chain.p7c");
  shop.openssl("x509", "-in", "cert.pem", "-trustout", "-addtrust", "clientAuth", "-out", "trusted.pem");
  shop.write("bare.txt", shop.text("cert.pem").replace(/-----.*-----/g, ""));
  shop.write("utf16.pem", Buffer.from(`\ufeff${shop.text("cert.pem")}`, "utf16le"));
  shop.write("marked.pem", `\ufeffBag Attributes\n${shop.text("cert.pem").replaceAll("\n", "\r\n")}`);
  const files = {
    "cert.pem": "PEM",
    "cert.der": "DER",
    "chain.p7b": "P7B",
    "chain.p7c": "P7B",
    "trusted.pem": "PEM",
    "bare.txt": "DER",
    "utf16.pem": "PEM",
    "marked.pem": "PEM",
  };
  for (const [name, format] of Object.entries(files)) {
    const file = await readCertificateFile(shop.bytes(name));
    assert.ok(file.kind === "read", name);
    assert.equal(file.format, format, name);
    assert.equal(subjectDn(file.certificates[0]), wanted, name);
  }
});

test("keys are read in every form", { skip: !openssl }, async () => {
  const pass = ["-passout", `pass:${PASSWORD}`];
  shop.openssl("rsa", "-in", "key.pem", "-traditional", "-out", "pkcs1.pem");
  shop.openssl("rsa", "-in", "key.pem", "-traditional", "-aes128", ...pass, "-out", "header.pem");
  shop.openssl("pkcs8", "-topk8", "-in", "key.pem", "-v2", "aes256", ...pass, "-out", "aes.pem");
  shop.openssl("pkcs8", "-topk8", "-in", "key.pem", "-scrypt", ...pass, "-out", "scrypt.pem");
  shop.openssl("pkcs8", "-topk8", "-in", "key.pem", "-v1", "PBE-SHA1-3DES", ...pass, "-out", "3des.pem");
  shop.openssl(
    "pkcs8",
    "-topk8",
    "-in",
    "key.pem",
    "-v1",
    "PBE-SHA1-RC2-40",
    "-provider",
    "legacy",
    "-provider",
    "default",
    ...pass,
    "-out",
    "rc2.pem",
  );
  shop.openssl("pkcs8", "-topk8", "-in", "key.pem", "-nocrypt", "-outform", "der", "-out", "clear.der");
  shop.openssl("pkcs8", "-topk8", "-in", "key.pem", "-outform", "der", ...pass, "-out", "aes.der");
  const certificate = await readCertificateFile(shop.bytes("cert.pem"));
  assert.ok(certificate.kind === "read");
  const [leaf] = certificate.certificates;
  for (const name of [
    "key.pem",
    "pkcs1.pem",
    "header.pem",
    "aes.pem",
    "scrypt.pem",
    "3des.pem",
    "rc2.pem",
    "clear.der",
    "aes.der",
  ]) {
    const file = await readKeyFile(shop.bytes(name), PASSWORD);
    assert.ok(file.kind === "keys" && file.keys.some((key) => keyFits(key, leaf)), name);
    if (!/^(key|pkcs1|clear)/.test(name)) {
      assert.deepEqual(
        await readKeyFile(shop.bytes(name), "faux"),
        { kind: "refused", code: "trust.password-wrong" },
        name,
      );
    }
  }
});

test("a wrong file is told in words", { skip: !openssl }, async () => {
  shop.openssl("req", "-new", "-key", "key.pem", "-subj", "/C=FR/CN=X", "-out", "request.csr");
  exported("good.p12", PASSWORD);
  exported("rc2-128.p12", PASSWORD, "-legacy", "-certpbe", "PBE-SHA1-RC2-128");
  const p12 = shop.bytes("good.p12");
  const cases: readonly [string, Uint8Array, TrustCode][] = [
    ["RC2-128, which no library at hand opens", shop.bytes("rc2-128.p12"), "trust.file-unsupported"],
    ["a request", shop.bytes("request.csr"), "trust.file-is-request"],
    ["a key alone", shop.bytes("key.pem"), "trust.no-certificate"],
    ["a text", Buffer.from("Bonjour"), "trust.file-unknown"],
    ["nothing", Buffer.alloc(0), "trust.file-unknown"],
    ["a picture", Buffer.from("89504e470d0a1a0a", "hex"), "trust.file-unknown"],
    ["a P12 cut short", p12.subarray(0, 900), "trust.file-damaged"],
    ["a PEM cut short", shop.bytes("cert.pem").subarray(0, 500), "trust.file-damaged"],
    ["a giant", Buffer.alloc(600_000, 0x30), "trust.file-too-large"],
  ];
  for (const [title, bytes, code] of cases) {
    assert.deepEqual(await readCertificateFile(bytes, PASSWORD), { kind: "refused", code }, title);
  }
});

test("import says what is wrong, stores what is right, and never stores a key in clear", {
  skip: !openssl,
}, async () => {
  exported("legacy.p12", PASSWORD, "-legacy");
  const store = shop.path("store");
  const purpose = ["--for", "test", "--role", "writer", "--store", store, "--offline", "--json"];
  const opened = ["--password-file", shop.path("password")];
  const wrong = shop.write("wrong", "autre chose");
  const refused = await raccord(
    "certificate",
    "import",
    shop.path("legacy.p12"),
    "--password-file",
    wrong,
    ...purpose,
  );
  assert.equal(refused.code, 1);
  assert.equal(json(refused)["error"], "trust.password-wrong");
  const foreign = await raccord(
    "certificate",
    "import",
    shop.path("cert.pem"),
    "--key",
    shop.path("other.pem"),
    ...purpose,
  );
  assert.equal(json(foreign)["error"], "trust.key-of-another");
  const alone = await raccord("certificate", "import", shop.path("cert.pem"), ...purpose);
  assert.equal(json(alone)["error"], "trust.no-key");
  const stored = await raccord("certificate", "import", shop.path("legacy.p12"), ...opened, ...purpose);
  assert.equal(stored.code, 0, stored.out + stored.err);
  const { keyFile, subjectDn: dn, chainComplete } = json(stored);
  assert.equal(dn, wanted);
  assert.equal(chainComplete, true);
  assert.match(
    await import("node:fs").then((fs) => fs.readFileSync(String(keyFile), "utf8")),
    /^-----BEGIN ENCRYPTED PRIVATE KEY/,
  );
  const twice = await raccord("certificate", "import", shop.path("legacy.p12"), ...opened, ...purpose);
  assert.equal(json(twice)["error"], "trust.already-stored");
});

test("inspect prints the subject of openssl alone on its first line; public holds no key", {
  skip: !openssl,
}, async () => {
  const seen = await raccord("certificate", "inspect", shop.path("cert.pem"), "--lang", "fr");
  assert.equal(seen.code, 0);
  const line = shop.openssl(
    "x509",
    "-in",
    "cert.pem",
    "-noout",
    "-subject",
    "-nameopt",
    "RFC2253,-esc_msb,utf8",
  );
  assert.equal(seen.out.split("\n")[0], line.replace(/^subject=/, "").trimEnd());
  for (const words of [
    "TEST, IMITATION RACCORD",
    "ORG AUTH_CLI",
    "FINESS 750712184, clé juste",
    "RSA 2048",
  ]) {
    assert.ok(seen.out.includes(words), words);
  }
  shop.write("both.pem", shop.text("key.pem") + shop.text("cert.pem"));
  const made = await raccord(
    "certificate",
    "public",
    shop.path("both.pem"),
    "--out",
    shop.path("public.pem"),
  );
  assert.equal(made.code, 0, made.err);
  assert.doesNotMatch(shop.text("public.pem"), /PRIVATE/);
  assert.equal(shop.text("public.pem").trim(), shop.text("cert.pem").trim());
  const again = await raccord(
    "certificate",
    "public",
    shop.path("both.pem"),
    "--out",
    shop.path("public.pem"),
    "--json",
  );
  assert.equal(json(again)["error"], "trust.file-exists");
});
