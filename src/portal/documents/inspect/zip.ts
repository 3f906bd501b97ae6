import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";

/** One file of an archive, as its directory at the end describes it (APPNOTE.TXT §4.3.12). */
export interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly storedBytes: number;
  /** Size once inflated, as declared. */
  readonly sizeBytes: number;
  readonly headerAt: number;
}

const entriesMax = 5_000;
const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const headerSignature = 0x04034b50;
const endBytes = 22;
const entryBytes = 46;
const headerBytes = 30;
const commentMaxBytes = 65_535;
const inflate = promisify(inflateRaw);

/** True for bytes that begin as an archive does. */
export function isZip(bytes: Uint8Array): boolean {
  return (
    bytes.length >= endBytes && bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
  );
}

/** The directory of an archive; `undefined` when it does not add up, is split, or has more entries than a document has. */
export function zipEntries(bytes: Uint8Array): readonly ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end === undefined) return undefined;
  const count = view.getUint16(end + 10, true);
  const first = view.getUint32(end + 16, true);
  if (count !== view.getUint16(end + 8, true) || count > entriesMax) return undefined;
  const entries: ZipEntry[] = [];
  let at = first;
  for (let index = 0; index < count; index += 1) {
    if (at + entryBytes > end || view.getUint32(at, true) !== entrySignature) return undefined;
    const nameBytes = view.getUint16(at + 28, true);
    const next = at + entryBytes + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) return undefined;
    entries.push({
      name: Buffer.from(bytes.subarray(at + entryBytes, at + entryBytes + nameBytes)).toString("utf8"),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      storedBytes: view.getUint32(at + 20, true),
      sizeBytes: view.getUint32(at + 24, true),
      headerAt: view.getUint32(at + 42, true),
    });
    at = next;
  }
  return entries;
}

function endOf(view: DataView): number | undefined {
  const lowest = Math.max(0, view.byteLength - endBytes - commentMaxBytes);
  for (let at = view.byteLength - endBytes; at >= lowest; at -= 1)
    if (view.getUint32(at, true) === endSignature) return at;
  return undefined;
}

/**
 * The content of an entry, inflated to no more than `sizeMaxBytes`. `undefined` when it is longer, damaged, or packed
 * in a way that office programs do not use.
 */
export async function entryContent(
  bytes: Uint8Array,
  entry: ZipEntry,
  sizeMaxBytes: number,
): Promise<Uint8Array | undefined> {
  const { headerAt, storedBytes, sizeBytes, method } = entry;
  if (sizeBytes > sizeMaxBytes || headerAt + headerBytes > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(headerAt, true) !== headerSignature) return undefined;
  const start =
    headerAt + headerBytes + view.getUint16(headerAt + 26, true) + view.getUint16(headerAt + 28, true);
  const stored = bytes.subarray(start, start + storedBytes);
  if (stored.length !== storedBytes) return undefined;
  if (method === 0) return storedBytes === sizeBytes ? stored : undefined;
  if (method !== 8) return undefined;
  try {
    const content = await inflate(stored, { maxOutputLength: Math.max(1, sizeMaxBytes) });
    return content.length === sizeBytes ? content : undefined;
  } catch {
    return undefined;
  }
}
