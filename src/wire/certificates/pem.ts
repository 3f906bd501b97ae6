/** One armoured block of a PEM text (RFC 7468). */
export interface PemBlock {
  /** What stands after BEGIN, for example `CERTIFICATE`. */
  readonly label: string;
  /** The old way of encrypting a key: `Proc-Type: 4,ENCRYPTED` headers above the base64 (RFC 1421). */
  readonly encryptedByHeader: boolean;
  /** The block as found, BEGIN and END lines included. */
  readonly text: string;
  /** Decoded content; undefined when it is not base64. */
  readonly bytes: Uint8Array | undefined;
}

const BEGIN = "-----BEGIN ";
const DASHES = "-----";
const LABEL_MAX_CHARACTERS = 64;
const base64Text = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;

/**
 * The blocks of a PEM text in their order; text around them is ignored. A block without its END line is given with
 * undefined bytes. Time is linear in the length of the text.
 */
export function pemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  let at = text.indexOf(BEGIN);
  while (at >= 0) {
    const labelAt = at + BEGIN.length;
    const labelEnd = text.indexOf(DASHES, labelAt);
    if (labelEnd < 0 || labelEnd - labelAt > LABEL_MAX_CHARACTERS) {
      at = text.indexOf(BEGIN, labelAt);
      continue;
    }
    const label = text.slice(labelAt, labelEnd);
    const next = text.indexOf(BEGIN, labelEnd);
    const part = text.slice(labelEnd + DASHES.length, next < 0 ? undefined : next);
    const end = `-----END ${label}-----`;
    const endAt = part.indexOf(end);
    const inner = endAt < 0 ? undefined : part.slice(0, endAt);
    const stop = labelEnd + DASHES.length + (endAt < 0 ? part.length : endAt + end.length);
    blocks.push({ label, text: text.slice(at, stop), ...content(inner) });
    at = next;
  }
  return blocks;
}

/** PEM text of DER bytes, in lines of 64 characters, ended by a newline. */
export function pemText(label: string, der: Uint8Array): string {
  const lines = Buffer.from(der)
    .toString("base64")
    .match(/.{1,64}/g);
  return `${BEGIN}${label}-----\n${(lines ?? []).join("\n")}\n-----END ${label}-----\n`;
}

/** Bytes of a text that is nothing but base64; undefined when it is something else. */
export function base64Bytes(text: string): Uint8Array | undefined {
  return base64Text.test(text) && /\S/.test(text) ? Buffer.from(text, "base64") : undefined;
}

function content(inner: string | undefined): Pick<PemBlock, "bytes" | "encryptedByHeader"> {
  if (inner === undefined) return { bytes: undefined, encryptedByHeader: false };
  const headersEnd = /^[\s\S]{0,500}?\r?\n\r?\n/.exec(inner)?.[0];
  const headers = headersEnd?.includes(":") ? headersEnd : "";
  return {
    bytes: base64Bytes(inner.slice(headers.length)),
    encryptedByHeader: /Proc-Type: *4, *ENCRYPTED/.test(headers),
  };
}
