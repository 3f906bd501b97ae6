import { numberText } from "./cell-value.ts";
import { looksLikeFormula } from "./formula-text.ts";
import { columnNumber, Merges } from "./merges.ts";
import { type NumberStyle, unescaped } from "./strings-and-styles.ts";
import { type IssueList, type PlainRow, type SpreadsheetLimits, Unreadable } from "./table.ts";
import type { UnpackBudget } from "./unpack.ts";
import { readXml, type XmlListener } from "./xml-events.ts";
import type { ZipEntry } from "./zip-directory.ts";

export interface SheetContext {
  readonly strings: readonly string[];
  readonly styles: readonly NumberStyle[];
  readonly from1904: boolean;
  readonly limits: SpreadsheetLimits;
  readonly issues: IssueList;
}

const plain: NumberStyle = { kind: "plain" };

/**
 * The cells of one sheet as texts, rows with nothing in them left out (ECMA-376 §18.3.1). A formula gives its own text
 * with `=` in front: nothing is computed, and the stored result could say anything. Throws Unreadable.
 */
export async function readSheet(
  entry: ZipEntry,
  budget: UnpackBudget,
  context: SheetContext,
): Promise<PlainRow[]> {
  const reader = new SheetReader(context);
  await readXml(entry, budget, reader);
  return reader.finish();
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: NumberStyle;
  readonly formula: boolean;
  readonly formulaText: string;
  readonly value: string;
}

class SheetReader implements XmlListener {
  readonly #context: SheetContext;
  readonly #rows = new Map<number, string[]>();
  readonly #merges: Merges;
  #row = 0;
  #column = 0;
  #cell: OpenCell | undefined;
  #into: "value" | "formulaText" | undefined;
  #aloud = 0;
  #hiddenTold = false;

  constructor(context: SheetContext) {
    this.#context = context;
    this.#merges = new Merges(context.limits.rowsMax);
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#into = undefined;
    if (name === "row") this.#openRow(attributes);
    else if (name === "c") this.#openCell(attributes);
    else if (name === "rPh") this.#aloud += 1;
    else if (name === "mergeCell") this.#merges.add(attributes["ref"] ?? "");
    else if (this.#cell === undefined) return;
    else if (name === "f") {
      this.#cell = { ...this.#cell, formula: true };
      this.#into = "formulaText";
    } else if (name === "v" || (name === "t" && this.#aloud === 0)) this.#into = "value";
  }

  text(piece: string): void {
    const into = this.#into;
    if (into === undefined || this.#cell === undefined) return;
    this.#cell = { ...this.#cell, [into]: this.#cell[into] + piece };
  }

  close(name: string): void {
    this.#into = undefined;
    if (name === "rPh") this.#aloud -= 1;
    if (name === "c") this.#closeCell();
  }

  finish(): PlainRow[] {
    const { issues } = this.#context;
    const place = this.#merges.repeatDown(this.#rows);
    for (const { row, column } of place) issues.add({ problem: "merged", row, column });
    return [...this.#rows]
      .filter(([, cells]) => cells.some((cell) => cell.trim() !== ""))
      .sort(([a], [b]) => a - b)
      .map(([row, cells]) => ({ row, cells }));
  }

  /** Row numbers may be left out: a row then follows the one before. */
  #openRow(attributes: Readonly<Record<string, string>>): void {
    const row = Number(attributes["r"] ?? this.#row + 1);
    if (!Number.isInteger(row) || row <= 0 || row > 1_048_576) throw new Unreadable("damaged");
    this.#row = row;
    this.#column = 0;
    if (!this.#hiddenTold && ["1", "true"].includes(attributes["hidden"] ?? "")) {
      this.#hiddenTold = true;
      this.#context.issues.add({ problem: "row-hidden", row, column: null });
    }
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    const reference = attributes["r"];
    const column = reference === undefined ? this.#column + 1 : columnOf(reference);
    this.#column = column;
    this.#cell = {
      column,
      type: attributes["t"] ?? "n",
      style: this.#context.styles[Number(attributes["s"] ?? "0")] ?? plain,
      formula: false,
      formulaText: "",
      value: "",
    };
  }

  #closeCell(): void {
    const cell = this.#cell;
    this.#cell = undefined;
    if (cell === undefined || this.#row === 0) return;
    const text = this.#cellText(cell);
    if (text === "") return;
    const { limits } = this.#context;
    if (cell.column > limits.columnsMax) throw new Unreadable("too-many-columns");
    const cells = this.#rows.get(this.#row) ?? [];
    // One more than data needs: the row of headings.
    if (cells.length === 0 && this.#rows.size > limits.rowsMax) throw new Unreadable("too-many-rows");
    while (cells.length < cell.column) cells.push("");
    cells[cell.column - 1] = text;
    this.#rows.set(this.#row, cells);
  }

  #cellText(cell: OpenCell): string {
    const full = cell.formula ? `=${cell.formulaText}` : valueText(cell, this.#context);
    const { issues, limits } = this.#context;
    const place = { row: this.#row, column: cell.column };
    if (cell.formula) issues.add({ problem: "formula", ...place });
    else if (looksLikeFormula(full)) issues.add({ problem: "looks-like-formula", ...place });
    if (cell.type === "e" && !cell.formula) issues.add({ problem: "error-value", ...place });
    if (full.length <= limits.cellMaxChars) return full;
    issues.add({ problem: "cell-cut", ...place });
    return full.slice(0, limits.cellMaxChars);
  }
}

function valueText({ type, value, style }: OpenCell, { strings, from1904 }: SheetContext): string {
  switch (type) {
    case "s": {
      const text = strings[Number(value)];
      if (text === undefined && value !== "") throw new Unreadable("damaged");
      return text ?? "";
    }
    case "n":
      return numberText(value, style, from1904);
    case "b":
      return value === "1" ? "TRUE" : "FALSE";
    case "str":
    case "inlineStr":
      return unescaped(value);
    default:
      return value;
  }
}

function columnOf(reference: string): number {
  const letters = /^\$?([A-Z]{1,3})\$?\d+$/.exec(reference)?.[1];
  if (letters === undefined) throw new Unreadable("damaged");
  return columnNumber(letters);
}
