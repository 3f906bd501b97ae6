import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { describe, it } from "node:test";
import type { UnitFigures } from "../../../domain/beds/register.ts";
import type { SheetOutcome } from "./read-sheet.ts";
import {
  at2,
  brief,
  census,
  closings,
  figures,
  read,
  readFile,
  refusal,
  register,
} from "./test-support/reading.ts";

const root = new URL("../../../../", import.meta.url);
const samples = new URL("../shared/testdata/hl7v2/", root);
const noSamples = existsSync(samples) ? false : "the shared test data is not here";

describe("samples", { skip: noSamples }, () => {
  it("reads the clean capacity sheet", () => {
    const { records, issues } = figures(readFile(new URL("csv/capacity-by-unit.csv", samples)));
    const line = (
      unit: string,
      installed: number,
      closedUnknown: number,
      occupied: number,
      freeEither: number,
    ): UnitFigures => ({
      ...{ unit, installed, occupied, freeF: 0, freeM: 0, freeEither },
      ...{ closedReactivable: 0, closedNotReactivable: 0, closedUnknown, at: at2 },
    });
    assert.deepEqual(records, [
      line("2310", 12, 1, 11, 0),
      line("2320", 13, 0, 12, 1),
      line("6000", 14, 1, 13, 0),
    ]);
    assert.deepEqual(brief(issues), ["1 MOTIF_FERMETURE column-unused", "1 DATE_REOUVERTURE column-unused"]);
  });

  it("refuses every line of the dirty one, each for its own reasons", () => {
    const { records, issues } = figures(readFile(new URL("csv/capacity-by-unit-dirty.csv", samples)));
    assert.deepEqual(records, []);
    assert.deepEqual(brief(issues), [
      "2 UF code-trimmed [2310]",
      "!2 Dispo H cell-missing",
      "!3 Lits fermés cell-missing",
      "!3 Indif. no-data [N/C]",
      "!4 Indif. number-negative [-2]",
      "!4 Occupés occupied-over-installed [15 > 14]",
      "5 line-blank",
      "6 line-total",
    ]);
  });

  it("reads the register of the small feed", () => {
    const { records, issues } = register(readFile(new URL("feeds/feed-small/beds.csv", samples)));
    assert.equal(records.length, 39);
    assert.deepEqual(issues, []);
    const byUnit = Map.groupBy(records, ({ unit }) => unit);
    assert.deepEqual(
      [...byUnit].map(([unit, beds]) => [unit, beds.length, beds.filter(({ open }) => !open).length]),
      [
        ["2310", 12, 1],
        ["2320", 13, 0],
        ["6000", 14, 1],
      ],
    );
    assert.deepEqual(records[11], {
      ...{ unit: "2310", room: "108", bed: "X", unitLabel: "Nephrologie" },
      ...{ open: false, reactivable: "unknown" },
    });
  });
});

describe("examples/sheets", () => {
  const example = (name: string): SheetOutcome => readFile(new URL(`examples/sheets/${name}`, root));
  it("are clean, each of its kind", () => {
    const outcomes = [
      register(example("register.csv")),
      closings(example("closings.csv")),
      census(example("census-202611200600.csv")),
      figures(example("figures.csv")),
    ];
    assert.deepEqual(
      outcomes.map(({ records, issues }) => [records.length, issues.length]),
      [
        [9, 0],
        [4, 0],
        [5, 0],
        [3, 0],
      ],
    );
  });
});

describe("kind of a sheet", () => {
  it("is refused when unknown, without showing the first line", () => {
    const outcome = read("DUPONT;8001234;12\nMARTIN;8001235;13\n");
    assert.deepEqual(brief(refusal(outcome)), ["!0 kind-unknown"]);
    assert.match(outcome.report, /registre des lits.*UF, CHAMBRE, LIT, ETAT/);
    assert.doesNotMatch(outcome.report, /DUPONT|8001234/);
  });

  it("is decided by the file name only among kinds that fit", () => {
    const both = "UF;CHAMBRE;LIT;ETAT;IPP\n1;2;3;OUVERT;4\n";
    assert.deepEqual(brief(refusal(read(both))), ["!0 kind-ambiguous [register, census]"]);
    assert.equal(read(both, {}, "Census-202611200600.csv").kind, "census");
    assert.equal(read(both, {}, "registre.csv").kind, "register");
    assert.equal(read(both, { kind: "register" }).kind, "register");
    assert.equal(read("UF;X\n", {}, "registre.csv").kind, "refused");
    assert.equal(read("UF;CHAMBRE;LIT;ETAT;DU;AU\n").kind, "register");
  });

  it("follows local column names, by name and by position", () => {
    const columns = { register: { unit: 1, room: "Pièce", bed: 3, state: "Situation" } };
    const { records } = register(read("A;PIECE;C;situation\n1;2;3;FERMÉ\n", { columns }));
    assert.deepEqual(records, [{ unit: "1", room: "2", bed: "3", open: false, reactivable: "unknown" }]);
    const wrong = read("A;PIECE\n1;2\n", { columns, kind: "register" });
    assert.deepEqual(brief(refusal(wrong)), ["!0 3 column-setting", "!0 Situation column-setting"]);
  });

  it("names missing and doubled columns", () => {
    assert.deepEqual(brief(refusal(read("UF;LIT;LIT\n", { kind: "register" }))), [
      "!0 CHAMBRE / ROOM column-missing",
      "!0 LIT, LIT column-twice",
      "!0 ETAT / STATE column-missing",
    ]);
    assert.deepEqual(brief(refusal(read("UF;INSTALLES;DISPO F;DISPO H;INDIF;MAJ\n"))), [
      "!0 LITS_FERMES / CLOSED column-missing",
    ]);
  });

  it("tells what is no table", () => {
    assert.deepEqual(brief(refusal(read(Uint8Array.of(0x50, 0x4b, 3, 4)))), ["!0 workbook"]);
    assert.deepEqual(brief(refusal(read(""))), ["!0 empty"]);
  });
});
