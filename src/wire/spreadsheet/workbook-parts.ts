import { Unreadable } from "./table.ts";
import type { UnpackBudget } from "./unpack.ts";
import { readXml } from "./xml-events.ts";
import type { ZipEntry } from "./zip-directory.ts";

/** An opened archive: its entries and what may still be unpacked of them. */
export interface Archive {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  readonly budget: UnpackBudget;
}

export interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly entry: ZipEntry;
}

export interface WorkbookParts {
  readonly sheets: readonly SheetPart[];
  readonly sharedStrings: ZipEntry | undefined;
  readonly styles: ZipEntry | undefined;
  /** Days are counted from 1904 instead of 1900. */
  readonly from1904: boolean;
}

interface Relation {
  readonly id: string;
  /** Last word of its type: `worksheet`, `styles`, `sharedStrings`, … */
  readonly kind: string;
  readonly target: string;
}

/** More sheets than this is no list. */
const sheetsMax = 255;

/**
 * The parts of a workbook that hold cells (ECMA-376 part 1, §12.2): found through its relations, whatever their names.
 * Sheets come in the order of the tabs. Throws Unreadable.
 */
export async function workbookParts(archive: Archive): Promise<WorkbookParts> {
  const root = await relations(archive, "");
  const book = archive.entries.get(root.find(({ kind }) => kind === "officeDocument")?.target ?? "");
  if (book === undefined) throw new Unreadable("damaged");
  const related = await relations(archive, book.name);
  const listed: { name: string; hidden: boolean; id: string }[] = [];
  let from1904 = false;
  await readXml(book, archive.budget, {
    open(name, attributes) {
      if (name === "workbookPr") from1904 = ["1", "true"].includes(attributes["date1904"] ?? "");
      if (name !== "sheet") return;
      if (listed.length === sheetsMax) throw new Unreadable("damaged");
      const { state = "visible" } = attributes;
      const id = attributes["r:id"] ?? attributes["id"] ?? "";
      listed.push({ name: attributes["name"] ?? "", hidden: state !== "visible", id });
    },
  });
  const part = (kind: string): ZipEntry | undefined =>
    archive.entries.get(related.find((it) => it.kind === kind)?.target ?? "");
  return {
    sheets: listed.flatMap(({ name, hidden, id }) => {
      const relation = related.find((it) => it.id === id);
      // Sheets of charts have no cells.
      if (relation?.kind !== "worksheet") return [];
      const entry = archive.entries.get(relation.target);
      if (entry === undefined) throw new Unreadable("damaged");
      return [{ name, hidden, entry }];
    }),
    sharedStrings: part("sharedStrings"),
    styles: part("styles"),
    from1904,
  };
}

/** Relations of a part, or of the whole archive for `""`. Targets are full names of entries. */
async function relations(archive: Archive, part: string): Promise<Relation[]> {
  const slash = part.lastIndexOf("/") + 1;
  const folder = part.slice(0, slash);
  const entry = archive.entries.get(`${folder}_rels/${part.slice(slash)}.rels`);
  if (entry === undefined) throw new Unreadable("damaged");
  const found: Relation[] = [];
  await readXml(entry, archive.budget, {
    open(name, attributes) {
      if (name !== "Relationship" || attributes["TargetMode"] === "External") return;
      const kind = attributes["Type"]?.split("/").at(-1) ?? "";
      found.push({ id: attributes["Id"] ?? "", kind, target: resolved(folder, attributes["Target"] ?? "") });
    },
  });
  return found;
}

function resolved(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith("/") ? target.slice(1) : folder + target).split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}
