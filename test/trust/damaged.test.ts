import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { readCertificateFile } from "../../src/trust/files/read-certificate-file.ts";
import { damagedFilesAreAnswered, goodFiles } from "./damaged-files.ts";
import { has, workshop } from "./support.ts";

const shop = workshop();
after(() => shop.close());

test("damaged files are answered in words", { skip: !has("openssl", "version") }, async () => {
  await damagedFilesAreAnswered(await goodFiles(shop), 400);
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
