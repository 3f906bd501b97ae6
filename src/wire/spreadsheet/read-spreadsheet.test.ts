import assert from "node:assert/strict";
import { test } from "node:test";
import { readSpreadsheet } from "./read-spreadsheet.ts";
import { type PlainTable, type SpreadsheetLimits, spreadsheetLimits } from "./table.ts";
import { makeZip, oneSheet, workbookEntries } from "./test-support/make-workbook.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

async function tableOf(bytes: Uint8Array, sheet?: string): Promise<PlainTable> {
  const result = await readSpreadsheet(bytes, sheet === undefined ? {} : { sheet });
  return result.ok ? result.table : assert.fail(result.problem);
}

async function problemOf(bytes: Uint8Array, limits: Partial<SpreadsheetLimits> = {}): Promise<string> {
  const result = await readSpreadsheet(bytes, { limits: { ...spreadsheetLimits, ...limits } });
  return result.ok ? "none" : result.problem;
}

const cells = ({ rows }: PlainTable) => rows.map((row) => row.cells);
const issues = (table: PlainTable) =>
  table.issues.map(({ problem, row, column, name }) =>
    [problem, row, column, name].filter((it) => it != null).join(" "),
  );

test("numbers keep their digits, zeros that are shown, and dates their day", async () => {
  const styles =
    '<numFmts><numFmt numFmtId="170" formatCode="000000000"/><numFmt numFmtId="171" formatCode="[Red]dd/mm/yyyy"/>' +
    '<numFmt numFmtId="172" formatCode="0&quot; days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="14"/><xf numFmtId="171"/><xf numFmtId="172"/></cellXfs>';
  const row = [
    "<c><v>540002698</v></c>",
    "<c><v>1.8751275100020E13</v></c>",
    '<c s="1"><v>10000024</v></c>',
    '<c s="2"><v>46349</v></c>',
    '<c s="3"><v>46349.5</v></c>',
    '<c s="4"><v>7</v></c>',
    "<c><v>12.50</v></c>",
    '<c t="b"><v>1</v></c>',
    '<c s="2"><v>59</v></c>',
  ].join("");
  assert.deepEqual(cells(await tableOf(oneSheet(`<row>${row}</row>`, { styles }))), [
    [
      "540002698",
      "18751275100020",
      "010000024",
      "2026-11-23",
      "2026-11-23T12:00:00",
      "7",
      "12.5",
      "TRUE",
      "1900-02-28",
    ],
  ]);
  const older = oneSheet('<row><c s="2"><v>0</v></c></row>', {
    styles,
    bookProperties: '<workbookPr date1904="1"/>',
  });
  assert.deepEqual(cells(await tableOf(older)), [["1904-01-01"]]);
});

test("a text keeps all its pieces, shared or not, and gaps stay gaps", async () => {
  const strings =
    '<si><t>Site </t></si><si><r><t>Fic</t></r><r><rPr><b/></rPr><t xml:space="preserve">tiville </t></r><rPh><t>aloud</t></rPh></si>';
  const rows =
    '<row r="3"><c r="B3" t="s"><v>1</v></c><c r="D3" t="inlineStr"><is><r><t>A</t></r><r><t>&amp;B</t></r></is></c></row>' +
    '<row r="9"><c r="A9" t="str"><v>x_x000D_y</v></c><c r="B9" t="s"><v>0</v></c><c r="C9" t="e"><v>#N/A</v></c></row>';
  const table = await tableOf(oneSheet(rows, { strings }));
  assert.deepEqual(table.rows, [
    { row: 3, cells: ["", "Fictiville ", "", "A&B"] },
    { row: 9, cells: ["x\ry", "Site ", "#N/A"] },
  ]);
  assert.deepEqual(issues(table), ["error-value 9 3"]);
});

test("a formula gives its own text, never its stored result", async () => {
  const rows =
    '<row r="1"><c r="A1"><f>1+1</f><v>540002698</v></c><c r="B1" t="str"><f>cmd|\' /C calc\'!A0</f><v>ok</v></c>' +
    '<c r="C1"><f t="shared" si="0"/><v>3</v></c></row>';
  const table = await tableOf(oneSheet(rows));
  assert.deepEqual(cells(table), [["=1+1", "=cmd|' /C calc'!A0", "="]]);
  assert.deepEqual(issues(table), ["formula 1 1", "formula 1 2", "formula 1 3"]);
});

test("texts that could run are kept as texts and flagged; signed numbers are not", async () => {
  const texts = ["=cmd|' /C calc'!A0", "@SUM(1)", "+33 1 23 45", "-", "-2+cmd", "＝1", "a=b"];
  const inline = texts.map((it) => `<c t="inlineStr"><is><t>${it}</t></is></c>`).join("");
  const expected = [
    "looks-like-formula 1 1",
    "looks-like-formula 1 2",
    "looks-like-formula 1 5",
    "looks-like-formula 1 6",
  ];
  const sheet = await tableOf(oneSheet(`<row>${inline}</row>`));
  assert.deepEqual(cells(sheet), [texts]);
  assert.deepEqual(issues(sheet), expected);
  const text = await tableOf(utf8(`${texts.join("\t")}\r\n`));
  assert.deepEqual(cells(text), [texts]);
  assert.deepEqual(issues(text), expected);
});

test("hidden sheets are not read, other sheets are named, and a sheet can be chosen", async () => {
  const row = (text: string) =>
    `<sheetData><row><c t="inlineStr"><is><t>${text}</t></is></c></row></sheetData>`;
  const bytes = makeZip(
    workbookEntries({
      sheets: [
        { name: "Secret", state: "veryHidden", xml: row("no") },
        { name: "Vide", xml: "<sheetData/>" },
        { name: "Liste", xml: row("yes") },
        { name: "Suite", xml: row("more") },
      ],
    }),
  );
  const table = await tableOf(bytes);
  assert.equal(table.sheet, "Liste");
  assert.deepEqual(cells(table), [["yes"]]);
  assert.deepEqual(issues(table), ["sheet-hidden Secret", "sheet-ignored Vide", "sheet-ignored Suite"]);
  assert.deepEqual(cells(await tableOf(bytes, "Suite")), [["more"]]);
  assert.deepEqual(await readSpreadsheet(bytes, { sheet: "Secret" }), { ok: false, problem: "empty" });
});

test("merged cells speak for the rows below them, and hidden rows are read", async () => {
  const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const rows =
    `<row r="1">${cell("A1", "EJ")}${cell("B1", "EG")}</row><row r="2">${cell("A2", "Un")}${cell("B2", "a")}</row>` +
    `<row r="3" hidden="1">${cell("B3", "b")}</row><row r="4">${cell("B4", "c")}</row>`;
  const after =
    '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B1:C1"/><mergeCell ref="Z1:XFD1048576"/></mergeCells>';
  const table = await tableOf(oneSheet(rows, { after }));
  assert.deepEqual(cells(table), [
    ["EJ", "EG"],
    ["Un", "a"],
    ["Un", "b"],
    ["", "c"],
  ]);
  assert.deepEqual(issues(table), ["row-hidden 3", "merged 2 1"]);
});

test("a file within the limits is read, one beyond is refused", async () => {
  const rows = (count: number) => "<row><c><v>1</v></c></row>".repeat(count);
  const limits = { rowsMax: 3, columnsMax: 4 };
  assert.equal(await problemOf(oneSheet(rows(4)), limits), "none");
  assert.equal(await problemOf(oneSheet(rows(5)), limits), "too-many-rows");
  assert.equal(await problemOf(oneSheet('<row r="1"><c r="D1"><v>1</v></c></row>'), limits), "none");
  assert.equal(
    await problemOf(oneSheet('<row r="1"><c r="E1"><v>1</v></c></row>'), limits),
    "too-many-columns",
  );
  assert.equal(
    await problemOf(oneSheet('<row r="1"><c r="XFD1"/><c r="A1"><v>1</v></c></row>'), limits),
    "none",
  );
  assert.equal(await problemOf(utf8("a;b\n1;2\n".repeat(3)), limits), "too-many-rows");
  assert.equal(await problemOf(utf8("a;b;c;d;e\n"), limits), "too-many-columns");
  assert.equal(await problemOf(new Uint8Array(20_000_000)), "too-large");
});

test("a cell that is too long is cut and told, and remarks are counted beyond their limit", async () => {
  const long = `<c t="inlineStr"><is><t>${"é".repeat(600)}</t></is></c>`;
  const table = await tableOf(oneSheet(`<row>${long}</row>`));
  assert.equal(table.rows[0]?.cells[0], "é".repeat(500));
  assert.deepEqual(issues(table), ["cell-cut 1 1"]);
  const many = await tableOf(oneSheet("<row><c><f>A1</f></c></row>".repeat(1_500)));
  assert.equal(many.rows.length, 1_500);
  assert.deepEqual([many.issues.length, many.issuesLeftOut], [1_000, 500]);
});

test("an archive that unpacks beyond the limit is refused by what it declares, and when it lies, while it unpacks", async () => {
  const bomb = " ".repeat(6_000_000);
  const entries = workbookEntries({ sheets: [{ name: "Liste", xml: `<sheetData>${bomb}</sheetData>` }] });
  const limits = { unpackedMaxBytes: 5_000_000 };
  assert.ok(makeZip(entries).length < 20_000);
  assert.equal(await problemOf(makeZip(entries), limits), "unpacks-too-large");
  const lying = entries.map((entry) => ({ ...entry, declaredBytes: 10 }));
  assert.equal(await problemOf(makeZip(lying), limits), "unpacks-too-large");
  // Parts that are never read count too.
  const beside = [...workbookEntries({ sheets: [] }), { name: "xl/media/image.png", content: bomb }];
  assert.equal(await problemOf(makeZip(beside), limits), "unpacks-too-large");
});

test("entities and deep nesting are refused", async () => {
  const withDoctype = workbookEntries({ sheets: [{ name: "Liste", xml: "" }] }).map((entry) =>
    entry.name.endsWith("part-0.xml")
      ? { ...entry, content: `<!DOCTYPE a [<!ENTITY x "y">]><worksheet>&x;</worksheet>` }
      : entry,
  );
  assert.equal(await problemOf(makeZip(withDoctype)), "damaged");
  assert.equal(await problemOf(oneSheet("<row>".repeat(100) + "</row>".repeat(100))), "damaged");
});

test("files of another kind are named for what they are", async () => {
  const ole = (stream: string) =>
    Buffer.concat([
      Buffer.from("d0cf11e0a1b11ae1", "hex"),
      Buffer.alloc(600),
      Buffer.from(stream, "utf16le"),
      Buffer.alloc(64),
    ]);
  const zip = (...names: string[]) => makeZip(names.map((name) => ({ name, content: "<a/>" })));
  const [first, ...others] = workbookEntries({ sheets: [] });
  assert.ok(first);
  for (const [bytes, problem] of [
    [ole("EncryptedPackage"), "encrypted"],
    [ole("Workbook"), "old-workbook"],
    [ole("WordDocument"), "wrong-type"],
    [zip("mimetype", "content.xml"), "open-document"],
    [zip("[Content_Types].xml", "xl/workbook.bin"), "old-workbook"],
    [zip("[Content_Types].xml", "word/document.xml"), "wrong-type"],
    [zip("photo.jpg"), "wrong-type"],
    [makeZip([first, ...others.map((entry) => ({ ...entry, flags: 1 }))]), "encrypted"],
    [utf8("%PDF-1.7\n"), "wrong-type"],
    [utf8("\uFEFF<html><table><tr><td>1"), "wrong-type"],
    [utf8('<?xml version="1.0"?><Workbook/>'), "wrong-type"],
    [utf8("a;b\0c"), "wrong-type"],
    [utf8(""), "empty"],
    [utf8(" \n;;\n"), "empty"],
    [oneSheet(""), "empty"],
    [makeZip(workbookEntries({ sheets: [] })), "empty"],
  ] as const) {
    assert.equal(await problemOf(bytes), problem);
  }
});
