export type Pdf = InstanceType<typeof import("pdfkit")>;

/** Sizes on paper, in points. */
export const points = { margin: 48, title: 18, heading: 12.5, text: 9.5, small: 7.5, cell: 8.5 } as const;

/** Room that a heading keeps below itself, so that it never ends a page. */
const roomBelowHeadingPoints = 70;

/** A text as it can be printed: whole characters, nothing invisible but line breaks. */
export function shown(text: string): string {
  return text
    .toWellFormed()
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(/[\p{Cc}\p{Cf}\p{Co}]/gu, (one) => (one === "\n" ? one : one === "\t" ? " " : ""));
}

/** One paragraph, told to screen readers as what it is. */
export function addParagraph(
  pdf: Pdf,
  parent: PDFKit.PDFStructureElement,
  tag: "H1" | "H2" | "P" | "LBody",
  text: string,
  strong = false,
): void {
  const size = tag === "H1" ? points.title : tag === "H2" ? points.heading : points.text;
  if (tag === "H2" && pdf.y > pdf.page.height - points.margin - roomBelowHeadingPoints) pdf.addPage();
  if (tag === "H2") pdf.moveDown(0.6);
  const element = pdf.struct(tag);
  parent.add(element);
  element.add(() => {
    pdf
      .font(strong || tag === "H1" || tag === "H2" ? "strong" : "text")
      .fontSize(size)
      .text(shown(text), points.margin, pdf.y, { width: pdf.page.width - 2 * points.margin });
  });
  element.end();
  pdf.moveDown(0.35);
}
