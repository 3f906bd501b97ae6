import { SaxesParser } from "saxes";
import { Unreadable } from "./table.ts";
import { type UnpackBudget, unpack } from "./unpack.ts";
import type { ZipEntry } from "./zip-directory.ts";

/** What a part of a workbook tells while it is read. Names come without their prefix. */
export interface XmlListener {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Deeper than any part of a workbook. */
const depthMax = 64;

/**
 * Reads an XML part in pieces, so that neither the part nor its tree is ever held whole, and others get their turn
 * between pieces. A document type is refused: workbooks have none, and entities could grow without bound. Throws
 * Unreadable, also whatever the listener throws.
 */
export async function readXml(entry: ZipEntry, budget: UnpackBudget, listener: XmlListener): Promise<void> {
  const parser = new SaxesParser();
  let depth = 0;
  parser.on("error", () => {
    throw new Unreadable("damaged");
  });
  parser.on("doctype", () => {
    throw new Unreadable("damaged");
  });
  parser.on("opentag", ({ name, attributes }) => {
    depth += 1;
    if (depth > depthMax) throw new Unreadable("damaged");
    listener.open(localName(name), withLocalNames(attributes));
  });
  parser.on("text", (text) => listener.text?.(text));
  parser.on("cdata", (text) => listener.text?.(text));
  parser.on("closetag", ({ name }) => {
    depth -= 1;
    listener.close?.(localName(name));
  });
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const piece of unpack(entry, budget)) parser.write(decode(decoder, piece));
  parser.write(decode(decoder));
  parser.close();
}

function decode(decoder: InstanceType<typeof TextDecoder>, piece?: Uint8Array): string {
  try {
    return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
  } catch {
    throw new Unreadable("damaged");
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function withLocalNames(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const named: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    // `r:id` beside `id` would hide one of them: the prefix of relations stays.
    named[name.startsWith("xmlns") ? name : name.replace(/^(?!r:)\w+:/, "")] = value;
  }
  return named;
}
