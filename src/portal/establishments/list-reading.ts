import type { EstablishmentColumn } from "../../domain/establishments/columns.ts";
import type { EstablishmentFindingCode, EstablishmentSeverity } from "../../domain/establishments/finding.ts";
import type { EstablishmentFact } from "../../domain/journey/facts.ts";
import type { ErrorCode } from "../../runtime/errors/catalogue.ts";
import type { CellProblem } from "../../wire/spreadsheet/table.ts";

/** What reading a file can remark: about cells, about columns, and numbers that were completed. Texts stand in the pages. */
export type ReadFindingCode =
  | CellProblem
  | Extract<EstablishmentFindingCode, "zero-lost">
  | "column-ambiguous"
  | "column-missing"
  | "column-twice"
  | "column-unknown"
  | "rows-above";

export interface ReadFinding {
  readonly code: ReadFindingCode;
  readonly severity: EstablishmentSeverity;
  /** Row of the file, from 1; `null`: the whole file. */
  readonly row: number | null;
  readonly column: EstablishmentColumn | null;
  readonly params: Readonly<Record<string, string | number>>;
}

/** One column of the file and what it was taken for. `null`: its cells are not in the lines. */
export interface ReadColumn {
  /** From 1. */
  readonly number: number;
  readonly heading: string;
  readonly meaning: EstablishmentColumn | null;
  /** Rows that hold something there. */
  readonly filled: number;
  /** The first few things that stand there, so that people can tell what it is. */
  readonly examples: readonly string[];
}

/** A file as a list, before anybody has accepted it. */
export interface ReadList {
  readonly format: "xlsx" | "text";
  readonly sheet: string | null;
  /** Row of the headings in the file; `null` when the caller said what each column is for. */
  readonly headingRow: number | null;
  readonly columns: readonly ReadColumn[];
  /** Every row below the headings that holds something, in order, with its row in the file. */
  readonly lines: readonly { readonly row: number; readonly line: EstablishmentFact }[];
  readonly findings: readonly ReadFinding[];
  /** Findings beyond the limit. */
  readonly findingsLeftOut: number;
}

/** What the columns are for, said by a person: by place, `null` for one that is left out. */
export interface ColumnMapping {
  readonly columns: readonly (EstablishmentColumn | null)[];
  /** Row of the file where the lines begin. */
  readonly firstRow: number;
}

/** `columns` comes with `list.no-headings`, so that a person can say what each one is for. */
export type ReadListResult =
  | { readonly ok: true; readonly list: ReadList }
  | {
      readonly ok: false;
      readonly code: Extract<ErrorCode, `list.${string}`>;
      readonly columns?: readonly ReadColumn[];
    };
