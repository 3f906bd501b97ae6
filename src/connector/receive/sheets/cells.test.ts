import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parseCount } from "./cells.ts";
import { readSheetStamp } from "./sheet-date.ts";
import { at2, read } from "./test-support/reading.ts";

describe("cells", () => {
  it("reads numbers as people write them, and nothing else as a number", () => {
    fc.assert(
      fc.property(
        fc.nat(9999),
        fc.constantFrom("", ",0", ".00", ","),
        fc.constantFrom("", " "),
        (n, tail, space) => {
          assert.deepEqual(parseCount(`${space}${n}${tail}${space}`), { kind: "count", count: n });
        },
      ),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789,.-+ eEN/C") }), (text) => {
        const read = parseCount(text);
        if (read.kind === "count") assert.equal(read.count, Number(text.replace(",", ".")));
      }),
    );
    assert.deepEqual(parseCount("N/C"), { kind: "no-data" });
    assert.deepEqual(parseCount(" "), { kind: "empty" });
    assert.deepEqual(parseCount("10000"), { kind: "wrong", code: "sheet.number-invalid" });
  });

  it("reads French, ISO and HL7 dates alike", () => {
    const forms = ["20/11/2026 02:00", "20/11/26 2:00", "20.11.2026 2h00", "2026-11-20 2:00", "202611200200"];
    for (const form of forms) assert.equal(readSheetStamp(form, "Europe/Paris")?.ms, at2.ms, form);
    assert.equal(readSheetStamp("1/2/75", "Europe/Paris")?.text, "1975-02-01");
    assert.equal(readSheetStamp("20/11/2026", "Europe/Paris")?.dateOnly, true);
    assert.equal(readSheetStamp("25/10/2026 02:30", "Europe/Paris")?.repeatedHour, true);
    for (const form of ["31/02/2026", "2026", "46346", "20/11", "11/20/2026", "0026-11-20", "tomorrow", ""]) {
      assert.equal(readSheetStamp(form, "Europe/Paris"), undefined, form);
    }
  });

  it("never throws on any bytes under any known header", () => {
    const headers = [
      "UF;CHAMBRE;LIT;ETAT;DU;AU",
      "UF;NOMBRE;REACTIVABLES;DU;AU;MOTIF",
      "UF;IPP;SEXE;MAJ",
      "UF;INSTALLES;FERMES;DISPO F;DISPO H;INDIF;MAJ",
    ];
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: fc.constantFrom(...'1a;"\n/: -,E') }).map((text) => new TextEncoder().encode(text)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...headers), body, (header, bytes) => {
        const outcome = read(
          Buffer.concat([Buffer.from(`${header}\n`), bytes]),
          {},
          "census-202611200200.csv",
        );
        assert.ok(outcome.report.length > 0);
      }),
      { numRuns: 1000 },
    );
  });
});
