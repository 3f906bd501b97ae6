import { randomBytes } from "node:crypto";

/** Chance as the product sees it, so that a run can be replayed from its seed. */
export interface Random {
  /** Uniform in [0, 1). */
  fraction(): number;
  /** Uniform whole number in [0, below). `below` is at least 1. */
  integer(below: number): number;
  /** Lower-case hexadecimal, two characters a byte. */
  hex(byteCount: number): string;
}

/** Chance from the operating system. */
export const systemRandom: Random = {
  fraction: () => take(6).readUIntBE(0, 6) / 2 ** 48,
  integer: (below) => Math.floor(systemRandom.fraction() * below),
  hex: (byteCount) => take(byteCount).toString("hex"),
};

/** Asked for in one call: each call to the operating system costs more than an acknowledgement needs. */
const storeBytes = 4096;
let store = Buffer.alloc(0);
let used = 0;

/** Fresh bytes, each given once. */
function take(byteCount: number): Buffer {
  if (byteCount > storeBytes) return randomBytes(byteCount);
  if (used + byteCount > store.length) {
    store = randomBytes(storeBytes);
    used = 0;
  }
  used += byteCount;
  return store.subarray(used - byteCount, used);
}

/** Deterministic chance (mulberry32): the same seed gives the same sequence on every machine. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (below: number): number => Math.floor(fraction() * below);
  return {
    fraction,
    integer,
    hex: (byteCount) =>
      Array.from({ length: byteCount }, () => integer(256).toString(16).padStart(2, "0")).join(""),
  };
}
