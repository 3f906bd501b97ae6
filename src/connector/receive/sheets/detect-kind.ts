import type { Table } from "../../../wire/csv/read-table.ts";
import { findColumns } from "./columns.ts";
import {
  censusFields,
  type FieldSpec,
  fieldsByKind,
  figureFields,
  foldWord,
  registerFields,
} from "./fields.ts";
import type { SheetIssue, SheetKind } from "./sheet-issue.ts";

/** Local column names by kind, as the readers take them. */
export type ColumnsByKind = Readonly<
  Partial<Record<SheetKind, Readonly<Partial<Record<string, string | number>>>>>
>;

export type DetectedKind =
  | { readonly ok: true; readonly kind: SheetKind }
  | { readonly ok: false; readonly issue: SheetIssue };

interface Signature {
  readonly kind: SheetKind;
  /** One field of each group must have a column. */
  readonly needs: readonly (readonly string[])[];
  /** A column that only another kind has. */
  readonly excludes: readonly FieldSpec[];
  readonly fileNames: readonly string[];
}

const signatures: readonly Signature[] = [
  {
    kind: "register",
    needs: [["unit"], ["room"], ["bed"], ["state"]],
    excludes: [],
    fileNames: ["registre", "register", "referentiel", "lits", "beds"],
  },
  {
    kind: "closings",
    needs: [["unit"], ["from"], ["count", "bed"]],
    excludes: [registerFields.state, censusFields.patient, figureFields.installed],
    fileNames: ["fermeture", "closing"],
  },
  {
    kind: "census",
    needs: [["unit"], ["patient"]],
    excludes: [],
    fileNames: ["census", "recensement", "presents"],
  },
  {
    kind: "figures",
    needs: [["unit"], ["installed"], ["freeF", "freeM", "freeEither"], ["at"]],
    excludes: [],
    fileNames: ["chiffres", "figures", "capacite", "capacity"],
  },
];

function fits(table: Table, signature: Signature, columns: ColumnsByKind): boolean {
  const fields: Readonly<Record<string, FieldSpec>> = fieldsByKind[signature.kind];
  const overrides = columns[signature.kind] ?? {};
  if (signature.excludes.some((spec) => findColumns(table, spec, undefined).length > 0)) return false;
  return signature.needs.every((group) =>
    group.some((field) => {
      const spec = fields[field];
      return spec !== undefined && findColumns(table, spec, overrides[field]).length > 0;
    }),
  );
}

/**
 * Which of the four sheets a table is, by its header. Where several fit, the beginning of the file name decides
 * among them. Unknown or still ambiguous: the file is refused, with an issue whose text lists what was expected;
 * nothing of the file is shown, since its first line may not be a header.
 */
export function detectSheetKind(table: Table, fileName: string, columns: ColumnsByKind = {}): DetectedKind {
  const fitting = signatures.filter((signature) => fits(table, signature, columns));
  const name = foldWord(fileName);
  const named = fitting.filter(({ fileNames }) => fileNames.some((start) => name.startsWith(start)));
  const [only, ...others] = fitting.length > 1 ? named : fitting;
  if (only && others.length === 0) return { ok: true, kind: only.kind };
  const code = fitting.length === 0 ? "sheet.kind-unknown" : "sheet.kind-ambiguous";
  const value = fitting.map(({ kind }) => kind).join(", ");
  const issue: SheetIssue = { line: 0, code, severity: "refused", ...(value === "" ? {} : { value }) };
  return { ok: false, issue };
}
