import type { UnpackBudget } from "./unpack.ts";
import { readXml } from "./xml-events.ts";
import type { ZipEntry } from "./zip-directory.ts";

/** The texts that cells share, in order (ECMA-376 §18.4). Formats inside a text and readings aloud are left out. */
export async function sharedStrings(entry: ZipEntry | undefined, budget: UnpackBudget): Promise<string[]> {
  const strings: string[] = [];
  if (entry === undefined) return strings;
  let text = "";
  let inText = false;
  let aloud = 0;
  await readXml(entry, budget, {
    open(name) {
      if (name === "si") text = "";
      if (name === "rPh") aloud += 1;
      inText = name === "t" && aloud === 0;
    },
    text(piece) {
      if (inText) text += piece;
    },
    close(name) {
      inText = false;
      if (name === "rPh") aloud -= 1;
      if (name === "si") strings.push(unescaped(text));
    },
  });
  return strings;
}

/** `_x000D_` is how a workbook writes a character that XML cannot hold (ECMA-376 §22.9.2.19). */
export function unescaped(text: string): string {
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** How a number is shown, as far as its text depends on it. */
export type NumberStyle =
  | { readonly kind: "plain" }
  | { readonly kind: "date" }
  /** Shown with zeros in front, up to so many digits. */
  | { readonly kind: "padded"; readonly digits: number };

const plain: NumberStyle = { kind: "plain" };

/** Formats of dates that have a number of their own (ECMA-376 §18.8.30). */
const dateFormats: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/** The number style of each cell format, in order (ECMA-376 §18.8). */
export async function numberStyles(
  entry: ZipEntry | undefined,
  budget: UnpackBudget,
): Promise<NumberStyle[]> {
  const styles: NumberStyle[] = [];
  if (entry === undefined) return styles;
  const formats = new Map<number, string>();
  let inCellFormats = false;
  await readXml(entry, budget, {
    open(name, attributes) {
      const id = Number(attributes["numFmtId"] ?? "0");
      if (name === "numFmt") formats.set(id, attributes["formatCode"] ?? "");
      if (name === "cellXfs") inCellFormats = true;
      if (name === "xf" && inCellFormats) styles.push(styleOf(id, formats.get(id)));
    },
    close(name) {
      if (name === "cellXfs") inCellFormats = false;
    },
  });
  return styles;
}

function styleOf(id: number, format: string | undefined): NumberStyle {
  if (format === undefined) {
    return dateFormats.some(([from, to]) => id >= from && id <= to) ? { kind: "date" } : plain;
  }
  if (/^0{2,20}$/.test(format)) return { kind: "padded", digits: format.length };
  // Quoted texts, escaped characters and words in brackets say nothing about the number.
  const bare = format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, "");
  return /[ymdh]/i.test(bare) ? { kind: "date" } : plain;
}
