import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Charset } from "./decode-text.ts";
import { readTable, type Separator, type Table, type TableSettings } from "./read-table.ts";

const limits = { sizeMaxBytes: 1_000_000, rowsMax: 1000 };
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function tableOf(bytes: Uint8Array, settings: Partial<TableSettings> = {}): Table {
  const result = readTable(bytes, { limits, ...settings });
  if (!result.ok) assert.fail(result.problem);
  return result.table;
}

const cellsOf = (table: Table): (readonly string[])[] =>
  [table.header, ...table.rows].map((row) => row.cells);

/** Every character of a one-byte set, by decoding all bytes once. */
function encodeOneByte(text: string, charset: "iso-8859-15" | "windows-1252"): Uint8Array {
  const all = new TextDecoder(charset).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  return Uint8Array.from(text, (char) => all.indexOf(char));
}

function encode(text: string, charset: Charset): Uint8Array {
  if (charset === "iso-8859-15" || charset === "windows-1252") return encodeOneByte(text, charset);
  if (charset === "utf-8") return utf8(text);
  const bytes = Buffer.from(`\uFEFF${text}`, "utf16le");
  return charset === "utf-16le" ? bytes : bytes.swap16();
}

describe("readTable", () => {
  it("finds separator, byte order mark, quotes and line numbers", () => {
    const table = tableOf(utf8('\uFEFFUF;Libellé\r\n"23;10";"a ""b"""\r\n\r\n1;"x\r\ny"\r\n2;z\r\n;\r\n'));
    assert.equal(table.charset, "utf-8");
    assert.equal(table.separator, ";");
    assert.deepEqual(table.header, { line: 1, cells: ["UF", "Libellé"] });
    assert.deepEqual(table.rows, [
      { line: 2, cells: ["23;10", 'a "b"'] },
      { line: 3, cells: [""] },
      { line: 4, cells: ["1", "x\ny"] },
      { line: 6, cells: ["2", "z"] },
    ]);
    assert.deepEqual(table.issues, []);
  });

  it("keeps uneven rows and says so", () => {
    const table = tableOf(utf8("a,b,c\n1,2\n1,2,3\n1,2,3,4"));
    assert.deepEqual(table.issues, [
      { line: 2, problem: "row-short" },
      { line: 4, problem: "row-long" },
    ]);
    assert.deepEqual(table.rows[0], { line: 2, cells: ["1", "2"] });
  });

  it("loses one row, not the file, to a quote that is not closed", () => {
    const table = tableOf(utf8('a;b\n1;x\n2;"open\n3;y\n'));
    assert.deepEqual(table.issues, [{ line: 3, problem: "quote-broken" }]);
    assert.deepEqual(cellsOf(table), [
      ["a", "b"],
      ["1", "x"],
      ["2", '"open'],
      ["3", "y"],
    ]);
  });

  it("does not let two stray quotes swallow a line", () => {
    const table = tableOf(utf8('a;b;c\n1;"x;2\n3;y";4\n5;z;6\n'));
    assert.deepEqual(
      table.rows.map((row) => row.line),
      [2, 3, 4],
    );
    assert.deepEqual(
      table.issues.map(({ line }) => line),
      [2, 3],
    );
  });

  it("reads the charset by its bytes, and the setting wins", () => {
    const euro = Uint8Array.of(0x61, 0x0a, 0xa4);
    assert.equal(tableOf(euro).rows[0]?.cells[0], "€");
    assert.equal(tableOf(euro, { charset: "windows-1252" }).rows[0]?.cells[0], "¤");
    assert.equal(tableOf(Uint8Array.of(0x61, 0x0a, 0x9c)).charset, "windows-1252");
    assert.deepEqual(readTable(euro, { limits, charset: "utf-8" }), { ok: false, problem: "charset" });
  });

  it("keeps spaces as written, except between a quote and a separator", () => {
    assert.deepEqual(tableOf(utf8("a;b\n2310 ; x")).rows[0]?.cells, ["2310 ", " x"]);
    assert.deepEqual(tableOf(utf8('a;b;c\n1; "x;y" ;z\n')).rows[0]?.cells, ["1", "x;y", "z"]);
  });

  it("obeys sep=, and the separator setting", () => {
    const table = tableOf(utf8("sep=,\na;x,b\n1,2\n"));
    assert.deepEqual(table.header, { line: 2, cells: ["a;x", "b"] });
    assert.deepEqual(tableOf(utf8("a;b,c,d"), { separator: ";" }).header.cells, ["a", "b,c,d"]);
  });

  it("refuses what is no table, with the reason", () => {
    const problemOf = (bytes: Uint8Array): string => {
      const result = readTable(bytes, { limits: { sizeMaxBytes: 100, rowsMax: 2 } });
      return result.ok ? "none" : result.problem;
    };
    assert.equal(problemOf(new Uint8Array(101)), "too-large");
    assert.equal(problemOf(utf8("a\n1\n2")), "none");
    assert.equal(problemOf(utf8("a\n1\n2\n3")), "too-many-rows");
    assert.equal(problemOf(utf8("a\n1\n2\n3\n4\n5")), "too-many-rows");
    assert.equal(problemOf(utf8("\n \n;;\n")), "empty");
    assert.equal(problemOf(utf8("")), "empty");
    assert.equal(problemOf(utf8("a;b\0")), "not-text");
    assert.equal(problemOf(Uint8Array.of(0x50, 0x4b, 3, 4, 20)), "workbook");
    const wide = readTable(utf8(";".repeat(300).concat("a")), { limits });
    assert.deepEqual(wide, { ok: false, problem: "too-many-columns" });
  });
});

describe("readTable, any table", () => {
  const charsets: Charset[] = ["utf-8", "iso-8859-15", "windows-1252", "utf-16le", "utf-16be"];
  const anyTable = fc
    .record({
      separator: fc.constantFrom<Separator>(";", ",", "\t"),
      charset: fc.constantFrom(...charsets),
      lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
      mark: fc.boolean(),
      finalEnd: fc.boolean(),
      width: fc.integer({ min: 2, max: 6 }),
    })
    .chain((shape) =>
      fc.record({
        shape: fc.constant(shape),
        rows: fc.array(
          fc.array(
            fc.oneof(
              fc.string({ unit: fc.constantFrom(..."aé0'\" ;,\t\nœ€ÿ"), maxLength: 6 }),
              fc.constantFrom("", "2310", "14,0", "Néphrologie"),
            ),
            { minLength: shape.width, maxLength: shape.width },
          ),
          { maxLength: 12 },
        ),
      }),
    )
    .map(({ shape, rows }) => ({
      shape,
      // The one documented exception: a line end and the separator in one cell.
      rows: rows.map((row, index) => [
        `r${index}`,
        ...row.slice(1).map((cell) => (cell.includes(shape.separator) ? cell.replaceAll("\n", "") : cell)),
      ]),
    }));

  const write = (cell: string, separator: string, lineEnd: string, quoteSpaces: boolean): string => {
    const quoted = `"${cell.replaceAll('"', '""').replaceAll("\n", lineEnd)}"`;
    const spaced = quoteSpaces && /^\s|\s$/.test(cell);
    return spaced || /["\n]/.test(cell) || cell.includes(separator) ? quoted : cell;
  };

  it("written with any separator, character set, mark and line end reads back equal", () => {
    fc.assert(
      fc.property(anyTable, fc.boolean(), ({ shape, rows }, told) => {
        const { separator, lineEnd, charset } = shape;
        const header = Array.from({ length: shape.width }, (_, index) => `Colonne é${index}`);
        // Outer spaces stay as they are, unless a content with quotes looks like spaces around a quoted cell.
        const quoteSpaces = rows.flat().some((cell) => cell.includes('"'));
        const lines = [header, ...rows].map((row) =>
          row.map((cell) => write(cell, separator, lineEnd, quoteSpaces)).join(separator),
        );
        const text = lines.join(lineEnd) + (shape.finalEnd ? lineEnd : "");
        const mark = shape.mark && charset === "utf-8" ? "\uFEFF" : "";
        // A lone byte set cannot be told from the other one by looking: that is what the setting is for.
        const settings = told || !charset.startsWith("utf") ? { charset, separator } : {};
        const table = tableOf(encode(mark + text, charset), settings);
        assert.deepEqual(cellsOf(table), [header, ...rows]);
        assert.deepEqual(table.issues, []);
        assert.equal(table.separator, separator);
      }),
      { numRuns: 1000 },
    );
  });

  it("never throws on random bytes, and every row keeps its place", () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.string({ unit: fc.constantFrom(...'a1é";,\t\r\n '), maxLength: 200 }).map(utf8),
    );
    fc.assert(
      fc.property(noise, (bytes) => {
        const result = readTable(bytes, { limits });
        if (!result.ok) return;
        const lines = [result.table.header, ...result.table.rows].map((row) => row.line);
        assert.deepEqual(
          lines,
          [...new Set(lines)].sort((a, b) => a - b),
        );
      }),
      { numRuns: 2000 },
    );
  });
});
