import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { decodeHl7, encodeHl7, type HlCharset, hlCharsets } from "./charset.ts";

const header = (declared: string): string => `MSH|^~\\&|||||||||||||||${"|"}${declared}\rPID|`;
const latin = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "latin1"));

test("every byte comes back in the single-byte sets", () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  for (const charset of ["iso-8859-1", "iso-8859-15", "windows-1252"] as const) {
    assert.deepEqual(encodeHl7(decodeHl7(all, charset).text, charset), all, charset);
  }
});

test("the tables agree with the platform's decoders", () => {
  const high = Uint8Array.from({ length: 128 }, (_, index) => index + 128);
  for (const charset of ["iso-8859-15", "windows-1252"] as const) {
    assert.equal(decodeHl7(high, charset).text, new TextDecoder(charset).decode(high), charset);
  }
});

test("text comes back when the set has its characters, and what it has not becomes ?", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.constantFrom(...hlCharsets), (text, charset) => {
      const clean = text.toWellFormed().replace(/^\uFEFF+/, "");
      const back = decodeHl7(encodeHl7(clean, charset), charset).text;
      const pairs = [...clean].map((character, index) => [character, [...back][index]]);
      return pairs.every(([before, after]) => before === after || (charset !== "utf-8" && after === "?"));
    }),
    { numRuns: 500 },
  );
  assert.equal(Buffer.from(encodeHl7("œ€¤é中😀", "iso-8859-15")).toString("latin1"), "\xbd\xa4?\xe9??");
  assert.equal(Buffer.from(encodeHl7("œ€¤é", "windows-1252")).toString("latin1"), "\x9c\x80\xa4\xe9");
  assert.equal(Buffer.from(encodeHl7("œ€¤é", "iso-8859-1")).toString("latin1"), "??\xa4\xe9");
});

test("the setting wins, then UTF-8, then 8859-15 or windows-1252", () => {
  const cases: [Uint8Array, HlCharset | undefined, HlCharset, string][] = [
    [Buffer.from("é"), undefined, "utf-8", "é"],
    [Buffer.from("\uFEFFé"), undefined, "utf-8", "é"],
    [latin("\xe9\xbd"), undefined, "iso-8859-15", "éœ"],
    [latin("\x9c\x92\xe9"), undefined, "windows-1252", "œ’é"],
    [latin("\xe9\xa4"), "iso-8859-1", "iso-8859-1", "é¤"],
    [Buffer.from("é"), "iso-8859-1", "iso-8859-1", "Ã©"],
    [latin("\xe9"), "utf-8", "utf-8", "\uFFFD"],
    [latin("a"), undefined, "utf-8", "a"],
  ];
  for (const [bytes, setting, charset, text] of cases) {
    const decoded = decodeHl7(bytes, setting);
    assert.deepEqual([decoded.charset, decoded.text], [charset, text]);
  }
});

test("contradictions give notes, plain ASCII none", () => {
  const codes = (declared: string, name: Uint8Array, setting?: HlCharset): string[] =>
    decodeHl7(Buffer.concat([latin(header(declared)), name]), setting).notes.map((note) => note.code);
  const [utf8, latin1, windows] = [Buffer.from("é"), latin("\xe9"), latin("\x9c")];
  assert.deepEqual(codes("8859/1", utf8), ["hl7.charset-contradicted"]);
  assert.deepEqual(codes("UNICODE UTF-8", latin1), ["hl7.charset-contradicted"]);
  assert.deepEqual(codes("8859/15", windows), ["hl7.charset-contradicted"]);
  assert.deepEqual(codes("ASCII", latin1), ["hl7.charset-contradicted"]);
  assert.deepEqual(codes("SOMETHING", utf8), ["hl7.charset-contradicted"]);
  assert.deepEqual(codes("8859/1", latin1), []);
  assert.deepEqual(codes("8859/15~UNICODE", latin1), []);
  assert.deepEqual(codes("UNICODE UTF-8", utf8), []);
  assert.deepEqual(codes("", latin1), []);
  assert.deepEqual(codes("8859/1", latin("e"), "utf-8"), []);
  assert.deepEqual(codes("", latin1, "utf-8"), ["hl7.charset-setting-contradicted"]);
  assert.deepEqual(codes("", utf8, "iso-8859-15"), ["hl7.charset-setting-contradicted"]);
});

test("an answer in plain ASCII keeps the declared set", () => {
  assert.equal(decodeHl7(latin(header("8859/1"))).charset, "iso-8859-1");
  assert.equal(decodeHl7(latin(header("8859/1")), "utf-8").charset, "utf-8");
});

const data = new URL("../../../../shared/testdata/hl7v2/charset/", import.meta.url);
test("the six declared and real combinations", { skip: !existsSync(data) }, () => {
  const cases: [string, HlCharset, number, RegExp][] = [
    ["a01-declared-8859-1-bytes-utf-8", "utf-8", 1, /LEFÈVRE-ŒUVRÉ\^Zoé/],
    ["a01-declared-8859-15-bytes-8859-15", "iso-8859-15", 0, /LEFÈVRE-ŒUVRÉ\^Zoé/],
    ["a01-declared-nothing-bytes-8859-1", "iso-8859-15", 0, /LEFÈVRE\^Zoé/],
    ["a01-declared-utf-8-bytes-8859-1", "iso-8859-15", 1, /LEFÈVRE\^Zoé/],
    ["a01-declared-utf-8-bytes-utf-8", "utf-8", 0, /LEFÈVRE-ŒUVRÉ\^Zoé/],
    ["a01-declared-utf-8-with-bom-lf-only", "utf-8", 0, /^MSH/],
  ];
  for (const [name, charset, notes, text] of cases) {
    const decoded = decodeHl7(readFileSync(new URL(`${name}.hl7`, data)));
    assert.equal(decoded.charset, charset, name);
    assert.equal(decoded.notes.length, notes, name);
    assert.match(decoded.text, text, name);
  }
});
