import { createHmac, createSecretKey, type KeyObject } from "node:crypto";

/** One key of the settings; `id` stands beside each hash so that keys can be changed. */
export interface PseudonymKey {
  readonly id: string;
  /** At least 32 bytes. */
  readonly secret: Uint8Array;
}

/** A key made ready once: making it ready again for each hash costs more than the hash. */
interface ReadyKey {
  readonly id: string;
  readonly secret: KeyObject;
}

/** Length of a hash in characters of base64url: 132 bits. */
const hashChars = 22;

/**
 * Keyed hashes for patient, visit and account numbers (DESIGN §6).
 *
 * The first key makes new hashes. A number that was first met under an older key keeps that hash, so that a change
 * of key does not cut a stay in two: `known` tells whether the journal holds a hash.
 */
export class Pseudonyms {
  readonly #keys: readonly ReadyKey[];
  readonly #feed: string;
  readonly #known: (pseudonym: string) => boolean;

  constructor(keys: readonly PseudonymKey[], feed: string, known: (pseudonym: string) => boolean) {
    if (keys.length === 0) throw new RangeError("at least one pseudonym key is needed");
    this.#keys = keys.map(({ id, secret }) => ({ id, secret: createSecretKey(secret) }));
    this.#feed = feed;
    this.#known = known;
  }

  /** `keyId.hash` of a number of this feed. */
  of(kind: "patient" | "visit" | "account", number: string): string {
    const [first, ...older] = this.#keys.map((key) => this.#under(key, kind, number));
    return older.find((pseudonym) => this.#known(pseudonym)) ?? first ?? "";
  }

  /** Fingerprint of the bytes of a message, for telling a repeated message from a re-used control id. */
  fingerprint(bytes: Uint8Array): string {
    const [key] = this.#keys;
    return key === undefined ? "" : createHmac("sha256", key.secret).update(bytes).digest("base64url");
  }

  #under(key: ReadyKey, kind: string, number: string): string {
    const hash = createHmac("sha256", key.secret)
      .update(`${kind}\n${this.#feed}\n${number}`)
      .digest("base64url");
    return `${key.id}.${hash.slice(0, hashChars)}`;
  }
}
