import type { SpreadsheetProblem } from "./table.ts";

const marks = {
  zip: [0x50, 0x4b, 0x03, 0x04],
  emptyZip: [0x50, 0x4b, 0x05, 0x06],
  ole: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
};

/** Beginnings of files that are neither a workbook nor a table in text. */
const foreignMarks: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x1f, 0x8b], // gzip
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x52, 0x61, 0x72, 0x21], // RAR
  [0x7b, 0x5c, 0x72, 0x74, 0x66], // RTF
  [0x4d, 0x5a], // program
  [0x7f, 0x45, 0x4c, 0x46], // program
];

export type FileKind =
  | { readonly kind: "zip" }
  | { readonly kind: "text" }
  | { readonly kind: "refused"; readonly problem: SpreadsheetProblem };

/** What a file is by its bytes; its name may say anything. */
export function fileKind(bytes: Uint8Array): FileKind {
  if (startsWith(bytes, marks.zip)) return { kind: "zip" };
  if (startsWith(bytes, marks.emptyZip)) return { kind: "refused", problem: "wrong-type" };
  if (startsWith(bytes, marks.ole)) return { kind: "refused", problem: oleProblem(bytes) };
  const markup = new TextDecoder("latin1")
    .decode(bytes.subarray(0, 512))
    .replace(/^[\s\u00ef\u00bb\u00bf]+/, "");
  // Programs give pages and XML the ending .xls; a table in text does not begin with a tag.
  if (foreignMarks.some((mark) => startsWith(bytes, mark)) || /^<[!?a-z]/i.test(markup)) {
    return { kind: "refused", problem: "wrong-type" };
  }
  return { kind: "text" };
}

/** What an archive is that holds no workbook of the kind read here. */
export function archiveProblem(names: ReadonlySet<string>): SpreadsheetProblem | undefined {
  if (names.has("[Content_Types].xml")) {
    if (names.has("xl/workbook.bin")) return "old-workbook";
    return names.has("word/document.xml") || names.has("ppt/presentation.xml") ? "wrong-type" : undefined;
  }
  return names.has("mimetype") && names.has("content.xml") ? "open-document" : "wrong-type";
}

/** A workbook with a password is an OLE file with a stream of this name. */
const encryptedStream = Buffer.from("EncryptedPackage", "utf16le");
/** A workbook of the old format is one too. */
const oldStreams = ["Workbook", "Book"].map((name) => Buffer.from(name, "utf16le"));

function oleProblem(bytes: Uint8Array): SpreadsheetProblem {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.includes(encryptedStream)) return "encrypted";
  return oldStreams.some((name) => file.includes(name)) ? "old-workbook" : "wrong-type";
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}
