import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { test } from "node:test";
import exceljs from "exceljs";
import fc from "fast-check";
import forge from "node-forge";
import { makeDocx, makeOdt, makeZip } from "../../test-support/make-zip.ts";
import { inspectFile } from "./inspect-file.ts";

const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const der = privateKey.export({ type: "pkcs8", format: "der" });
const locked = privateKey
  .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "secret" })
  .toString();

function pkcs12(password: string): Buffer {
  const keys = forge.pki.rsa.generateKeyPair(1024);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.sign(keys.privateKey);
  const asn1 = forge.pkcs12.toPkcs12Asn1(keys.privateKey, certificate, password, { algorithm: "3des" });
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), "latin1");
}

const utf8 = (text: string): Buffer => Buffer.from(text, "utf8");
const png = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1"), Buffer.alloc(20)]);
const pdf = utf8("%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n0\n%%EOF\n");
const email = (body: string): Buffer =>
  utf8(
    `From: a@ans.example\r\nTo: b@editeur.example\r\nSubject: Avis\r\nDate: Fri, 27 Nov 2026 10:00:00 +0100\r\n${body}`,
  );
const attached = (bytes: Uint8Array): Buffer =>
  email(
    `MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(bytes).toString("base64")}\r\n--x--\r\n`,
  );

async function workbook(): Promise<Buffer> {
  const book = new exceljs.Workbook();
  book.addWorksheet("Liste").addRow(["FINESS", "540002698"]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

test("the content tells the type", async () => {
  for (const [bytes, type] of [
    [pdf, "application/pdf"],
    [png, "image/png"],
    [Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), "image/jpeg"],
    [await workbook(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    [makeDocx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    [makeOdt(), "application/vnd.oasis.opendocument.text"],
    [utf8("région;finess\n44;540002698\n"), "text/csv; charset=utf-8"],
    [utf8("Bonjour,\nvoici l'accusé de réception.\n"), "text/plain; charset=utf-8"],
    [email("\r\nAvis favorable.\r\n"), "message/rfc822"],
    [email("Content-Type: text/html\r\n\r\n<html><body>Avis</body></html>"), "message/rfc822"],
    [attached(pdf), "message/rfc822"],
  ] as const) {
    const verdict = await inspectFile(bytes);
    assert.equal(verdict.ok && verdict.mediaType, type, JSON.stringify(verdict));
  }
});

test("programs, pages, drawings, macros, locked and damaged files are refused, each for its reason", async () => {
  const ole = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  const lockedOffice = Buffer.concat([ole, Buffer.alloc(600), Buffer.from("EncryptedPackage", "utf16le")]);
  for (const [what, bytes, code] of [
    ["nothing", Buffer.alloc(0), "empty"],
    ["Windows program", utf8("MZ\x90\0\x03"), "active-content"],
    ["ELF program", utf8("\x7fELF\x02"), "active-content"],
    ["shell script", utf8("#!/bin/sh\nrm -rf /\n"), "active-content"],
    ["HTML", utf8("  <!DOCTYPE html><p>"), "active-content"],
    ["HTML without its head", utf8("Bonjour <script>alert(1)</script>"), "active-content"],
    ["SVG", utf8('<svg xmlns="http://www.w3.org/2000/svg"/>'), "active-content"],
    ["XML", utf8('<?xml version="1.0"?><a/>'), "active-content"],
    [
      "program in a document",
      makeDocx({ name: "word/embeddings/a.bin", content: "MZ\x90" }),
      "active-content",
    ],
    ["program in an e-mail", attached(utf8("MZ\x90\0\x03")), "active-content"],
    ["VBA", makeDocx({ name: "word/vbaProject.bin", content: "x" }), "macros"],
    ["VBA in other letters", makeDocx({ name: "xl\\VBAPROJECT.BIN", content: "x" }), "macros"],
    ["Excel 4 macros", makeDocx({ name: "xl/macrosheets/sheet1.xml", content: "x" }), "macros"],
    ["Basic", makeOdt({ name: "Basic/Standard/Module1.xml", content: "x" }), "macros"],
    [
      "macros of a document in a document",
      makeDocx({
        name: "word/embeddings/b.docx",
        content: makeDocx({ name: "word/vbaProject.bin", content: "x" }),
      }),
      "macros",
    ],
    ["entry under a password", makeDocx({ name: "a", content: "x", encrypted: true }), "encrypted"],
    [
      "ODT under a password",
      makeOdt({ name: "META-INF/manifest.xml", content: "<manifest:encryption-data/>" }),
      "encrypted",
    ],
    ["XLSX under a password", lockedOffice, "encrypted"],
    ["DOC, XLS, MSG", Buffer.concat([ole, Buffer.alloc(600)]), "old-office"],
    ["cut DOCX", makeDocx().subarray(0, 200), "damaged"],
    ["cut PDF", pdf.subarray(0, 12), "damaged"],
    [
      "an archive that lies about its size",
      makeDocx({ name: "a", content: "x".repeat(5000), claimedBytes: 5 }),
      "damaged",
    ],
    ["an archive that swells", makeDocx({ name: "a", content: Buffer.alloc(101 * 1024 * 1024) }), "damaged"],
    ["any other archive", makeZip([{ name: "a.txt", content: "x" }]), "type-refused"],
    ["bytes of nothing", Buffer.from([1, 2, 3, 0, 5]), "type-refused"],
    ["text of an old machine", Buffer.from("région;été\n", "latin1"), "text-not-utf8"],
  ] as const) {
    assert.deepEqual(await inspectFile(bytes), { ok: false, code: `document.${code}` }, what);
  }
});

test("a private key is found wherever it hides", async () => {
  for (const [what, bytes] of [
    ["PEM", utf8(pem)],
    ["PEM under a password", utf8(locked)],
    ["PEM in UTF-16", Buffer.from(`\ufeff${pem}`, "utf16le")],
    ["OpenSSH", utf8("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n")],
    ["DER", der],
    ["PKCS#12 without a password", pkcs12("")],
    ["PKCS#12 under a password", pkcs12("secret")],
    ["after a letter", utf8(`Bonjour,\n\nvoici la clé :\n${pem}`)],
    ["at the end of a PDF", Buffer.concat([pdf, utf8(pem)])],
    ["at the end of an image", Buffer.concat([png, utf8(pem)])],
    ["in an archive", makeZip([{ name: "cle.pem", content: pem }])],
    ["PKCS#12 in an archive", makeZip([{ name: "c.p12", content: pkcs12("secret") }])],
    ["in a document", makeDocx({ name: "word/embeddings/cle", content: der })],
    [
      "in a document in a document",
      makeDocx({ name: "a.docx", content: makeDocx({ name: "cle", content: pem }) }),
    ],
    ["attached to an e-mail", attached(pkcs12("secret"))],
    ["in an archive attached to an e-mail", attached(makeZip([{ name: "cle.pem", content: pem }]))],
    ["Java store", Buffer.from("feedfeed0000000200000001", "hex")],
  ] as const) {
    assert.deepEqual(await inspectFile(bytes), { ok: false, code: "document.private-key" }, what);
  }
});

test("whatever the bytes, there is a verdict", async () => {
  const docx = makeDocx();
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 400 }),
        fc
          .record({ at: fc.nat(docx.length - 1), byte: fc.nat(255), cut: fc.nat(docx.length) })
          .map(({ at, byte, cut }) => {
            const damaged = Buffer.from(docx);
            damaged[at] = byte;
            return damaged.subarray(0, cut);
          }),
      ),
      async (bytes) => {
        assert.equal(typeof (await inspectFile(bytes)).ok, "boolean");
      },
    ),
    { numRuns: 300 },
  );
});

test("a PDF under a password was taken as a document", async () => {
  const { default: PDFDocument } = await import("pdfkit");
  const make = async (more: object): Promise<Buffer> => {
    const document = new PDFDocument({ info: { Title: "Avis" }, ...more });
    const chunks: Buffer[] = [];
    document.on("data", (chunk: Buffer) => chunks.push(chunk));
    document.text("Avis favorable");
    document.end();
    await once(document, "end");
    return Buffer.concat(chunks);
  };
  assert.deepEqual((await inspectFile(await make({}))).ok, true);
  for (const locked of [
    await make({ userPassword: "secret" }),
    await make({ ownerPassword: "secret", pdfVersion: "1.7ext3" }),
    utf8(
      "%PDF-1.5\n1 0 obj <</Type/XRef/Encrypt<</Filter/Standard>>/Root 2 0 R>> endobj\nstartxref\n9\n%%EOF\n",
    ),
  ]) {
    assert.deepEqual(await inspectFile(locked), { ok: false, code: "document.encrypted" });
    assert.deepEqual(await inspectFile(attached(locked)), { ok: false, code: "document.encrypted" });
  }
});
