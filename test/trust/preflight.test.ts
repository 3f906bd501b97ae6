import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { manualClock } from "../../src/runtime/clock.ts";
import type { TrustCode } from "../../src/runtime/errors/codes-trust.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import type { Authority } from "../../src/trust/authority/authority.ts";
import { defaultProfile } from "../../src/trust/authority/profile.ts";
import { type PublishedAuthority, publishAuthority } from "../../src/trust/authority/publish.ts";
import { openAuthority } from "../../src/trust/authority/store.ts";
import { certificatesOf } from "../../src/trust/chain.ts";
import { type CertificateFile, readCertificateFile } from "../../src/trust/files/read-certificate-file.ts";
import type { PreflightCheckName } from "../../src/trust/preflight/checks.ts";
import {
  type PreflightQuestion,
  type PreflightReport,
  preflight,
} from "../../src/trust/preflight/preflight.ts";
import { networkFetch } from "../../src/trust/revocation/fetch-bytes.ts";
import { authorityOf, clock, DAY_MS, has, PASSWORD, STRUCTURE, subject, workshop } from "./support.ts";

const shop = workshop();
const skip = has("openssl", "version") ? false : "no openssl";
let authority: Authority;
after(() => shop.close());
before(async () => {
  authority = await authorityOf("test", 11);
});

async function read(bytes: string | Uint8Array, password?: string): Promise<CertificateFile> {
  const file = await readCertificateFile(typeof bytes === "string" ? Buffer.from(bytes) : bytes, password);
  assert.ok(file.kind === "read", JSON.stringify(file));
  return file;
}

function check(file: CertificateFile, more: Partial<PreflightQuestion> = {}): Promise<PreflightReport> {
  return preflight({
    file,
    environment: "test",
    role: "writer",
    structure: STRUCTURE,
    authorities: certificatesOf(authority.chainPem),
    knownUses: [],
    fetch: async () => undefined,
    nowMs: clock.nowMs(),
    ...more,
  });
}

/** `passed`, or the status and the code of one line. */
function line(report: PreflightReport, name: PreflightCheckName): string {
  const found = report.lines.find((it) => it.name === name);
  return found?.code ? `${found.status} ${found.code}` : (found?.status ?? "absent");
}

const told = (status: string, code: TrustCode): string => `${status} ${code}`;

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

describe("12: revocation over the network", () => {
  let published: PublishedAuthority;
  const network = networkFetch(5_000);
  after(async () => {
    await network.close();
    await published?.close();
  });

  test("good, revoked, out of date, signed by another, not to be had", { skip }, async () => {
    const own = manualClock(Date.now());
    const place = { folder: shop.path("authority"), environment: "test", passphrase: PASSWORD };
    published = await publishAuthority(place.folder, 0);
    const profile = { ...defaultProfile, publishUrl: published.url };
    const kept = await openAuthority({ ...place, clock: own, random: seededRandom(3), profile });
    const issued = await kept.issueClient(subject);
    const file = await read(issued.certificatePem);
    const authorities = certificatesOf(kept.chainPem);
    const ask = async (more: Partial<PreflightQuestion> = {}): Promise<string> =>
      line(
        await check(file, { authorities, fetch: network.fetch, nowMs: own.nowMs(), ...more }),
        "revocation",
      );
    assert.equal(await ask(), "passed");
    assert.equal(
      await ask({ nowMs: own.nowMs() + 40 * DAY_MS }),
      told("could-not-check", "trust.revocation-unknown"),
    );
    assert.equal(await ask({ authorities: [] }), told("could-not-check", "trust.revocation-unknown"));
    const foreign = shop.write("foreign.crl", await foreignList());
    assert.equal(
      await ask({ revocationList: shop.bytes("foreign.crl") }),
      told("could-not-check", "trust.revocation-unknown"),
      foreign,
    );
    await kept.revoke(file.certificates[0].serialNumber, "keyCompromise");
    assert.equal(await ask(), told("failed", "trust.revoked"));
    assert.equal(
      await ask({ fetch: async () => undefined }),
      told("could-not-check", "trust.revocation-unknown"),
    );
    const list = shop.bytes("authority/issuing.crl");
    assert.equal(
      await ask({ revocationList: list, fetch: async () => undefined }),
      told("failed", "trust.revoked"),
    );
    const text = shop.openssl(
      "crl",
      "-inform",
      "der",
      "-in",
      "authority/issuing.crl",
      "-text",
      "-noout",
      "-CAfile",
      "authority/issuing.pem",
    );
    assert.match(text, /Key Compromise/);
  });

  test("by OCSP when no list is published: good, revoked, unknown", { skip }, async () => {
    const place = { folder: shop.path("ocsp"), environment: "test", passphrase: "secret-secret" };
    const profile = { ...defaultProfile, ocspUrl: "http://127.0.0.1:9/ocsp" };
    const kept = await openAuthority({ ...place, clock, random: seededRandom(5), profile });
    const file = await read((await kept.issueClient(subject)).certificatePem);
    const { serialNumber } = file.certificates[0];
    const answer = async (row: string): Promise<string> => {
      shop.write("index.txt", row);
      const report = await check(file, {
        authorities: certificatesOf(kept.chainPem),
        fetch: async (_url, post) => {
          shop.write("ocsp.req", post?.body ?? new Uint8Array());
          const signer = [
            "-rsigner",
            "ocsp/issuing.pem",
            "-rkey",
            "ocsp/issuing.key.pem",
            "-passin",
            "pass:secret-secret",
          ];
          shop.openssl(
            "ocsp",
            "-reqin",
            "ocsp.req",
            "-respout",
            "ocsp.resp",
            "-index",
            "index.txt",
            "-CA",
            "ocsp/issuing.pem",
            ...signer,
          );
          return shop.bytes("ocsp.resp");
        },
      });
      return line(report, "revocation");
    };
    assert.equal(await answer(`V\t291123000000Z\t\t${serialNumber}\tunknown\t/CN=x\n`), "passed");
    const revoked = `R\t291123000000Z\t261101000000Z\t${serialNumber}\tunknown\t/CN=x\n`;
    assert.equal(await answer(revoked), told("failed", "trust.revoked"));
    assert.equal(
      await answer("V\t291123000000Z\t\t05\tunknown\t/CN=x\n"),
      told("could-not-check", "trust.revocation-unknown"),
    );
  });

  async function foreignList(): Promise<Uint8Array> {
    const place = { folder: shop.path("foreign"), environment: "test", passphrase: PASSWORD };
    const kept = await openAuthority({ ...place, clock, random: seededRandom(4) });
    return shop.bytes("foreign/issuing.crl").subarray(0, kept ? undefined : 0);
  }
});
