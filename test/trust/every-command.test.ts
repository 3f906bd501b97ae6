import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Command } from "commander";
import { registerCommands } from "../../src/cli/register-commands.ts";
import { authorityOf, has, json, PASSWORD, raccord, subject, workshop } from "./support.ts";

const shop = workshop();
after(() => shop.close());
const openssl = has("openssl", "version");

before(async () => {
  const authority = await authorityOf("test", 41);
  const issued = await authority.issueClient(subject);
  shop.write("cert.pem", issued.certificatePem + authority.chainPem);
  shop.write("key.pem", issued.keyPem);
  shop.write("password", `${PASSWORD}\n`);
});

function commandsOf(group: string): Command[] {
  const program = new Command("raccord");
  const io = {
    stdout: () => undefined,
    stderr: () => undefined,
    env: {},
    interactive: false,
    setExitCode: () => undefined,
    stopRequested: () => Promise.resolve(),
  };
  registerCommands(program, io);
  const found = program.commands.find((it) => it.name() === group);
  return [...(found?.commands ?? [])].filter((it) => it.name() !== "help");
}

const longNames = (command: Command): string[] => command.options.map((it) => it.long ?? "");

test("every command takes --json and --lang; every one that reads a file, --password-file; none a password", () => {
  const [certificate, authority] = [commandsOf("certificate"), commandsOf("authority")];
  assert.ok(certificate.length >= 10 && authority.length >= 5);
  for (const command of [...certificate, ...authority]) {
    const names = longNames(command);
    assert.ok(names.includes("--json") && names.includes("--lang"), command.name());
    const secrets = names.filter((name) => /pass(word|phrase|$)/.test(name) && !name.endsWith("-file"));
    assert.deepEqual(secrets, [], command.name());
  }
  for (const command of certificate)
    assert.ok(longNames(command).includes("--password-file"), command.name());
  const revoke = authority.find((it) => it.name() === "revoke");
  assert.ok(revoke && longNames(revoke).includes("--password-file"));
});

/** A run of each command, with what it needs beside the file. */
const runs: Readonly<Record<string, readonly string[]>> = {
  inspect: [],
  public: [],
  preflight: ["--for", "test", "--role", "writer"],
  import: ["--for", "test", "--role", "writer", "--offline"],
  probe: ["https://127.0.0.1:1", "--certificate"],
};

test("every command that reads a certificate takes PEM, DER, P7B, new and old P12, and answers in JSON", {
  skip: !openssl,
}, async () => {
  const pair = ["-in", "cert.pem", "-inkey", "key.pem", "-passout", `pass:${PASSWORD}`];
  shop.openssl("pkcs12", "-export", ...pair, "-out", "new.p12");
  shop.openssl("pkcs12", "-export", "-legacy", ...pair, "-out", "old.p12");
  shop.openssl("x509", "-in", "cert.pem", "-outform", "der", "-out", "cert.der");
  shop.openssl("crl2pkcs7", "-nocrl", "-certfile", "cert.pem", "-outform", "der", "-out", "cert.p7b");
  const files = ["cert.pem", "cert.der", "cert.p7b", "new.p12", "old.p12"];
  for (const [name, more] of Object.entries(runs)) {
    for (const file of files) {
      const key = ["inspect", "public"].includes(name) ? [] : ["--key", shop.path("key.pem")];
      const store = name === "import" ? ["--store", shop.path(`store-${file}`)] : [];
      const words = name === "probe" ? [...more, shop.path(file)] : [shop.path(file), ...more];
      const secret = ["--password-file", shop.path("password"), "--json"];
      const done = await raccord("certificate", name, ...words, ...key, ...store, ...secret);
      const said = json(done);
      assert.equal(done.err, "", `${name} ${file}`);
      assert.equal("error" in said, false, `${name} ${file}: ${done.out}`);
      // The probe finds nobody there: it has read the file before it calls.
      assert.equal(done.code, name === "probe" ? 1 : 0, `${name} ${file}: ${done.out}`);
    }
  }
});

test("a fault of any command is one JSON object with code, words and advice", async () => {
  const absent = shop.path("absent");
  const cases: readonly (readonly string[])[] = [
    ["certificate", "inspect", absent],
    ["certificate", "public", absent],
    ["certificate", "preflight", absent, "--for", "test", "--role", "writer"],
    ["certificate", "import", absent, "--for", "test", "--role", "writer"],
    ["certificate", "probe", "https://127.0.0.1:1", "--certificate", absent],
    [
      "certificate",
      "rehearse",
      "0",
      "--token-url",
      "https://127.0.0.1:1",
      "--client-id",
      "x",
      "--store",
      absent,
    ],
    ["certificate", "confirm", "0", "--on", "2026-11-23", "--reference", "x", "--store", absent],
    ["certificate", "switch", "0", "--store", absent],
    ["authority", "revoke", absent, "--state", absent],
    ["authority", "crl", "--state", absent],
  ];
  for (const words of cases) {
    const done = await raccord(...words, "--json");
    const said = json(done);
    assert.match(String(said["error"]), /^trust\./, words.join(" "));
    for (const member of ["text", "advice"]) assert.ok(String(said[member]).length > 5, words.join(" "));
    assert.ok(done.code === 1 || done.code === 3, words.join(" "));
  }
});

test("inspect ends with 0 whatever a readable certificate holds", { skip: !openssl }, async () => {
  const kinds: Readonly<Record<string, readonly string[]>> = {
    "no subject": ["-newkey", "rsa:2048", "-subj", "/"],
    "an Ed25519 key": ["-newkey", "ed25519", "-subj", "/CN=x"],
    "an elliptic key": ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-subj", "/CN=x"],
    "RSA-PSS": ["-newkey", "rsa-pss", "-pkeyopt", "rsa_keygen_bits:2048", "-subj", "/CN=x"],
    "1024 bits": ["-newkey", "rsa:1024", "-subj", "/CN=x"],
    "SHA-1": ["-newkey", "rsa:2048", "-sha1", "-subj", "/CN=x"],
    "a long serial number": [
      "-newkey",
      "rsa:2048",
      "-subj",
      "/CN=x",
      "-set_serial",
      `0x7f${"ff".repeat(19)}`,
    ],
    "several names": ["-newkey", "rsa:2048", "-multivalue-rdn", "-subj", "/CN=a+OU=b/OU=c/CN=d"],
    "an OU that is no structure": ["-newkey", "rsa:2048", "-subj", "/CN=x/OU=Informatique"],
    "accents, a comma, an apostrophe": ["-newkey", "rsa:2048", "-utf8", "-subj", "/CN=Hôpital d'été, Nord"],
  };
  for (const [kind, options] of Object.entries(kinds)) {
    shop.openssl("req", "-x509", "-nodes", "-keyout", "odd.key", "-out", "odd.pem", ...options);
    const done = await raccord("certificate", "inspect", shop.path("odd.pem"));
    assert.equal(done.code, 0, `${kind}: ${done.err}`);
    const said = json(await raccord("certificate", "inspect", shop.path("odd.pem"), "--json"));
    const form = ["-noout", "-subject", "-nameopt", "RFC2253,-esc_msb,utf8"];
    const dn = shop
      .openssl("x509", "-in", "odd.pem", ...form)
      .replace(/^subject=/, "")
      .trim();
    assert.equal(said["subjectDn"], dn, kind);
  }
});
