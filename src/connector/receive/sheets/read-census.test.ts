import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { ReadSheetSettings } from "./read-sheet.ts";
import { at2, brief, census, read, refusal } from "./test-support/reading.ts";

describe("census", () => {
  const header = "UF;CHAMBRE;LIT;IPP;VENUE;SEXE;CLASSE;PERMISSION;NOUVEAU_NE;SORTIE_PREVUE";
  const name = "census-202611200200.csv";

  it("takes its time from the file name or from one column", () => {
    assert.equal(census(read(`${header}\n`, {}, name)).at?.ms, at2.ms);
    const column = census(read("UF;IPP;MAJ\n1;A;20/11/2026 02:00\n1;B;\n1;C;2026-11-20T02:00\n"));
    assert.equal(column.at?.ms, at2.ms);
    const issuesOf = (text: string, more: Partial<ReadSheetSettings> = {}, file = "c.csv"): string[] =>
      brief(refusal(read(text, more, file)));
    assert.deepEqual(issuesOf(`${header}\n1;;;A;;;;;;\n`), ["!0 census-time-missing"]);
    assert.deepEqual(issuesOf("UF;IPP;MAJ\n1;A;20/11/2026\n"), ["!0 MAJ census-time-missing"]);
    assert.deepEqual(issuesOf("UF;IPP;MAJ\n1;A;20/11/2026 02:00\n1;B;20/11/2026 03:00\n"), [
      "!0 MAJ census-times-differ →3",
    ]);
    assert.deepEqual(issuesOf(header, {}, "census-202611200900.csv"), ["!0 date-future [202611200900]"]);
    assert.deepEqual(issuesOf(header, { ageLimitMs: 3_600_000 }, name), ["!0 date-too-old [202611200200]"]);
  });

  it("keeps a doubtful patient, and says which units are incomplete", () => {
    const reading = census(
      read(
        [
          header,
          "1;10;P;80001;900;F;I;OUI;N;21/11/2026",
          "1;10;P;80002;;DUPONT;Hosp;peut-être;;bientôt",
          "2;;;80003;;H;e;;;",
          "2;20;A;;;F;I;;;",
          "3;;;80004;;;;;;",
          "3;;;80004;;;;;;",
          "3;;;80004;901;;;;;",
        ].join("\n"),
        {},
        name,
      ),
    );
    assert.deepEqual(
      reading.records.map(({ expectedOut, ...line }) => ({ ...line, out: expectedOut?.text })),
      [
        {
          ...{ patient: "80001", unit: "1", visit: "900", room: "10", bed: "P", patientClass: "I" },
          ...{ sex: "F", onLeave: true, newborn: false, out: "2026-11-21" },
        },
        { patient: "80002", unit: "1", room: "10", bed: "P", out: undefined },
        { patient: "80003", unit: "2", patientClass: "E", sex: "M", out: undefined },
        { patient: "80004", unit: "3", out: undefined },
        { patient: "80004", unit: "3", visit: "901", out: undefined },
      ],
    );
    assert.deepEqual(reading.incompleteUnits, ["2"]);
    assert.equal(reading.unitsKnown, true);
    assert.deepEqual(brief(reading.issues), [
      "3 CLASSE census-value-ignored",
      "3 SEXE census-value-ignored",
      "3 PERMISSION census-value-ignored",
      "3 SORTIE_PREVUE census-value-ignored",
      "3 census-same-bed →2",
      "!5 IPP cell-missing",
      "5 census-unit-incomplete",
      "7 census-line-repeated →6",
      "8 census-patient-twice →6",
    ]);
    assert.equal(census(read(`${header}\n;;;80001;;;;;;\n`, {}, name)).unitsKnown, false);
    assert.equal(census(read(`${header}\n1;8\n`, {}, name)).unitsKnown, false);
  });

  it("never shows a value of a cell, wherever a person stands", () => {
    const cell = fc.constantFrom(
      "80001234",
      "DUPONT",
      "Mme Dupont Jeanne",
      "",
      "I",
      "12/03/1950",
      "1.2E+07",
      '"',
    );
    const row = fc.array(cell, { minLength: 8, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
        const text = [header, ...rows.map((cells) => cells.join(";"))].join("\n");
        const { report } = read(text, {}, name);
        assert.doesNotMatch(report, /80001234|dupont|1950|1\.2E/i);
      }),
    );
  });
});
