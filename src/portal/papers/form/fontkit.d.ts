/** The one function that `@cantoo/pdf-lib` calls; the package brings no types of its own. */
declare module "fontkit" {
  type Fontkit = Parameters<import("@cantoo/pdf-lib").PDFDocument["registerFontkit"]>[0];
  export const create: Fontkit["create"];
}
