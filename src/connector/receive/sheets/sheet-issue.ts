import type { sheetCodes } from "../../../runtime/errors/codes-sheets.ts";

export type SheetKind = "register" | "closings" | "census" | "figures";

export type SheetCode = keyof typeof sheetCodes;

/** What is wrong or remarkable in a sheet. Texts are in `codes-sheets.ts`. */
export interface SheetIssue {
  /** Line of the file, from 1; 0 when the whole file is meant. */
  readonly line: number;
  /** Header of the column as the file writes it, or `#3` when the settings give its position. */
  readonly column?: string;
  readonly code: SheetCode;
  /** Short and never about a person: values of a census are never shown. */
  readonly value?: string;
  /** The other line that this one collides with. */
  readonly otherLine?: number;
  /** `refused`: this line (or file) was not taken; `warning`: it was taken, or skipped as it should. */
  readonly severity: "refused" | "warning";
}

export interface SheetReading<T> {
  readonly records: readonly T[];
  /** In order of lines. */
  readonly issues: readonly SheetIssue[];
}

export interface SheetSettings<Field extends string> {
  /** IANA zone of times written without an offset. */
  readonly zone: string;
  /** Unit codes made of digits are filled with zeros up to this length. Absent: codes stay as they are. */
  readonly codePadLength?: number;
  /** Local header, or position from 1, by field. A header line is expected in either case. */
  readonly columns?: Readonly<Partial<Record<Field, string | number>>>;
}

/** For sheets that tell a state at one time. */
export interface DatedSheetSettings<Field extends string> extends SheetSettings<Field> {
  /** Epoch milliseconds; a sheet from the future is refused. */
  readonly nowMs: number;
  /** Older figures are refused. Absent: any age. */
  readonly ageLimitMs?: number;
}

export interface IssueDetail {
  readonly column?: string;
  readonly value?: string;
  readonly otherLine?: number;
}

/** Collects the issues of one sheet. */
export interface IssueLog {
  refuse(line: number, code: SheetCode, detail?: IssueDetail): void;
  warn(line: number, code: SheetCode, detail?: IssueDetail): void;
  /** Sorted by line, each in order of writing. */
  list(): SheetIssue[];
}

export function createIssueLog(): IssueLog {
  const issues: SheetIssue[] = [];
  return {
    refuse: (line, code, detail) => issues.push({ line, code, ...detail, severity: "refused" }),
    warn: (line, code, detail) => issues.push({ line, code, ...detail, severity: "warning" }),
    list: () => issues.toSorted((a, b) => a.line - b.line),
  };
}

/** True when the file as a whole was refused, so that nothing of it may be used. */
export function isFileRefused(issues: readonly SheetIssue[]): boolean {
  return issues.some(({ line, severity }) => line === 0 && severity === "refused");
}

const SHOWN_MAX_CHARS = 24;

/** A cell as it may be shown: short, one line, without a run of letters or digits long enough to be a person. */
export function showable(cell: string): string | undefined {
  const text = cell.trim();
  const suspect = text.length > SHOWN_MAX_CHARS || /[\p{L}]{5}|\d{7}|[\p{Cc}]/u.test(text);
  return suspect || text === "" ? undefined : text;
}
