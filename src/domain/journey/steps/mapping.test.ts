import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { emptyFields } from "../../establishments/columns.ts";
import type { EstablishmentFact } from "../facts.ts";
import {
  type MappingRow,
  mappingByRegion,
  mappingColumns,
  mappingCsv,
  mappingRow,
  mappingText,
  placeOf,
} from "../mapping-sheet.ts";
import { answersOf, emptyFacts, foundIn, stateIn, stepIn } from "../test-support/facts.ts";
import { mapping } from "./mapping.ts";
import { writingOf } from "./table.ts";

const asked = { unit: "MED1", "finess-eg": "31 0000013", "asked-on": "2026-11-01" };
const assigned = { ...asked, "external-id": "MED-1", "assigned-on": "2026-11-10" };
const facts = (rows: readonly object[], establishments: readonly Partial<EstablishmentFact>[] = []) =>
  emptyFacts({
    answers: answersOf({ mapping: rows as [] }),
    establishments: establishments.map((one, index) => ({ id: `e${index}`, ...emptyFields(), ...one })),
  });

test("each unit is asked for, assigned by the GRADeS, then seen; the wait is for the GRADeS only once all are asked", () => {
  assert.deepEqual(foundIn(facts([]), "mapping"), ["missing no-mapping"]);
  const typed = facts([{ unit: "MED1", "finess-eg": "310000013" }]);
  assert.deepEqual(foundIn(typed, "mapping"), ["missing mapping-not-asked", "missing mapping-not-assigned"]);
  assert.equal(stateIn(typed, "mapping"), "in-progress");
  assert.equal(stateIn(facts([asked]), "mapping"), "waiting");
  assert.equal(stepIn(facts([asked]), "mapping").waitingFor, "grades");
  assert.equal(
    stepIn(facts([asked, { unit: "X", "finess-eg": "310000013" }]), "mapping").waitingFor,
    undefined,
  );
  assert.equal(stepIn(facts([{ ...asked, "external-id": "MED-1" }]), "mapping").waitingFor, "grades");
});

test("what nobody can see before the white list does not hold up the step", () => {
  assert.deepEqual(foundIn(facts([assigned]), "mapping"), [
    "warning mapping-not-in-sandbox",
    "warning mapping-not-in-production",
  ]);
  assert.equal(stateIn(facts([assigned]), "mapping"), "done");
});

test("ids that the supplier noted from a GRADeS's answer ask for that answer, and are not held up by it", () => {
  const declared = { ...facts([assigned]), mappingDeclared: true };
  assert.ok(foundIn(declared, "mapping").includes("warning mapping-answer-not-filed"));
  assert.equal(stateIn(declared, "mapping"), "done");
  const answer = {
    id: "d",
    step: "mapping",
    kind: "region-answer",
    name: "courriel.txt",
    uploadedAt: "",
  } as const;
  assert.ok(
    !foundIn({ ...declared, documents: [answer] }, "mapping").includes("warning mapping-answer-not-filed"),
  );
});

test("an id that names two places is missing; a unit typed twice is a warning", () => {
  const other = { ...assigned, unit: "MED2" };
  assert.ok(foundIn(facts([assigned, other]), "mapping").includes("missing external-id-twice"));
  const elsewhere = { ...other, "finess-eg": "310000039" };
  assert.ok(!foundIn(facts([assigned, elsewhere]), "mapping").includes("missing external-id-twice"));
  const again = { ...assigned, "external-id": "MED-2" };
  assert.ok(foundIn(facts([assigned, again]), "mapping").includes("warning unit-twice"));
});

test("days to come and days in the wrong order are shown at their place", () => {
  const found = stepIn(
    facts([{ ...assigned, "assigned-on": "2026-10-01", "sandbox-on": "2026-12-01" }]),
    "mapping",
  );
  assert.deepEqual(
    found.findings.flatMap(({ code, at }) => (at === undefined ? [] : [`${code} ${at.row} ${at.field}`])),
    ["date-to-come r1 sandbox-on", "assigned-before-asked r1 assigned-on"],
  );
});

test("the list of establishments and the mapping are compared", () => {
  const found = foundIn(facts([assigned], [{ finessEg: "310000039" }]), "mapping");
  assert.ok(found.includes("warning mapping-not-in-list"));
  assert.ok(found.includes("warning establishment-without-unit"));
  const same = foundIn(facts([assigned], [{ finessEg: "31 0000013" }]), "mapping");
  assert.ok(!same.some((it) => /list|establishment/.test(it)));
});

test("a GRADeS writes the id and its day; a supplier writes everything, also what the GRADeS answered", () => {
  const [section] = mapping.sections;
  assert.ok(section);
  assert.deepEqual(writingOf(section, ["grades"]), ["external-id", "assigned-on"]);
  assert.equal(writingOf(section, ["applicant"]), "all");
  assert.equal(writingOf(section, ["grades", "applicant"]), "all");
  assert.equal(writingOf(section, ["committee-member"]), undefined);
});

const row = (finess: string, externalId = ""): MappingRow =>
  mappingRow({ fields: { unit: "U", "finess-eg": finess, "external-id": externalId } });

test("rows go to the GRADeS of the region that their FINESS names", () => {
  const groups = mappingByRegion([row("310000013"), row("750712184"), row("31 0000039"), row("XX")]);
  assert.deepEqual(
    groups.map(({ region, rows }) => [region?.code, region?.grades?.name, rows.length]),
    [
      ["76", "e-santé Occitanie", 2],
      ["11", "GCS SESAN", 1],
      [undefined, undefined, 1],
    ],
  );
  assert.equal(placeOf(row("31 0000013", "MED-1")), "1310000013/MED-1");
  assert.equal(placeOf(row("310000013")), "");
});

const titles = mappingColumns.map((column) => column.toUpperCase());

test("the sheet opens in a spreadsheet as text, never as a formula", () => {
  const csv = mappingCsv([{ ...row("310000013"), unit: '=cmd|"x"', placeName: "a;b" }], titles);
  assert.ok(csv.startsWith('\ufeff"UNIT";'));
  assert.ok(csv.includes(`"'=cmd|""x""";"a;b";`));
  assert.equal(
    mappingText([{ ...row("310000013"), unit: "=1\t2" }], titles)
      .split("\n")[1]
      ?.split("\t")[0],
    "'=1 2",
  );
});

test("every sheet has its columns in each line, whatever was typed", () => {
  const text = fc.string({ unit: "binary", maxLength: 12 });
  const anyRow = fc.record(
    Object.fromEntries(mappingColumns.map((column) => [column, text])),
  ) as fc.Arbitrary<MappingRow>;
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 4 }), (rows) => {
      const lines = cellsOf(mappingCsv(rows, titles).slice(1));
      assert.equal(lines.length, rows.length + 1);
      assert.ok(lines.every((cells) => cells.length === mappingColumns.length));
      assert.ok(lines.flat().every((cell) => !/^[=+\-@]/.test(cell)));
      for (const [index, one] of rows.entries())
        assert.deepEqual(
          lines[index + 1]?.map((cell) => cell.replace(/^'/, "")),
          mappingColumns.map((column) => one[column].replace(/^'/, "")),
        );
    }),
  );
});

/** Reads what was written: quoted cells, semicolons, CR LF. */
function cellsOf(csv: string): string[][] {
  const lines: string[][] = [[]];
  for (const [, quoted = "", end] of csv.matchAll(/"((?:[^"]|"")*)"(;|\r\n)/g)) {
    lines.at(-1)?.push(quoted.replaceAll('""', '"'));
    if (end === "\r\n") lines.push([]);
  }
  return lines.slice(0, -1);
}
