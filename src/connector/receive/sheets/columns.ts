import type { Table } from "../../../wire/csv/read-table.ts";
import { type FieldSpec, foldWord } from "./fields.ts";
import type { IssueLog } from "./sheet-issue.ts";

export interface Column {
  /** From 0. */
  readonly index: number;
  /** As shown to people. */
  readonly name: string;
}

export type Columns<Field extends string> = ReadonlyMap<Field, Column>;

type Overrides<Field extends string> = Readonly<Partial<Record<Field, string | number>>>;

/** Columns of the header that carry `spec` by its names, or the one that the settings name. */
export function findColumns(table: Table, spec: FieldSpec, override: string | number | undefined): Column[] {
  const { cells } = table.header;
  if (typeof override === "number") {
    const index = override - 1;
    return cells[index] === undefined ? [] : [{ index, name: `#${override}` }];
  }
  const names = override === undefined ? spec.names : [foldWord(override)];
  return cells.flatMap((cell, index) =>
    names.includes(foldWord(cell)) ? [{ index, name: cell.trim().replace(/\s+/g, " ") }] : [],
  );
}

/** Columns that no field uses, told once; their text is shown because a known header stands beside them. */
function warnUnused(table: Table, used: ReadonlySet<number>, log: IssueLog): void {
  table.header.cells.forEach((cell, index) => {
    if (used.has(index) || cell.trim() === "") return;
    const short = cell.trim().replace(/\s+/g, " ").slice(0, 40);
    const name = /\d{5}/.test(short) ? `#${index + 1}` : short;
    log.warn(table.header.line, "sheet.column-unused", { column: name });
  });
}

/**
 * Which column carries which field: by the settings first, then by the names of `fields` (accents, case, spaces
 * and signs do not matter). `undefined` when the file is refused: a required column missing, two columns for one
 * field, or a setting that names an absent column; the reasons are in `log` on line 0.
 */
export function mapColumns<Field extends string>(
  table: Table,
  fields: Readonly<Record<Field, FieldSpec>>,
  overrides: Overrides<Field> | undefined,
  log: IssueLog,
): Columns<Field> | undefined {
  const found = new Map<Field, Column>();
  let refused = false;
  const refuse = (code: "missing" | "twice" | "setting", column: string): void => {
    refused = true;
    log.refuse(0, `sheet.column-${code}`, { column });
  };
  for (const field of Object.keys(fields) as Field[]) {
    const override = overrides?.[field];
    const [first, second] = findColumns(table, fields[field], override);
    if (first) found.set(field, first);
    if (first && second) refuse("twice", `${first.name}, ${second.name}`);
    if (!first && override !== undefined) refuse("setting", String(override));
    else if (!first && fields[field].required) refuse("missing", fields[field].title);
  }
  if (refused) return undefined;
  warnUnused(table, new Set([...found.values()].map(({ index }) => index)), log);
  return found;
}
