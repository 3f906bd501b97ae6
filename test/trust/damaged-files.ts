import assert from "node:assert/strict";
import fc from "fast-check";
import { factsJson, factsText } from "../../src/cli/certificate/facts-text.ts";
import { trustCodes } from "../../src/runtime/errors/codes-trust.ts";
import { certificateFacts } from "../../src/trust/facts/certificate-facts.ts";
import {
  type CertificateFile,
  readCertificateFile,
  readKeyFile,
} from "../../src/trust/files/read-certificate-file.ts";
import { preflight } from "../../src/trust/preflight/preflight.ts";
import { subjectDn } from "../../src/trust/subject-dn.ts";
import { authorityOf, clock, PASSWORD, subject, type Workshop } from "./support.ts";

/** One reading of a damaged file may take this long; a good P12 takes a tenth of it. */
const READING_MAX_MS = 5_000;

/** Good files of every form, to be damaged. */
export async function goodFiles(shop: Workshop): Promise<readonly Buffer[]> {
  const authority = await authorityOf("test", 5);
  const issued = await authority.issueClient(subject);
  shop.write("cert.pem", issued.certificatePem);
  shop.write("key.pem", issued.keyPem);
  shop.write("chain.pem", authority.chainPem);
  shop.write("both.pem", issued.encryptedKeyPem(PASSWORD) + issued.certificatePem + authority.chainPem);
  shop.write("clear.pem", issued.keyPem + issued.certificatePem);
  const inputs = ["-in", "cert.pem", "-inkey", "key.pem", "-certfile", "chain.pem"];
  const password = ["-passout", `pass:${PASSWORD}`];
  shop.openssl("pkcs12", "-export", ...inputs, "-out", "aes.p12", ...password);
  shop.openssl("pkcs12", "-export", ...inputs, "-legacy", "-out", "rc2.p12", ...password);
  shop.openssl("x509", "-in", "cert.pem", "-outform", "der", "-out", "cert.der");
  shop.openssl("crl2pkcs7", "-nocrl", "-certfile", "chain.pem", "-outform", "der", "-out", "chain.p7b");
  shop.openssl("pkcs8", "-topk8", "-in", "key.pem", "-outform", "der", ...password, "-out", "key.der");
  const names = [
    "cert.pem",
    "both.pem",
    "clear.pem",
    "aes.p12",
    "rc2.p12",
    "cert.der",
    "chain.p7b",
    "key.der",
  ];
  return names.map((name) => shop.bytes(name));
}

/** One way of damaging bytes. `at` is a share of the length. */
type Damage =
  | { readonly kind: "byte"; readonly at: number; readonly value: number }
  | { readonly kind: "cut"; readonly at: number }
  | { readonly kind: "drop"; readonly at: number; readonly count: number }
  | { readonly kind: "insert"; readonly at: number; readonly bytes: Uint8Array };

const share = fc.double({ min: 0, max: 0.9999, noNaN: true });
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ kind: fc.constant("byte" as const), at: share, value: fc.integer({ min: 0, max: 255 }) }),
  fc.record({ kind: fc.constant("cut" as const), at: share }),
  fc.record({ kind: fc.constant("drop" as const), at: share, count: fc.integer({ min: 1, max: 40 }) }),
  fc.record({
    kind: fc.constant("insert" as const),
    at: share,
    bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }),
  }),
);

/**
 * Whatever the damage: an answer of the catalogue or content, in bounded time, and nothing of the private key in
 * the answer.
 */
export async function damagedFilesAreAnswered(files: readonly Buffer[], numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: files.length - 1 }),
      fc.array(damage, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(PASSWORD, "faux", undefined),
      async (index, damages, password) => {
        const bytes = damages.reduce(damaged, files[index] ?? Buffer.alloc(0));
        const startedMs = performance.now();
        const file = await readCertificateFile(bytes, password);
        const keys = await readKeyFile(bytes, password);
        const read = file.kind === "refused" ? file : [facts(file), await judged(file)];
        const said = [read, keys.kind === "refused" ? keys : keys.keys.length];
        assert.ok(performance.now() - startedMs < READING_MAX_MS, "too long");
        for (const it of [file, keys]) if (it.kind === "refused") assert.ok(it.code in trustCodes, it.code);
        assert.doesNotMatch(JSON.stringify(said), /PRIVATE KEY|MII[A-Za-z0-9+/]{60}/);
      },
    ),
    { numRuns },
  );
}

/** What `inspect` prints. */
function facts(file: CertificateFile): unknown {
  const read = certificateFacts(file.certificates[0]);
  const chain = file.certificates.slice(1).map((it) => subjectDn(it));
  return [factsText(file, read, chain, "fr"), factsJson(file, read, chain)];
}

function judged(file: CertificateFile): Promise<unknown> {
  return preflight({
    file,
    environment: "test",
    role: "writer",
    structure: subject.structureId,
    fetch: async () => undefined,
    nowMs: clock.nowMs(),
  });
}

function damaged(bytes: Buffer, how: Damage): Buffer {
  const at = Math.floor(how.at * bytes.length);
  switch (how.kind) {
    case "byte": {
      const copy = Buffer.from(bytes);
      if (copy.length > 0) copy[at] = how.value;
      return copy;
    }
    case "cut":
      return bytes.subarray(0, at);
    case "drop":
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + how.count)]);
    case "insert":
      return Buffer.concat([bytes.subarray(0, at), how.bytes, bytes.subarray(at)]);
  }
}
