import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { after, test } from "node:test";
import fc from "fast-check";
import { certificatesOf, judgeClientCertificate } from "../../src/trust/chain.ts";
import { readCertificateFile } from "../../src/trust/files/read-certificate-file.ts";
import { damagedFilesAreAnswered, goodFiles } from "./damaged-files.ts";
import { authorityOf, clock, has, subject, workshop } from "./support.ts";

const shop = workshop();
after(() => shop.close());

test("damaged files are answered in words", { skip: !has("openssl", "version") }, async () => {
  await damagedFilesAreAnswered(await goodFiles(shop), 400);
});

test("a certificate whose first or last day cannot be read was taken, and broke what showed it", async () => {
  const authority = await authorityOf("test", 5);
  const { certificatePem } = await authority.issueClient(subject);
  const der = Buffer.from(certificatePem.replace(/-----[^-]+-----|\s/g, ""), "base64");
  // UTCTime of thirteen characters (RFC 5280 §4.1.2.5.1): the two days of the validity.
  const days = [...der.toString("latin1").matchAll(/\x17\x0d\d{12}Z/g)].map(({ index }) => index);
  assert.equal(days.length, 2);
  assert.equal((await readCertificateFile(der)).kind, "read");
  for (const at of days) {
    const bytes = Buffer.from(der);
    bytes.write("99", at + 4, "latin1");
    assert.deepEqual(await readCertificateFile(bytes), { kind: "refused", code: "trust.file-damaged" });
    const verdict = judgeClientCertificate(
      new X509Certificate(bytes),
      certificatesOf(authority.chainPem),
      clock.nowMs(),
    );
    assert.notEqual(verdict.kind, "trusted");
  }
});

test("any bytes are answered", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, der) => {
      const file = await readCertificateFile(der ? Uint8Array.from([0x30, ...bytes]) : bytes, "x");
      assert.ok(file.kind === "refused" || file.kind === "read");
    }),
    { numRuns: 300 },
  );
});

test("the largest file of nothing but BEGIN lines, or of the smallest values, is answered soon", async () => {
  const inputs = [
    Buffer.from("-----BEGIN CERTIFICATE-----\n".repeat(18_000)),
    Buffer.concat([Buffer.from("308307fff0", "hex"), Buffer.alloc(500_000, Buffer.from("0500", "hex"))]),
    Buffer.alloc(500_000, Buffer.from("3080", "hex")),
  ];
  for (const input of inputs) {
    const startedMs = performance.now();
    assert.equal((await readCertificateFile(input, "x")).kind, "refused");
    assert.ok(performance.now() - startedMs < 5_000);
  }
});
