import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { at2, brief, closings, figures, read, register } from "./test-support/reading.ts";

describe("register", () => {
  it("keeps zeros and case, refuses a bed given twice, warns about look-alikes", () => {
    const { records, issues } = register(
      read(
        [
          "unit,room,bed,state,reopenable,gender,from,to",
          "0415,1,A,open,,F,20/11/2026,",
          "415,1,A,OPEN,,,,31/12/2099",
          "0415,1,A,closed,,,,",
          "0415,1,a,Closed,no,either,20/11/2026,30/11/2026",
          "0415,2,A,open,,,30/11/2026,20/11/2026",
          "0415,2,B,occupied,,,,",
          "0415,2,C,closed,maybe,,,",
          "4.15E+03,2,C,open,,,,",
          '="0415",3,\'07,open,,,,',
        ].join("\r\n"),
      ),
    );
    assert.deepEqual(
      records.map(({ unit, room, bed, open }) => `${unit}/${room}/${bed} ${open}`),
      ["0415/1/A true", "415/1/A true", "0415/1/a false", "0415/3/07 true"],
    );
    assert.equal(records[1]?.to, undefined);
    assert.equal(records[2]?.to?.ms, Date.parse("2026-11-30T23:00:00Z"), "the last day is included");
    assert.deepEqual(brief(issues), [
      "3 unit code-look-alike [0415 ≠ 415] →2",
      "!4 duplicate-bed [0415/1/A] →2",
      "!6 to dates-reversed [20/11/2026]",
      "!7 state word-unknown",
      "!8 reopenable word-unknown",
      "!9 unit code-damaged [4.15E+03]",
    ]);
  });

  it("fills codes with zeros only when told", () => {
    const text = "UF;CHAMBRE;LIT;ETAT\n415;7;P;OUVERT\nA15;7;P;OUVERT\n";
    const padded = register(read(text, { codePadLength: 4 })).records;
    assert.deepEqual(
      padded.map(({ unit, room }) => [unit, room]),
      [
        ["0415", "7"],
        ["A15", "7"],
      ],
    );
  });

  it("judges lines of a wrong length by what they lose", () => {
    const { records, issues } = register(
      read(
        'UF;CHAMBRE;LIT;ETAT;GENRE\n1;1;A;OUVERT\n1;1;B\n1;1;C;OUVERT;F;;\n1;1;D;OUVERT;F;x\n1;"1;E;OUVERT;\n',
      ),
    );
    assert.deepEqual(
      records.map(({ bed }) => bed),
      ["A", "C"],
    );
    assert.deepEqual(brief(issues), [
      "2 row-short-filled [4 < 5]",
      "!3 row-short [3 < 5]",
      "!5 row-long [6 > 5]",
      "!6 quote-broken",
    ]);
  });
});

describe("closings", () => {
  it("splits by what can reopen, includes the last day, keeps no free text", () => {
    const { records, issues } = closings(
      read(
        [
          "UF;CHAMBRE;LIT;NOMBRE;REACTIVABLES;DU;AU;MOTIF",
          "1;;;3;2;20/11/2026;22/11/2026;Travaux 2e étage",
          "1;;;2;;20/11/26 8:00;20/11/2026 14h30;",
          "1;5;P;;OUI;20/11/2026;;fuite chez Mme Durand",
          "1;;;2;3;20/11/2026;;",
          "1;;P;;;20/11/2026;;",
          "1;5;P;2;;20/11/2026;;",
          "1;;;0;;20/11/2026;;",
          "1;;;1;;;;",
          "1;;;3;2;20/11/2026;22/11/2026;TRAVAUX",
          "1;;;1;;22/11/2026;20/11/2026;",
        ].join("\n"),
      ),
    );
    assert.deepEqual(
      records.map(({ room, bed, count, reactivable, cause, to }) =>
        [room, bed, count, reactivable, cause, to?.text].map((part) => part ?? "-").join(" "),
      ),
      [
        "- - 2 yes works 2026-11-23T00:00",
        "- - 1 no works 2026-11-23T00:00",
        "- - 2 unknown - 2026-11-20T14:30:00",
        "5 P 1 yes other -",
      ],
    );
    assert.deepEqual(brief(issues), [
      "4 MOTIF cause-not-kept",
      "!5 REACTIVABLES reactivable-over-count [3]",
      "!6 LIT bed-without-room [P]",
      "!7 NOMBRE named-bed-count [2]",
      "8 NOMBRE closing-of-none [0]",
      "!9 DU cell-missing",
      "!10 duplicate-closing →2",
      "!11 AU dates-reversed [20/11/2026]",
    ]);
  });
});

describe("figures", () => {
  const header = "UF;INSTALLES;FERMES;OCCUPES;RESERVES;DISPO F;DISPO H;INDIF;MAJ";
  const when = "20/11/2026 02:00";

  it("checks the sums and shows them", () => {
    const lines = [
      `1;14,0;1;10;1;1;0;1;${when}`,
      `2;14;1;10;;2;1;1;${when}`,
      `3;14;15;0;0;0;0;0;${when}`,
      `4;14;0;;;5;5;5;${when}`,
      `5;14,5;0;;;0;0;0;${when}`,
      `6;many;0;;;0;0;0;${when}`,
      "7;14;0;;;0;0;0;20/11/2026 07:01",
      "8;14;0;;;0;0;0;",
      `9;14;0;N/C;;0;0;0;${when}`,
    ];
    const { records, issues } = figures(read([header, ...lines].join("\n")));
    assert.deepEqual(
      records.map(({ unit, installed, occupied, reserved }) => [unit, installed, occupied, reserved]),
      [
        ["1", 14, 10, 1],
        ["9", 14, undefined, undefined],
      ],
    );
    assert.deepEqual(brief(issues), [
      "!3 sum-over-open [4 + 10 > 14 − 1]",
      "!4 closed-over-installed [15 > 14]",
      "!5 sum-over-open [15 > 14 − 0]",
      "!6 INSTALLES number-fraction [14,5]",
      "!7 INSTALLES number-invalid [many]",
      "!8 MAJ date-future [20/11/2026 07:01]",
      "!9 MAJ cell-missing",
    ]);
  });

  it("keeps none of two lines for one unit, and no sheet that is too old", () => {
    const text = [header, `1;9;0;;;0;0;0;${when}`, `2;9;0;;;0;0;0;${when}`, `1;8;0;;;0;0;0;${when}`];
    const twice = figures(read(text.join("\n")));
    assert.deepEqual(
      twice.records.map(({ unit }) => unit),
      ["2"],
    );
    assert.deepEqual(brief(twice.issues), ["!2 UF duplicate-unit [1] →4", "!4 UF duplicate-unit [1] →2"]);
    const old = figures(read([header, `1;9;0;;;0;0;0;${when}`].join("\n"), { ageLimitMs: 3_600_000 }));
    assert.deepEqual(brief(old.issues), [`!2 MAJ date-too-old [${when}]`]);
  });

  it("reads closed beds by total, by parts, or both", () => {
    const head =
      "UF;INSTALLED;CLOSED;CLOSED REOPENABLE;CLOSED NOT REOPENABLE;FREE F;FREE M;FREE EITHER;UPDATED";
    const rows = ["1;9;3;;", "2;9;;1;2", "3;9;3;1;", "4;9;3;2;2", "5;9;;1;", "6;9;;x;1"];
    const lines = rows.map((row) => `${row};0;0;0;${when}`);
    const { records, issues } = figures(read([head, ...lines].join("\n")));
    assert.deepEqual(
      records.map((line) => [line.closedReactivable, line.closedNotReactivable, line.closedUnknown]),
      [
        [0, 0, 3],
        [1, 2, 0],
        [1, 0, 2],
      ],
    );
    assert.deepEqual(
      brief(issues).map((issue) =>
        issue
          .split(" ")
          .slice(0, 1)
          .concat(issue.match(/[a-z]+-[a-z-]+/) ?? [])
          .join(" "),
      ),
      ["!5 closed-parts-over-total", "!6 cell-missing", "!7 number-invalid", "!7 cell-missing"],
    );
  });

  it("gives back any consistent figures, and refuses every inconsistent one", () => {
    const bed = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(fc.array(bed, { minLength: 7, maxLength: 7 }), fc.boolean(), (numbers, decimals) => {
        const [installed = 0, closed = 0, occupied = 0, reserved = 0, f = 0, m = 0, x = 0] = numbers;
        const cells = numbers.map((number) => (decimals ? `${number},0` : `${number}`)).join(";");
        const { records } = figures(read(`${header}\n1;${cells};${when}\n`));
        const fits = f + m + x + occupied + reserved <= installed - closed;
        assert.equal(records.length, fits ? 1 : 0);
        if (!fits) return;
        assert.deepEqual(records[0], {
          ...{ unit: "1", installed, occupied, reserved, freeF: f, freeM: m, freeEither: x },
          ...{ closedReactivable: 0, closedNotReactivable: 0, closedUnknown: closed, at: at2 },
        });
      }),
      { numRuns: 300 },
    );
  });
});
