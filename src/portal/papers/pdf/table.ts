import { setImmediate } from "node:timers/promises";
import { type Pdf, points, shown } from "./paragraph.ts";

/** Cells of one row, in the order of the columns. */
export type TableCells = readonly string[];

/** A table; without `columns`, the first cell of each row is its heading. */
export interface TableToDraw {
  readonly columns: TableCells | undefined;
  /** Shares of the page's width; together 1. */
  readonly widths: readonly number[];
  readonly rows: readonly TableCells[];
}

const rowsAtOnce = 50;
const padPoints = 3;
const lineColor = "#767676";
const headColor = "#eef1f6";

/** Draws a table: headings at the top of each page (read out once), rows whole on a page, cells of any length. */
export async function addTable(
  pdf: Pdf,
  parent: PDFKit.PDFStructureElement,
  wanted: TableToDraw,
): Promise<void> {
  const table = pdf.struct("Table");
  parent.add(table);
  const draw = rowDrawer(pdf, wanted.widths);
  const { columns } = wanted;
  if (columns !== undefined) draw.headings(table, columns);
  for (const [index, row] of wanted.rows.entries()) {
    // Thousands of rows take seconds: whoever else asks is answered meanwhile.
    if (index % rowsAtOnce === rowsAtOnce - 1) await setImmediate();
    for (const piece of draw.pieces(row)) {
      const height = draw.heightOf(piece);
      if (pdf.y + height > pdf.page.height - points.margin) {
        pdf.addPage();
        if (columns !== undefined) draw.headings(undefined, columns);
      }
      draw.row(table, piece, { height, headed: columns === undefined });
    }
  }
  table.end();
  pdf.x = points.margin;
  pdf.y += 8;
}

function rowDrawer(pdf: Pdf, shares: readonly number[]) {
  const whole = pdf.page.width - 2 * points.margin;
  const widths = shares.map((share) => share * whole);
  const lefts = widths.map((_, index) => points.margin + widths.slice(0, index).reduce((a, b) => a + b, 0));
  const bodyMax = pdf.page.height - 2 * points.margin - 60;
  const font = (strong: boolean) => pdf.font(strong ? "strong" : "text").fontSize(points.cell);
  const cellHeight = (text: string, index: number): number =>
    pdf.heightOfString(text, { width: (widths[index] ?? 0) - 2 * padPoints }) + 2 * padPoints;
  const heightOf = (cells: TableCells): number => {
    font(true);
    return Math.max(...cells.map(cellHeight));
  };

  /** A row that no page could hold, as rows that a page can. */
  const pieces = (cells: TableCells): readonly TableCells[] => {
    const texts = cells.map((cell) => shown(cell));
    if (heightOf(texts) <= bodyMax) return [texts];
    const halves = texts.map(halved);
    return [...pieces(halves.map(([first]) => first)), ...pieces(halves.map(([, second]) => second))];
  };

  const cell = (
    text: string,
    index: number,
    { top, height }: { top: number; height: number },
    strong: boolean,
  ) => {
    font(strong)
      .fillColor("#000000")
      .text(text, (lefts[index] ?? 0) + padPoints, top + padPoints, {
        width: (widths[index] ?? 0) - 2 * padPoints,
        height,
      });
  };

  const frame = (top: number, height: number, fill: boolean): void => {
    pdf.markContent("Artifact", { type: "Layout" });
    for (const [index, left] of lefts.entries()) {
      pdf.lineWidth(0.5).rect(left, top, widths[index] ?? 0, height);
      if (fill) pdf.fillAndStroke(headColor, lineColor);
      else pdf.stroke(lineColor);
    }
    pdf.endMarkedContent();
  };

  return {
    pieces,
    heightOf,
    /** `table` absent: the repetition on a further page, which is not read out. */
    headings(table: PDFKit.PDFStructureElement | undefined, columns: TableCells): void {
      const texts = columns.map((column) => shown(column));
      const height = heightOf(texts);
      if (pdf.y + 3 * height > pdf.page.height - points.margin) pdf.addPage();
      const top = pdf.y;
      frame(top, height, true);
      if (table === undefined) {
        pdf.markContent("Artifact", { type: "Pagination" });
        for (const [index, text] of texts.entries()) cell(text, index, { top, height }, true);
        pdf.endMarkedContent();
      } else {
        const row = pdf.struct("TR");
        table.add(row);
        for (const [index, text] of texts.entries()) {
          const head = pdf.struct("TH", { scope: "Column" } as PDFKit.Mixins.StructureElementOptions);
          row.add(head);
          head.add(() => cell(text, index, { top, height }, true));
          head.end();
        }
        row.end();
      }
      pdf.y = top + height;
    },
    row(
      table: PDFKit.PDFStructureElement,
      texts: TableCells,
      { height, headed }: { readonly height: number; readonly headed: boolean },
    ): void {
      const top = pdf.y;
      frame(top, height, false);
      const row = pdf.struct("TR");
      table.add(row);
      for (const [index, text] of texts.entries()) {
        const isHead = headed && index === 0;
        const element = isHead
          ? pdf.struct("TH", { scope: "Row" } as PDFKit.Mixins.StructureElementOptions)
          : pdf.struct("TD");
        row.add(element);
        element.add(() => cell(text, index, { top, height }, isHead));
        element.end();
      }
      row.end();
      pdf.y = top + height;
    },
  };
}

/** A text that is shorter is not what makes its row too high. */
const wholeCharacters = 200;

/** The two halves of a text, cut at a space where there is one near the middle. */
function halved(text: string): readonly [string, string] {
  if (text.length <= wholeCharacters) return [text, ""];
  const middle = Math.floor(text.length / 2);
  const space = text.indexOf(" ", middle);
  const at = space === -1 || space > middle + 80 ? middle : space + 1;
  return [text.slice(0, at), text.slice(at)];
}
