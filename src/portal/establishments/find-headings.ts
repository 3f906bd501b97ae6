import type { EstablishmentColumn } from "../../domain/establishments/columns.ts";
import type { PlainRow } from "../../wire/spreadsheet/table.ts";
import { columnOfHeading } from "./headings.ts";
import type { ReadColumn, ReadFinding } from "./list-reading.ts";

/** Rows in which the headings are looked for: a title and a few remarks may stand above them. */
const headingRowsMax = 30;
const examplesMax = 3;

export interface FoundHeadings {
  /** Place of the row of headings among the rows. */
  readonly at: number;
  readonly meanings: readonly (EstablishmentColumn | null)[];
  readonly findings: readonly ReadFinding[];
}

/** The row in which most headings are recognised: at least two, or all that it holds. Nothing when no row has them. */
export function findHeadings(rows: readonly PlainRow[]): FoundHeadings | undefined {
  let best: { at: number; count: number } | undefined;
  for (const [at, { cells }] of rows.slice(0, headingRowsMax).entries()) {
    const filled = cells.filter((cell) => cell.trim() !== "");
    const count = filled.filter((cell) => columnOfHeading(cell) !== undefined).length;
    const enough = count >= 2 || (count === 1 && filled.length === 1);
    if (enough && count > (best?.count ?? 0)) best = { at, count };
  }
  const row = rows[best?.at ?? -1];
  return best === undefined || row === undefined ? undefined : { at: best.at, ...understand(row) };
}

function understand({ row, cells }: PlainRow): Omit<FoundHeadings, "at"> {
  const findings: ReadFinding[] = [];
  const taken = new Set<EstablishmentColumn>();
  const meanings = cells.map((heading, index): EstablishmentColumn | null => {
    const meaning = columnOfHeading(heading);
    const params = { heading, number: index + 1 };
    if (meaning === "ambiguous") {
      findings.push({ code: "column-ambiguous", severity: "error", row, column: null, params });
      return null;
    }
    if (meaning === undefined) {
      if (heading.trim() !== "") {
        findings.push({ code: "column-unknown", severity: "warning", row, column: null, params });
      }
      return null;
    }
    if (taken.has(meaning)) {
      findings.push({ code: "column-twice", severity: "warning", row, column: meaning, params });
      return null;
    }
    taken.add(meaning);
    return meaning;
  });
  return { meanings, findings };
}

/** Every column of the rows, with its heading and what stands in it. */
export function describeColumns(
  rows: readonly PlainRow[],
  heading: PlainRow | undefined,
  meanings: readonly (EstablishmentColumn | null)[],
): ReadColumn[] {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), heading?.cells.length ?? 0);
  return Array.from({ length: width }, (_, index) => {
    const filled = rows.map(({ cells }) => cells[index] ?? "").filter((cell) => cell.trim() !== "");
    return {
      number: index + 1,
      heading: heading?.cells[index] ?? "",
      meaning: meanings[index] ?? null,
      filled: filled.length,
      examples: filled.slice(0, examplesMax),
    };
  });
}
