import assert from "node:assert/strict";
import { after, test } from "node:test";
import { certificatesOf } from "../../src/trust/chain.ts";
import type { PreflightQuestion } from "../../src/trust/preflight/preflight.ts";
import { authority, check, line, read, told } from "./preflight-support.ts";
import { clock, DAY_MS, has, PASSWORD, STRUCTURE, subject, workshop } from "./support.ts";

const shop = workshop();
const skip = has("openssl", "version") ? false : "no openssl";
after(() => shop.close());

test("a good certificate passes what can be checked; there are twelve lines in order", async () => {
  const issued = await authority.issueClient(subject);
  const report = await check(await read(issued.certificatePem + issued.keyPem), {
    whiteListDn: issued.subjectDn,
  });
  assert.deepEqual(
    report.lines.map((it) => it.row),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  );
  const open = report.lines.filter((it) => it.status !== "passed").map((it) => `${it.row} ${it.code}`);
  assert.deepEqual(open, ["2 trust.imitation", "12 trust.revocation-unknown"]);
  assert.equal(report.verdict, "warned");
});

test("1: a private key in a file to be sent", async () => {
  const issued = await authority.issueClient(subject);
  const clear = await read(issued.keyPem + issued.certificatePem);
  assert.equal(
    line(await check(clear, { toSend: true }), "no-key-to-send"),
    told("failed", "trust.private-key-in-file"),
  );
  const locked = await read(issued.encryptedKeyPem(PASSWORD) + issued.certificatePem);
  assert.equal(
    line(await check(locked, { toSend: true }), "no-key-to-send"),
    told("failed", "trust.private-key-in-file"),
  );
  assert.equal(
    line(await check(await read(issued.certificatePem), { toSend: true }), "no-key-to-send"),
    "passed",
  );
});

test("2: the other environment, a stranger, a forger", { skip }, async () => {
  const issued = await authority.issueClient(subject);
  const production = await check(await read(issued.certificatePem), { environment: "production" });
  assert.equal(line(production, "issuer"), told("failed", "trust.environment-mismatch"));
  assert.equal(production.verdict, "failed");
  shop.openssl(
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    "s.key",
    "-out",
    "stranger.pem",
    "-subj",
    "/CN=moi",
  );
  assert.equal(
    line(await check(await read(shop.bytes("stranger.pem"))), "issuer"),
    told("failed", "trust.issuer-unknown"),
  );
  const dn =
    "/C=FR/O=ASIP-SANTE/OU=0002 187512751/OU=IGC-SANTE TEST/CN=TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS";
  shop.openssl(
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    "f.key",
    "-out",
    "forger.pem",
    "-subj",
    dn,
  );
  shop.write("k.pem", issued.keyPem);
  shop.openssl("req", "-new", "-key", "k.pem", "-subj", "/C=FR/CN=X", "-out", "f.csr");
  shop.openssl(
    "x509",
    "-req",
    "-in",
    "f.csr",
    "-CA",
    "forger.pem",
    "-CAkey",
    "f.key",
    "-set_serial",
    "7",
    "-out",
    "forged.pem",
  );
  assert.equal(
    line(await check(await read(shop.bytes("forged.pem"))), "issuer"),
    told("failed", "trust.issuer-key-unknown"),
  );
  // The same name with the national key identifier: what a real TEST certificate shows.
  shop.write(
    "real.ext",
    "2.5.29.35=DER:301680142" +
      "12e847d3b1ef512de51a2215cae93a8ef5be3f5\nextendedKeyUsage=clientAuth\nkeyUsage=critical,digitalSignature\n",
  );
  shop.openssl(
    "x509",
    "-req",
    "-in",
    "f.csr",
    "-CA",
    "forger.pem",
    "-CAkey",
    "f.key",
    "-set_serial",
    "8",
    "-extfile",
    "real.ext",
    "-out",
    "shaped.pem",
  );
  assert.equal(line(await check(await read(shop.bytes("shaped.pem"))), "issuer"), "passed");
});

test("3: SIGN, CONF and server certificates", async () => {
  for (const product of ["sign", "conf", "ssl"] as const) {
    const issued = await authority.issueClient(subject, undefined, product);
    assert.equal(
      line(await check(await read(issued.certificatePem)), "usage"),
      told("failed", "trust.not-for-clients"),
      product,
    );
  }
});

test("4: expired, not yet valid, and 90, 60 and 30 days before the end", async () => {
  const nowMs = clock.nowMs();
  const at = async (fromDays: number, toDays: number): Promise<string> => {
    const validity = { fromMs: nowMs + fromDays * DAY_MS, toMs: nowMs + toDays * DAY_MS };
    const report = await check(await read((await authority.issueClient(subject, validity)).certificatePem));
    return line(report, "dates");
  };
  assert.equal(await at(-10, -1), told("failed", "trust.expired"));
  assert.equal(await at(1, 10), told("failed", "trust.not-yet-valid"));
  for (const days of [89, 59, 29]) assert.equal(await at(-1, days), told("warned", "trust.expires-soon"));
  assert.equal(await at(-1, 92), "passed");
});

test("5: the key of another, no key, a key without its password", async () => {
  const [issued, other] = [await authority.issueClient(subject), await authority.issueClient(subject)];
  const key = async (pem: string): Promise<string> =>
    line(await check(await read(issued.certificatePem + pem)), "key");
  assert.equal(await key(issued.keyPem), "passed");
  assert.equal(await key(other.keyPem), told("failed", "trust.key-of-another"));
  assert.equal(await key(""), told("could-not-check", "trust.no-key"));
  assert.equal(await key(issued.encryptedKeyPem(PASSWORD)), told("could-not-check", "trust.password-needed"));
});

test("6: another structure, a wrong check digit, none; SIRET too", async () => {
  const of = async (structureId: string, declared: string): Promise<string> => {
    const issued = await authority.issueClient({ ...subject, structureId });
    const file = await read(issued.certificatePem);
    return line(await check(file, { structure: declared }), "structure");
  };
  assert.equal(await of("1540002698", "1540002698"), "passed");
  assert.equal(await of("318751275100020", "318751275100020"), "passed");
  assert.equal(await of("12A0000154", "12A0000154"), "passed");
  assert.equal(await of("1540002698", "1750712184"), told("warned", "trust.structure-mismatch"));
  assert.equal(await of("1540002699", "1540002699"), told("warned", "trust.structure-key-wrong"));
  assert.equal(await of("SERVICE", STRUCTURE), told("warned", "trust.structure-absent"));
});

test("7: the department of the structure and that of the certificate", async () => {
  const of = async (department: string, more: Partial<PreflightQuestion>): Promise<string> => {
    const issued = await authority.issueClient({ ...subject, department });
    return line(await check(await read(issued.certificatePem), more), "department");
  };
  assert.equal(await of("Côte-d'Or (21)", {}), told("warned", "trust.department-mismatch"));
  assert.equal(await of("Côte-d'Or (21)", { department: "21" }), "passed");
  assert.equal(await of("Corse-du-Sud (2A)", { structure: "12A0000154" }), "passed");
  assert.equal(await of("Guadeloupe (971)", { structure: "1970100228" }), "passed");
  assert.equal(
    await of("Paris (75)", { structure: "318751275100020" }),
    told("could-not-check", "trust.department-unknown"),
  );
});

test("8 and 9: used elsewhere; another subject than on the white list", async () => {
  const issued = await authority.issueClient(subject);
  const file = await read(issued.certificatePem);
  const fingerprintSha256 = file.certificates[0].fingerprint256;
  const uses = (role: "reader" | "writer", environment: "test" | "production") =>
    check(file, { knownUses: [{ fingerprintSha256, role, environment }] });
  assert.equal(line(await uses("writer", "test"), "single-use"), "passed");
  assert.equal(line(await uses("reader", "test"), "single-use"), told("warned", "trust.used-elsewhere"));
  assert.equal(
    line(await uses("writer", "production"), "single-use"),
    told("warned", "trust.used-elsewhere"),
  );
  const listed = async (whiteListDn: string): Promise<string> =>
    line(await check(file, { whiteListDn }), "white-list");
  assert.equal(await listed(issued.subjectDn), "passed");
  const reversed = issued.subjectDn.split(",").reverse().join(",");
  assert.equal(await listed(reversed), told("warned", "trust.subject-changed"));
});

test("10: an RC2-40 file", { skip }, async () => {
  const issued = await authority.issueClient(subject);
  shop.write("c.pem", issued.certificatePem);
  shop.write("k.pem", issued.keyPem);
  const make = (name: string, ...more: string[]): Buffer => {
    shop.openssl(
      "pkcs12",
      "-export",
      "-in",
      "c.pem",
      "-inkey",
      "k.pem",
      "-out",
      name,
      "-passout",
      `pass:${PASSWORD}`,
      ...more,
    );
    return shop.bytes(name);
  };
  const old = await check(await read(make("old.p12", "-legacy"), PASSWORD));
  assert.equal(line(old, "encryption"), told("warned", "trust.old-encryption"));
  assert.equal(line(await check(await read(make("new.p12"), PASSWORD)), "encryption"), "passed");
});

test("11: without the root, and without any authority", async () => {
  const issued = await authority.issueClient(subject);
  const [issuing] = certificatesOf(authority.chainPem);
  assert.ok(issuing);
  const file = await read(issued.certificatePem);
  assert.equal(
    line(await check(file, { authorities: [issuing] }), "chain"),
    told("warned", "trust.chain-incomplete"),
  );
  assert.equal(
    line(await check(file, { authorities: [] }), "chain"),
    told("warned", "trust.chain-incomplete"),
  );
  assert.equal(line(await check(file), "chain"), "passed");
});
