import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { inflateSync } from "node:zlib";

const headerBytes = 12;
const entryBytes = 16;
const woffHeaderBytes = 44;
const woffEntryBytes = 20;

/**
 * DejaVu Sans as an OpenType font, from the package that is installed with Raccord: no machine has to have it, and the
 * standard PDF fonts lack signs of French texts.
 */
export function dejavuSans(weight: 400 | 700): Buffer {
  const name = `@fontsource/dejavu-sans/files/dejavu-sans-latin-${weight}-normal.woff`;
  return fontOfWoff(readFileSync(fileURLToPath(import.meta.resolve(name))));
}

/**
 * The OpenType font inside a WOFF file (WOFF 1.0 §3 to §5). pdfkit reads WOFF too, but inflates a table anew at each
 * glyph: half a minute for a report. Throws on any other file.
 */
export function fontOfWoff(woff: Buffer): Buffer {
  if (woff.toString("latin1", 0, 4) !== "wOFF") throw new Error("not a WOFF font");
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => {
    const at = woffHeaderBytes + index * woffEntryBytes;
    const [offset, packed, length] = [
      woff.readUInt32BE(at + 4),
      woff.readUInt32BE(at + 8),
      woff.readUInt32BE(at + 12),
    ];
    const bytes = woff.subarray(offset, offset + packed);
    return {
      tag: woff.subarray(at, at + 4),
      checksum: woff.subarray(at + 16, at + 20),
      data: packed < length ? inflateSync(bytes, { maxOutputLength: length }) : bytes,
    };
  });
  const power = Math.floor(Math.log2(count));
  const header = Buffer.alloc(headerBytes + count * entryBytes);
  woff.copy(header, 0, 4, 8);
  header.writeUInt16BE(count, 4);
  header.writeUInt16BE(2 ** power * entryBytes, 6);
  header.writeUInt16BE(power, 8);
  header.writeUInt16BE((count - 2 ** power) * entryBytes, 10);
  const parts: Buffer[] = [header];
  let end = header.length;
  for (const [index, { tag, checksum, data }] of tables.entries()) {
    const at = headerBytes + index * entryBytes;
    tag.copy(header, at);
    checksum.copy(header, at + 4);
    header.writeUInt32BE(end, at + 8);
    header.writeUInt32BE(data.length, at + 12);
    const padding = Buffer.alloc((4 - (data.length % 4)) % 4);
    parts.push(data, padding);
    end += data.length + padding.length;
  }
  return Buffer.concat(parts);
}
