import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { looksLikeFormula, shielded, unshielded } from "./formula-text.ts";
import { readSpreadsheet } from "./read-spreadsheet.ts";
import type { PlainTable } from "./table.ts";
import { oneSheet } from "./test-support/make-workbook.ts";
import { writeCsv, writeXlsx } from "./write-spreadsheet.ts";

const about = { at: new Date("2026-11-28T10:00:00Z"), author: "Raccord" };
const headings = ["Nom", "FINESS"];

async function read(bytes: Uint8Array): Promise<PlainTable> {
  const result = await readSpreadsheet(bytes);
  return result.ok ? result.table : assert.fail(result.problem);
}

const cellText = fc
  .string({ unit: fc.constantFrom(..."aé0'\" ;,=+-@\t€œ<&_x01F"), maxLength: 8 })
  // A text file cannot keep what stands around the quotes of a cell, and blank rows are left out.
  .map((text) => `n${text}`);
const dangerous = fc.constantFrom(
  "=cmd|' /C calc'!A0",
  "+1+cmd",
  "-1+1",
  "@SUM(A1)",
  "\t=1",
  "'=1",
  "''@x",
  "+33 1 02",
  "010000024",
);
const rows = fc.array(fc.tuple(fc.oneof(cellText, dangerous), fc.oneof(cellText, dangerous)), {
  minLength: 1,
  maxLength: 6,
});

test("what is written as CSV is read back, and holds no cell that could run", async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (table) => {
      const csv = writeCsv({ headings, rows: table });
      assert.ok(csv.startsWith('\uFEFF"Nom";"FINESS"\r\n'));
      assert.doesNotMatch(csv, /(^|;|\n)"[=+\-@\t]/);
      const back = await read(new TextEncoder().encode(csv));
      assert.deepEqual(
        back.rows.map(({ cells }) => cells),
        [headings, ...table],
      );
    }),
    { numRuns: 300 },
  );
});

test("what is written as XLSX is read back, every cell a text", async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (table) => {
      const bytes = await writeXlsx({ sheet: "Liste", headings, rows: table }, about);
      const back = await read(bytes);
      assert.deepEqual(
        back.rows.map(({ cells }) => cells),
        [headings, ...table],
      );
      assert.equal(back.issues.filter(({ problem }) => problem === "formula").length, 0);
    }),
    { numRuns: 25 },
  );
});

test("another reader of workbooks finds texts, no formula, and the format of texts", async () => {
  const { default: excel } = await import("exceljs");
  const written = ["=cmd|' /C calc'!A0", "010000024"];
  const workbook = new excel.Workbook();
  const bytes = await writeXlsx({ sheet: "Liste", headings, rows: [written] }, about);
  await workbook.xlsx.load(bytes.slice().buffer);
  const row = workbook.getWorksheet("Liste")?.getRow(2);
  for (const [index, text] of written.entries()) {
    const cell = row?.getCell(index + 1);
    assert.equal(cell?.type, excel.ValueType.String);
    assert.equal(cell?.value, text);
    assert.equal(cell?.numFmt, "@");
  }
});

test("a workbook of another writer is read: texts with formats, numbers, dates, formulas", async () => {
  const { default: excel } = await import("exceljs");
  const workbook = new excel.Workbook();
  const sheet = workbook.addWorksheet("Établissements");
  sheet.addRow(["Nom", { richText: [{ text: "FIN" }, { text: "ESS", font: { bold: true } }] }]);
  sheet.addRow([new Date("2026-11-23T00:00:00Z"), 540002698]);
  sheet.addRow([{ formula: "B2+1", result: 540002699 }, "x"]);
  sheet.addRow([null, "seul"]);
  sheet.mergeCells("A3:A4");
  const table = await read(new Uint8Array(await workbook.xlsx.writeBuffer()));
  assert.equal(table.sheet, "Établissements");
  assert.deepEqual(
    table.rows.map(({ cells }) => cells),
    [
      ["Nom", "FINESS"],
      ["2026-11-23", "540002698"],
      ["=B2+1", "x"],
      ["=B2+1", "seul"],
    ],
  );
});

test("shielding is undone exactly, and nothing shielded looks like a formula", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."'=+-@\t\ra1＝"), maxLength: 6 }), (text) => {
      assert.equal(unshielded(shielded(text)), text);
      assert.equal(looksLikeFormula(shielded(text)), false);
    }),
    { numRuns: 1_000 },
  );
});

test("any bytes, and any damage to a workbook, are answered in words", async () => {
  const sound = oneSheet('<row><c t="s"><v>0</v></c><c><f>1</f></c></row>', {
    strings: "<si><t>a</t></si>",
    styles: '<cellXfs><xf numFmtId="14"/></cellXfs>',
  });
  const damage = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(damage, fc.nat(sound.length), async (changes, length) => {
      const bytes = Uint8Array.from(sound);
      for (const [at, value] of changes) bytes[at] = value;
      const whole = await readSpreadsheet(bytes);
      const cut = await readSpreadsheet(bytes.subarray(0, length));
      for (const result of [whole, cut]) assert.ok(result.ok || result.problem.length > 0);
    }),
    { numRuns: 400 },
  );
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      const result = await readSpreadsheet(bytes);
      assert.ok(result.ok || result.problem.length > 0);
    }),
  );
});
