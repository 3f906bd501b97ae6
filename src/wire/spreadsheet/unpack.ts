import { createInflateRaw } from "node:zlib";
import { Unreadable } from "./table.ts";
import type { ZipEntry } from "./zip-directory.ts";

/** Bytes that may still come out of an archive, all its parts together. */
export interface UnpackBudget {
  bytesLeft: number;
}

/**
 * The content of an entry, piece by piece. What it says of its size is not believed: it is stopped when the budget is
 * spent. Throws Unreadable `unpacks-too-large`, `encrypted` or `damaged`.
 */
export async function* unpack(entry: ZipEntry, budget: UnpackBudget): AsyncGenerator<Uint8Array> {
  if (entry.encrypted) throw new Unreadable("encrypted");
  if (entry.unpackedBytes > budget.bytesLeft) throw new Unreadable("unpacks-too-large");
  if (entry.method === 0) {
    spend(budget, entry.packed);
    yield entry.packed;
    return;
  }
  if (entry.method !== 8) throw new Unreadable("damaged");
  const inflate = createInflateRaw();
  inflate.end(entry.packed);
  try {
    for await (const piece of inflate) {
      const bytes = piece as Uint8Array;
      spend(budget, bytes);
      yield bytes;
    }
  } catch (error) {
    throw error instanceof Error && "code" in error ? new Unreadable("damaged") : error;
  } finally {
    inflate.destroy();
  }
}

function spend(budget: UnpackBudget, piece: Uint8Array): void {
  budget.bytesLeft -= piece.byteLength;
  if (budget.bytesLeft < 0) throw new Unreadable("unpacks-too-large");
}
