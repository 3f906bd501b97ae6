import { type BaseBlock, Integer, OctetString } from "asn1js";
import { oidOf, partsOf, readBer } from "./identify.ts";

/** How a file protects its content, weakest first. */
export type Protection = "none" | "rc2-40" | "rc2-128" | "des" | "3des" | "rc4" | "aes" | "other";

/** What a file says of its own protection, before any password is tried. */
export interface ProtectionReading {
  readonly schemes: readonly Protection[];
  /** Largest number of rounds that a password would be put through. */
  readonly roundsMax: number;
}

/** PKCS#12 and PKCS#5 schemes (RFC 7292 appendix C, RFC 8018 appendix A) and content ciphers. */
const schemes: Readonly<Record<string, Protection>> = {
  "1.2.840.113549.1.12.1.1": "rc4",
  "1.2.840.113549.1.12.1.2": "rc4",
  "1.2.840.113549.1.12.1.3": "3des",
  "1.2.840.113549.1.12.1.4": "3des",
  "1.2.840.113549.1.12.1.5": "rc2-128",
  "1.2.840.113549.1.12.1.6": "rc2-40",
  "1.2.840.113549.1.5.1": "des",
  "1.2.840.113549.1.5.3": "des",
  "1.2.840.113549.1.5.10": "des",
  "1.2.840.113549.3.2": "rc2-128",
  "1.2.840.113549.3.7": "3des",
  "1.3.14.3.2.7": "des",
  "2.16.840.1.101.3.4.1.2": "aes",
  "2.16.840.1.101.3.4.1.22": "aes",
  "2.16.840.1.101.3.4.1.42": "aes",
};
/** Schemes whose parameters are a salt and a number of rounds. */
const rounds = /^1\.2\.840\.113549\.1\.(12\.1\.\d|5\.(1|3|4|6|10|11|12))$/;
const SCRYPT_OID = "1.3.6.1.4.1.11591.4.11";
const DIGEST_OIDS = /^(1\.3\.14\.3\.2\.26|1\.2\.840\.113549\.2\.\d|2\.16\.840\.1\.101\.3\.4\.2\.\d+)$/;
/** Rounds that are still put up with: tools write 1 000 to 100 000. About half a second. */
export const ROUNDS_MAX = 400_000;
const DEPTH_MAX = 24;

/**
 * Finds every password scheme and its rounds in a PKCS#12 file or an encrypted key, without a password. A damaged
 * number of rounds could otherwise keep a library busy for hours.
 */
export function protectionOf(bytes: Uint8Array): ProtectionReading {
  const found = new Set<Protection>();
  let roundsMax = 0;
  const visit = (block: BaseBlock, depth: number): void => {
    if (depth > DEPTH_MAX) return;
    if (block instanceof OctetString) {
      const inner = readBer(new Uint8Array(block.getValue()));
      if (inner && partsOf(inner).length > 0) visit(inner, depth + 1);
    }
    const parts = partsOf(block);
    const oid = oidOf(parts[0]);
    const scheme = oid === undefined ? undefined : schemes[oid];
    if (scheme) found.add(scheme);
    roundsMax = Math.max(roundsMax, roundsOf(oid, parts), macRounds(parts));
    for (const part of parts) visit(part, depth + 1);
  };
  const outer = readBer(bytes);
  if (outer) visit(outer, 0);
  return { schemes: [...found], roundsMax };
}

function roundsOf(oid: string | undefined, parts: readonly BaseBlock[]): number {
  if (oid === undefined) return 0;
  const parameters = partsOf(parts[1]);
  if (oid === SCRYPT_OID) {
    const [cost, block, parallel] = parameters.slice(1).map(wholeNumber);
    return ((cost ?? 0) * (block ?? 0) * (parallel ?? 0)) / 8;
  }
  return rounds.test(oid) ? wholeNumber(parameters[1]) : 0;
}

/** MacData (RFC 7292 §4): a digest, a salt, a number of rounds. */
function macRounds(parts: readonly BaseBlock[]): number {
  const [digest, salt, count] = parts;
  const algorithm = partsOf(partsOf(digest)[0])[0];
  const isMac = salt instanceof OctetString && DIGEST_OIDS.test(oidOf(algorithm) ?? "");
  return isMac ? wholeNumber(count) : 0;
}

/** A negative number of rounds is a damaged one, and so counts as too many. */
function wholeNumber(block: BaseBlock | undefined): number {
  if (!(block instanceof Integer)) return 0;
  if (block.valueBlock.valueHexView.length > 6) return Number.POSITIVE_INFINITY;
  const value = Number(block.toBigInt());
  return value < 0 ? Number.POSITIVE_INFINITY : value;
}
