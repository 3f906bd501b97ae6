import { dejavuSans } from "../../../runtime/pdf/font.ts";
import type { PaperContent, PaperPart } from "../content.ts";
import { dayName, sayIn } from "../kinds/paper-source.ts";
import { addParagraph, type Pdf, points, shown } from "./paragraph.ts";
import { addTable, type TableCells } from "./table.ts";

/**
 * A paper as a tagged PDF (PDF/UA-1 as far as pdfkit marks it): title, language, headings, lists and tables that screen
 * readers follow, every font embedded. The same paper always gives the same bytes.
 */
export async function paperPdf(content: PaperContent): Promise<Buffer> {
  // A large package that few people need: loaded when somebody asks for a paper.
  const { default: PDFDocument } = await import("pdfkit");
  const pdf = new PDFDocument({
    size: "A4",
    margins: { top: points.margin, bottom: points.margin, left: points.margin, right: points.margin },
    pdfVersion: "1.7",
    // The types do not know it yet.
    subset: "PDF/UA" as "PDF/A-2",
    tagged: true,
    lang: content.language === "fr" ? "fr-FR" : "en-GB",
    displayTitle: true,
    bufferPages: true,
    // None of the standard fonts, which cannot be embedded.
    font: "",
    info: {
      Title: shown(`${content.title} : ${content.subtitle}`),
      Creator: "Raccord",
      Producer: "Raccord",
      CreationDate: new Date(`${content.day}T12:00:00Z`),
    },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
    pdf.on("end", () => resolve(Buffer.concat(chunks)));
    pdf.on("error", reject);
  });
  pdf.registerFont("text", dejavuSans(400));
  pdf.registerFont("strong", dejavuSans(700));
  const root = pdf.struct("Document");
  pdf.addStructure(root);
  addParagraph(pdf, root, "H1", content.title);
  addParagraph(pdf, root, "P", content.subtitle, true);
  addParagraph(pdf, root, "P", dayName(content.day, sayIn(content.language)));
  for (const part of content.parts) await addPart(pdf, root, part);
  root.end();
  numberPages(pdf, content);
  pdf.end();
  return done;
}

async function addPart(pdf: Pdf, root: PDFKit.PDFStructureElement, part: PaperPart): Promise<void> {
  switch (part.kind) {
    case "heading":
      addParagraph(pdf, root, "H2", part.text);
      break;
    case "text":
      addParagraph(pdf, root, "P", part.text);
      break;
    case "fields": {
      const rows = part.rows.map(({ label, value }): TableCells => [label, value === "" ? "…" : value]);
      await addTable(pdf, root, { columns: undefined, widths: [0.34, 0.66], rows });
      break;
    }
    case "checklist":
      addChecklist(pdf, root, part.rows);
      break;
    case "table":
      if (part.rows.length === 0) addParagraph(pdf, root, "P", "–");
      else await addTable(pdf, root, { columns: part.columns, widths: widthsOf(part), rows: part.rows });
  }
}

function addChecklist(
  pdf: Pdf,
  root: PDFKit.PDFStructureElement,
  rows: readonly { readonly label: string; readonly done: boolean }[],
): void {
  const list = pdf.struct("L");
  root.add(list);
  for (const { label, done } of rows) {
    const item = pdf.struct("LI");
    list.add(item);
    addParagraph(pdf, item, "LBody", `${done ? "☑" : "☐"} ${label}`);
    item.end();
  }
  list.end();
}

/** Shares of the width: room for the longest word of each column first, then by what its cells hold. */
function widthsOf({ columns, rows }: Extract<PaperPart, { kind: "table" }>): readonly number[] {
  const measured = columns.map((column, index) => {
    const cells = [column, ...rows.map((row) => row[index] ?? "")];
    const words = cells.flatMap((cell) => cell.split(/\s+/));
    const longest = (texts: readonly string[], most: number): number =>
      texts.reduce((found, text) => Math.max(found, Math.min(text.length, most)), 1);
    return { word: longest(words, 22) + 2, cell: longest(cells, 70) };
  });
  const sum = (of: "word" | "cell"): number => measured.reduce((all, one) => all + one[of], 0);
  // At the size of cells, about ninety characters fit beside each other.
  const spare = Math.max(0, 1 - sum("word") / 90);
  return measured.map(({ word, cell }) => ((1 - spare) * word) / sum("word") + (spare * cell) / sum("cell"));
}

/** `Title, page 2 / 3` below each page; not read out, like every repetition. */
function numberPages(pdf: Pdf, { title }: PaperContent): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    const bottom = pdf.page.margins.bottom;
    // Below the margin: text there would otherwise begin another page.
    pdf.page.margins.bottom = 0;
    pdf.markContent("Artifact", { type: "Pagination" });
    pdf
      .font("text")
      .fontSize(points.small)
      .text(
        shown(`${title}, page ${page + 1} / ${count}`),
        points.margin,
        pdf.page.height - points.margin / 2,
        {
          width: pdf.page.width - 2 * points.margin,
          align: "right",
          lineBreak: false,
        },
      );
    pdf.endMarkedContent();
    pdf.page.margins.bottom = bottom;
  }
}
