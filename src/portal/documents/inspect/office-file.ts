import { type FileVerdict, refused, taken } from "./verdict.ts";
import type { ZipEntry } from "./zip.ts";

/** Names that stand for programs inside a document: VBA, Excel 4 macro sheets, Basic and scripts of OpenDocument. */
const macroNames = /(?:^|\/)(?:vbaProject\.bin|vbaData\.xml)$|^xl\/macrosheets\/|^(?:Basic|Scripts)\/./i;
const sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const openText = "application/vnd.oasis.opendocument.text";

/** Files of an archive whose content tells what the whole is. */
export const tellingEntries = ["[Content_Types].xml", "mimetype", "META-INF/manifest.xml"] as const;

/** Judges an archive by its names and by the content of its telling entries (ECMA-376 part 2; OpenDocument 1.3 part 2). */
export function officeVerdict(
  entries: readonly ZipEntry[],
  telling: ReadonlyMap<string, string>,
): FileVerdict {
  if (entries.some((entry) => entry.encrypted)) return refused("document.encrypted");
  const types = telling.get("[Content_Types].xml") ?? "";
  const kind = (telling.get("mimetype") ?? "").trim();
  if (telling.get("META-INF/manifest.xml")?.includes("encryption-data")) return refused("document.encrypted");
  const named = entries.some(({ name }) => macroNames.test(name.replaceAll("\\", "/")));
  if (named || /macroEnabled|ms-office\.vbaProject/i.test(types)) return refused("document.macros");
  if (kind === openText) return taken(openText, ".odt");
  if (types.includes(`${sheet}.main+xml`)) return taken(sheet, ".xlsx");
  if (types.includes(`${word}.main+xml`)) return taken(word, ".docx");
  return refused("document.type-refused");
}
