import { createHash } from "node:crypto";
import { z } from "zod";

/** One line of the trail, before its hash. */
export interface TrailLine {
  readonly sequence: number;
  readonly atMs: number;
  readonly byPerson: string;
  readonly byName: string;
  readonly journeyId: string;
  readonly action: string;
  /** JSON text. */
  readonly what: string;
  readonly why: string;
}

/** A line with its place in the chain. */
export interface ChainedLine extends TrailLine {
  readonly previousHash: string;
  readonly hash: string;
}

/** What the first line follows. */
export const beginning = "0".repeat(64);

/** SHA-256 over the line and the hash before it, hexadecimal. Every member counts, in a fixed order. */
export function hashOf(line: TrailLine, previousHash: string): string {
  const { sequence, atMs, byPerson, byName, journeyId, action, what, why } = line;
  const text = JSON.stringify([previousHash, sequence, atMs, byPerson, byName, journeyId, action, what, why]);
  return createHash("sha256").update(text).digest("hex");
}

/** The action of a line that names lines whose words were removed on purpose (`redact.ts`). */
export const removingAction = "trail-words-removed";

/** What is left of a removed line's words. */
export const removedWords = { byName: "", what: '{"removed":true}', why: "" } as const;

/** A removed line as it is named: its number, the hash that it had and keeps, the hash of what is left of it. */
export type RemovedLine = readonly [sequence: number, hash: string, left: string];

const removedShape = z.looseObject({
  lines: z.array(z.tuple([z.int(), z.string(), z.string()])),
});

/** The lines that a line of the trail names as removed; none for any other line. */
function removedBy({ action, what }: TrailLine): readonly RemovedLine[] {
  if (action !== removingAction) return [];
  try {
    return removedShape.parse(JSON.parse(what)).lines;
  } catch {
    return [];
  }
}

/** What is wrong with a trail. */
export type TrailFault =
  | { readonly fault: "altered"; readonly sequence: number }
  | { readonly fault: "missing"; readonly sequence: number }
  | { readonly fault: "end-missing"; readonly sequence: number; readonly expected: number };

/** Walks a trail in order of its numbers, line by line. */
export interface TrailCheck {
  take(line: ChainedLine): void;
  /** Every fault; `head` is what the database says of the last line, `undefined` when it says nothing. */
  end(head: { readonly sequence: number; readonly hash: string } | undefined): readonly TrailFault[];
}

/** Lines that do not fit their hash and may still be named as removed; more than so many are not waited for. */
const unexplainedMax = 1_000_000;
const faultsMax = 100;

/**
 * Begins a check. The trail may be long: kept are the last hash, at most a hundred faults, and two hashes of each line whose
 * words were removed. Such a line keeps its hash, which the next one follows; it is sound when a later line, itself sound,
 * names it with that hash and with the hash of exactly what is left.
 */
export function checkTrail(): TrailCheck {
  const faults: TrailFault[] = [];
  const unexplained = new Map<number, { readonly hash: string; readonly left: string }>();
  let previousHash = beginning;
  let expected = 1;
  const found = (fault: TrailFault): void => {
    if (faults.length < faultsMax) faults.push(fault);
  };
  return {
    take(line) {
      for (let missing = expected; missing < line.sequence && faults.length < faultsMax; missing += 1)
        found({ fault: "missing", sequence: missing });
      const follows = line.sequence === expected ? line.previousHash === previousHash : true;
      const own = hashOf(line, line.previousHash);
      if (!follows) found({ fault: "altered", sequence: line.sequence });
      else if (own !== line.hash) {
        if (isEmptied(line) && unexplained.size < unexplainedMax)
          unexplained.set(line.sequence, { hash: line.hash, left: own });
        else found({ fault: "altered", sequence: line.sequence });
      } else
        for (const [sequence, hash, left] of removedBy(line)) {
          const waiting = unexplained.get(sequence);
          if (waiting?.hash === hash && waiting.left === left) unexplained.delete(sequence);
        }
      previousHash = line.hash;
      expected = line.sequence + 1;
    },
    end(head) {
      for (const sequence of unexplained.keys()) found({ fault: "altered", sequence });
      faults.sort((a, b) => a.sequence - b.sequence);
      const last = expected - 1;
      if (head === undefined) {
        if (last > 0) found({ fault: "end-missing", sequence: last, expected: 0 });
      } else if (head.sequence !== last)
        found({ fault: "end-missing", sequence: last, expected: head.sequence });
      else if (head.hash !== previousHash && last > 0) found({ fault: "altered", sequence: last });
      return faults;
    },
  };
}

function isEmptied({ byName, what, why }: TrailLine): boolean {
  return byName === removedWords.byName && what === removedWords.what && why === removedWords.why;
}
