import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { attachmentHeader, cleanFileName } from "./file-name.ts";

test("names lose their path and whatever is not seen or turns the reading around", () => {
  for (const [given, clean] of [
    ["avis.pdf", "avis.pdf"],
    ["Avis favorable n°3.PDF", "Avis favorable n°3.PDF"],
    ["../../etc/passwd", "passwd.pdf"],
    ["D:\\dossier\\avis.pdf", "avis.pdf"],
    ["avis\u202efdp.exe", "avisfdp.exe.pdf"],
    ["a\u0000b\r\nc.pdf", "abc.pdf"],
    ["  ..  ", "document.pdf"],
    [".pdf", "pdf.pdf"],
    ["a:b|c?.pdf", "a_b_c_.pdf"],
    ["\ud800avis.pdf", "\ufffdavis.pdf"],
    ["page.html", "page.html.pdf"],
  ] as const) {
    assert.equal(cleanFileName(given, [".pdf"]), clean, JSON.stringify(given));
  }
  assert.equal(cleanFileName("photo.JPEG", [".jpg", ".jpeg"]), "photo.JPEG");
});

test("whatever the name, it is short, visible, one part, and ends as its type does", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (given) => {
      const clean = cleanFileName(given, [".pdf"]);
      assert.match(clean, /[^.\s].*\.pdf$/iu);
      assert.ok([...clean].length <= 150);
      assert.doesNotMatch(clean, /[\p{Cc}\p{Cf}/\\<>:"|?*]/u);
      assert.match(attachmentHeader(clean), /^[\x20-\x7e]+$/);
      assert.equal(cleanFileName(clean, [".pdf"]), clean);
    }),
  );
});

test("the header carries the name twice: plain and coded", () => {
  assert.equal(
    attachmentHeader('Été "1" (3).pdf'),
    "attachment; filename=\"Ete _1_ (3).pdf\"; filename*=UTF-8''%C3%89t%C3%A9%20%221%22%20%283%29.pdf",
  );
});
