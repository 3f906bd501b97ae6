/** One DER value (X.690 §8.1): its identifier octet, and where its content stands in the bytes. */
export interface DerValue {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Identifier, length and content together. */
  readonly whole: Uint8Array;
}

/**
 * Cuts `bytes` into the DER values that follow each other in it. Definite lengths and one-octet tags only, which
 * is all that a certificate's name uses. Throws a RangeError when the bytes do not add up.
 */
export function derValues(bytes: Uint8Array): DerValue[] {
  const values: DerValue[] = [];
  let at = 0;
  while (at < bytes.length) {
    const { contentAt, end } = header(bytes, at);
    values.push({
      tag: bytes[at] ?? 0,
      content: bytes.subarray(contentAt, end),
      whole: bytes.subarray(at, end),
    });
    at = end;
  }
  return values;
}

/** The single DER value that `bytes` starts with. Throws a RangeError when there is none. */
export function firstDerValue(bytes: Uint8Array): DerValue {
  const { contentAt, end } = header(bytes, 0);
  return { tag: bytes[0] ?? 0, content: bytes.subarray(contentAt, end), whole: bytes.subarray(0, end) };
}

/** Dotted text of an object identifier's content octets (X.690 §8.19). */
export function oidText(content: Uint8Array): string {
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const octet of content) {
    arc = (arc << 7n) | BigInt(octet & 0x7f);
    if (octet & 0x80) continue;
    if (arcs.length === 0) {
      const first = arc < 40n ? 0n : arc < 80n ? 1n : 2n;
      arcs.push(first, arc - first * 40n);
    } else arcs.push(arc);
    arc = 0n;
  }
  return arcs.join(".");
}

function header(bytes: Uint8Array, at: number): { contentAt: number; end: number } {
  const first = bytes[at + 1];
  if (first === undefined) throw new RangeError("DER value cut short");
  if ((first & 0x80) === 0) return bounded(bytes, at + 2, first);
  const lengthOctets = first & 0x7f;
  if (lengthOctets === 0 || lengthOctets > 4) throw new RangeError("DER length of unsupported form");
  let length = 0;
  for (let index = 0; index < lengthOctets; index += 1) length = length * 256 + (bytes[at + 2 + index] ?? 0);
  return bounded(bytes, at + 2 + lengthOctets, length);
}

function bounded(bytes: Uint8Array, contentAt: number, length: number): { contentAt: number; end: number } {
  const end = contentAt + length;
  if (end > bytes.length) throw new RangeError("DER value cut short");
  return { contentAt, end };
}
