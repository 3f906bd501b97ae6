import assert from "node:assert/strict";
import { test } from "node:test";
import { checkList } from "../../domain/establishments/check-list.ts";
import { establishmentColumns, fieldsOf } from "../../domain/establishments/columns.ts";
import { fictiville } from "../../domain/establishments/test-support/lines.ts";
import { emptyFacts } from "../../domain/journey/test-support/facts.ts";
import { writeCsv, writeXlsx } from "../../wire/spreadsheet/write-spreadsheet.ts";
import { columnOfHeading, headings } from "./headings.ts";
import type { ColumnMapping, ReadList } from "./list-reading.ts";
import { readList } from "./read-list.ts";
import { listAsCsv, listAsXlsx } from "./write-list.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const about = { at: new Date("2026-11-28T10:00:00Z"), author: "Raccord" };

function ids(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `n${count}`;
  };
}

async function read(bytes: Uint8Array, mapping?: ColumnMapping): Promise<ReadList> {
  const result = await readList(bytes, { newId: ids(), ...(mapping === undefined ? {} : { mapping }) });
  return result.ok ? result.list : assert.fail(result.code);
}

const told = ({ findings }: ReadList) =>
  findings.map(({ code, severity, row, column }) => `${severity} ${code} ${row ?? "-"} ${column ?? "-"}`);

test("headings are recognised in both languages, with accents, capitals and other words", () => {
  for (const [heading, column] of [
    ["FINESS géographique", "finessEg"],
    ["N° FINESS ET", "finessEg"],
    ["Numéro de FINESS de l'établissement", "finessEg"],
    ["FINESS_EG", "finessEg"],
    ["Code FINESS de l’entité géographique", "finessEg"],
    ["n°finess EJ", "finessEj"],
    ["No FINESS EJ", "finessEj"],
    ["FINESS juridique", "finessEj"],
    ["Raison sociale EJ", "legalEntityName"],
    ["RAISON SOCIALE DE L'ENTITÉ JURIDIQUE", "legalEntityName"],
    ["Raison sociale ET", "name"],
    ["Nom du site", "name"],
    ["Hospital", "name"],
    ["N° SIRET", "siret"],
    ["siren", "siren"],
    ["Département", "department"],
    ["Code département", "department"],
    ["Nb de lits et places", "places"],
    ["Number of beds", "places"],
    ["Région", "region"],
    ["Adresse e-mail", undefined],
    ["E-mail", "contact"],
    ["FINESS", "ambiguous"],
    ["N° FINESS", "ambiguous"],
    ["", undefined],
    ["Commentaire", undefined],
  ] as const) {
    assert.equal(columnOfHeading(heading), column, heading);
  }
  for (const language of ["fr", "en"] as const) {
    for (const column of establishmentColumns) {
      assert.equal(columnOfHeading(headings[language][column]), column);
      assert.equal(columnOfHeading(headings[language][column].toUpperCase()), column);
    }
  }
});

test("what was pasted is read in any order, below a title, and what is missing or unknown is told", async () => {
  const list = await read(
    utf8(
      [
        "Liste des établissements de Fictiville\t\t\t\t",
        "",
        "FINESS géographique\tRemarque\tNom de l'établissement\tNb lits\tFINESS EJ",
        "54 000 2698\tà vérifier\tSite Nord\t120\t750712184",
        "",
        "\tseulement une remarque",
      ].join("\n"),
    ),
  );
  assert.equal(list.headingRow, 3);
  assert.deepEqual(told(list), [
    "error column-missing - legalEntityName",
    "warning column-unknown 3 -",
    "warning rows-above - -",
  ]);
  assert.deepEqual(
    list.lines.map(({ row, line }) => [row, line.id, line.finessEg, line.finessEj, line.name, line.places]),
    [
      [4, "n1", "540002698", "750712184", "Site Nord", "120"],
      [6, "n2", "", "", "", ""],
    ],
  );
  assert.deepEqual(list.columns[1], {
    number: 2,
    heading: "Remarque",
    meaning: null,
    filled: 2,
    examples: ["à vérifier", "seulement une remarque"],
  });
});

test("a FINESS column that says neither EJ nor EG is not guessed; a second column of a kind is not mixed in", async () => {
  const text = utf8("FINESS;Nom;Établissement\n540002698;Un;Deux\n");
  const list = await read(text);
  assert.deepEqual(told(list).slice(0, 1), ["error column-ambiguous 1 -"]);
  assert.ok(told(list).includes("warning column-twice 1 name"));
  assert.equal(list.lines[0]?.line.name, "Un");
  assert.equal(list.lines[0]?.line.finessEg, "");
  const said = await read(text, { columns: ["finessEg", null, "name"], firstRow: 2 });
  assert.deepEqual(said.findings, []);
  assert.equal(said.lines[0]?.line.finessEg, "540002698");
  assert.equal(said.lines[0]?.line.name, "Deux");
});

test("a table without headings is answered with what its columns hold", async () => {
  const result = await readList(utf8("540002698\tSite Nord\n750712184\tSite Sud\n"), { newId: ids() });
  assert.ok(!result.ok);
  assert.equal(result.code, "list.no-headings");
  assert.deepEqual(
    result.columns?.map(({ examples }) => examples),
    [
      ["540002698", "750712184"],
      ["Site Nord", "Site Sud"],
    ],
  );
});

test("a zero that a spreadsheet took away is put back and told with its row", async () => {
  const list = await read(utf8("FINESS EG;FINESS EJ;Nom;Raison sociale\n10000024;540002698;Site;CH\n"));
  assert.equal(list.lines[0]?.line.finessEg, "010000024");
  assert.deepEqual(told(list), ["warning zero-lost 2 finessEg"]);
});

test("formulas stay texts and are named with their cell; thousands of them stay bounded", async () => {
  const rows = Array.from({ length: 3_000 }, (_, rank) => [
    `=cmd|' /C calc'!A${rank}`,
    "540002698",
    "Site",
    "CH",
  ]);
  const names = ["Contact", "FINESS EG", "Nom", "Raison sociale"];
  const bytes = await writeXlsx({ sheet: "Liste", headings: names, rows }, about);
  const list = await read(bytes);
  assert.equal(list.lines.length, 3_000);
  assert.equal(list.lines[7]?.line.contact, "=cmd|' /C calc'!A7");
  assert.deepEqual(told(list).slice(0, 2), [
    "error column-missing - finessEj",
    "warning looks-like-formula 2 contact",
  ]);
  assert.equal(list.findings.length, 1_000);
  assert.equal(list.findings.length + list.findingsLeftOut, 3_001);
  const csv = await read(utf8(writeCsv({ headings: names, rows: rows.slice(0, 2) })));
  assert.equal(csv.lines[1]?.line.contact, "=cmd|' /C calc'!A1");
});

test("three thousand lines are written, read back the same and checked, as XLSX and as CSV", async () => {
  const lines = Array.from({ length: 3_000 }, (_, rank) => fictiville(rank));
  for (const language of ["fr", "en"] as const) {
    const list = { lines, modalityFacts: emptyFacts(), language };
    for (const bytes of [utf8(listAsCsv(list)), await listAsXlsx(list, about)]) {
      const back = await read(bytes);
      assert.deepEqual(
        back.lines.map(({ line }) => fieldsOf(line)),
        lines.map(fieldsOf),
      );
      const deduced = [
        "IdNatStruct (1 + FINESS EG)",
        language === "fr" ? "Modalité d'alimentation" : "Feeding modality",
      ];
      assert.deepEqual(
        back.findings.map(({ code, params }) => [code, params["heading"]]),
        [...deduced, "GRADeS"].map((heading) => ["column-unknown", heading]),
      );
      const found = checkList(back.lines.map(({ line }) => line));
      assert.equal(found.filter(({ code }) => code === "line-verified").length, 3_000);
    }
  }
});

test("an export names the GRADeS and the modality that was recorded or declared, else that it is to be confirmed", () => {
  const recorded = { region: "44", modality: "eai" as const, date: "2026-11-20", proof: "courriel" };
  const facts = emptyFacts({ modalities: [recorded] });
  const lines = [fictiville(1), fictiville(2, { department: "973", region: "", finessEg: "" })];
  const [, first, second] = listAsCsv({ lines, modalityFacts: facts, language: "fr" }).split("\r\n");
  assert.match(first ?? "", new RegExp(`"1${lines[0]?.finessEg}";"EAI";"Pulsy"$`));
  assert.match(second ?? "", /"";"à confirmer avec le GRADeS";"à demander à l'ARS"$/);
  const declared = emptyFacts({
    answers: new Map([
      ["regions", [{ id: "44", fields: { "modality-said": "direct", "modality-said-on": "2026-11-20" } }]],
    ]),
    documents: [{ id: "d", step: "03", kind: "region-answer", name: "courriel.txt", uploadedAt: "" }],
  });
  const [, said] = listAsCsv({ lines, modalityFacts: declared, language: "en" }).split("\r\n");
  assert.match(said ?? "", /;"direct \(declared\)";"Pulsy"$/);
});

test("files that are no list are answered with a code of the catalogue", async () => {
  for (const [bytes, code] of [
    [new Uint8Array(20_000_000), "list.too-large"],
    [utf8("%PDF-1.7"), "list.wrong-type"],
    [Buffer.from("d0cf11e0a1b11ae1", "hex"), "list.wrong-type"],
    [Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), "list.damaged"],
    [utf8(""), "list.empty"],
  ] as const) {
    const result = await readList(bytes, { newId: ids() });
    assert.equal(result.ok ? "read" : result.code, code);
  }
});
