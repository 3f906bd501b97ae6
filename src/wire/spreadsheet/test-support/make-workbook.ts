import { crc32, deflateRawSync } from "node:zlib";

/** One file of a made archive. `declaredBytes` and `flags` are for archives that lie or are locked. */
export interface MadeEntry {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly declaredBytes?: number;
  readonly flags?: number;
}

/** A ZIP archive, written by hand so that it can be wrong in any way. */
export function makeZip(entries: readonly MadeEntry[]): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, declaredBytes, flags = 0 } of entries) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const nameBytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(declaredBytes ?? bytes.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), common, nameBytes, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\0"), common, tail, nameBytes]));
    bodies.push(local);
    at += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...bodies, central, end]));
}

export interface MadeSheet {
  readonly name: string;
  readonly state?: string;
  /** What stands inside `worksheet`. */
  readonly xml: string;
}

export interface MadeWorkbook {
  readonly sheets: readonly MadeSheet[];
  readonly strings?: string;
  readonly styles?: string;
  readonly bookProperties?: string;
}

const relationBase = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

const relations = (rows: readonly (readonly [string, string, string])[]): string => {
  const inner = rows.map(
    ([id, kind, target]) => `<Relationship Id="${id}" Type="${relationBase}/${kind}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner.join("")}</Relationships>`;
};

/** The parts of a workbook with these sheets. */
export function workbookEntries({ sheets, strings, styles, bookProperties = "" }: MadeWorkbook): MadeEntry[] {
  const listed = sheets.map(
    ({ name, state = "visible" }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}" state="${state}" r:id="s${index}"/>`,
  );
  return [
    { name: "[Content_Types].xml", content: "<Types/>" },
    { name: "_rels/.rels", content: relations([["a", "officeDocument", "/xl/workbook.xml"]]) },
    {
      name: "xl/workbook.xml",
      content: `<workbook ${main} xmlns:r="${relationBase}">${bookProperties}<sheets>${listed.join("")}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: relations([
        ...sheets.map((_, index) => [`s${index}`, "worksheet", `worksheets/part-${index}.xml`] as const),
        ["t", "sharedStrings", "sharedStrings.xml"],
        ["y", "styles", "../xl/./styles.xml"],
      ]),
    },
    ...sheets.map(({ xml }, index) => ({
      name: `xl/worksheets/part-${index}.xml`,
      content: `<worksheet ${main}>${xml}</worksheet>`,
    })),
    ...(strings === undefined
      ? []
      : [{ name: "xl/sharedStrings.xml", content: `<sst ${main}>${strings}</sst>` }]),
    ...(styles === undefined
      ? []
      : [{ name: "xl/styles.xml", content: `<styleSheet ${main}>${styles}</styleSheet>` }]),
  ];
}

/** A workbook with one sheet of these rows. */
export function oneSheet(rows: string, more: Partial<MadeWorkbook> & { after?: string } = {}): Uint8Array {
  const { after = "", ...parts } = more;
  const sheets = [{ name: "Liste", xml: `<sheetData>${rows}</sheetData>${after}` }];
  return makeZip(workbookEntries({ sheets, ...parts }));
}
