import { checkList } from "../../domain/establishments/check-list.ts";
import { diffLists, type ListDiff } from "../../domain/establishments/diff.ts";
import type { EstablishmentFinding } from "../../domain/establishments/finding.ts";
import { mostSevere } from "../../domain/establishments/most-severe.ts";
import type { EstablishmentFact } from "../../domain/journey/facts.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { differenceView } from "./difference.ts";
import type { ImportRequest } from "./import-request.ts";
import type { FileFinding, ImportRead, ReadColumnView } from "./import-shapes.ts";
import type { ReadColumn, ReadList } from "./list-reading.ts";
import { readList } from "./read-list.ts";
import { linesMax, type StoredList } from "./shapes.ts";

/** Findings about lines that are answered; the rest is counted. */
const lineFindingsMax = 300;

export type Understood =
  | { readonly status: "columns-needed"; readonly columns: readonly ReadColumn[] }
  | { readonly status: "read"; readonly list: ReadList };

/** Reads what was sent. Throws RaccordError with the `list.` code of a file that cannot be read. */
export async function understand(
  { bytes, options }: Pick<ImportRequest, "bytes" | "options">,
  newId: () => string,
): Promise<Understood> {
  const { sheet, mapping } = options;
  const read = await readList(bytes, {
    newId,
    ...(sheet === undefined ? {} : { sheet }),
    ...(mapping === undefined ? {} : { mapping }),
  });
  if (read.ok) return { status: "read", list: read.list };
  if (read.columns === undefined) throw new RaccordError(read.code);
  return { status: "columns-needed", columns: read.columns };
}

/** The list as it will stand, and what changes by it. */
export function listAfter(
  read: ReadList,
  mode: "replace" | "append",
  current: StoredList,
): { readonly lines: readonly EstablishmentFact[]; readonly difference: ListDiff } {
  const before = current.lines.map(({ line }) => line);
  const own = read.lines.map(({ line }) => line);
  const lines = mode === "append" ? [...before, ...own] : own;
  return { lines, difference: diffLists(before, lines) };
}

/** What is answered before anything is stored. */
export function importView(
  understood: Understood,
  mode: "replace" | "append",
  current: StoredList,
): ImportRead {
  if (understood.status === "columns-needed")
    return { status: "columns-needed", columns: columnViews(understood.columns) };
  const { list } = understood;
  const { lines, difference } = listAfter(list, mode, current);
  const told = mostSevere(findingsOfFile(list, lines), lineFindingsMax);
  return {
    status: "read",
    base: current.revision,
    format: list.format,
    sheet: list.sheet,
    headingRow: list.headingRow,
    columns: columnViews(list.columns),
    lines: list.lines.length,
    linesAfter: lines.length,
    linesMax,
    findings: list.findings.map((finding) => ({ ...finding, params: { ...finding.params } })),
    findingsLeftOut: list.findingsLeftOut,
    lineFindings: [...told.findings],
    lineFindingsLeftOut: told.leftOut,
    difference: differenceView(difference),
  };
}

/** The check of the whole list, as far as it concerns lines of the file, by their rows in it. */
function findingsOfFile(list: ReadList, lines: readonly EstablishmentFact[]): FileFinding[] {
  const rowOf = new Map(list.lines.map(({ row, line }) => [line.id, row]));
  return checkList(lines).flatMap((finding: EstablishmentFinding): FileFinding[] => {
    const { code, severity, line, column, params } = finding;
    const row = rowOf.get(line);
    if (row === undefined || severity === "ok") return [];
    const { others, ...rest } = params;
    const named = String(others ?? "")
      .split(" ")
      .flatMap((id) => rowOf.get(id) ?? []);
    return [
      {
        code,
        severity,
        row,
        column,
        params: others === undefined ? rest : { ...rest, others: named.join(", ") },
      },
    ];
  });
}

function columnViews(columns: readonly ReadColumn[]): ReadColumnView[] {
  return columns.map((column) => ({ ...column, examples: [...column.examples] }));
}
