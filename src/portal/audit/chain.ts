import { createHash } from "node:crypto";

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

/** Begins a check. The trail may be long: nothing but the last hash is kept, and at most a hundred faults. */
export function checkTrail(): TrailCheck {
  const faultsMax = 100;
  const faults: TrailFault[] = [];
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
      if (!follows || hashOf(line, line.previousHash) !== line.hash)
        found({ fault: "altered", sequence: line.sequence });
      previousHash = line.hash;
      expected = line.sequence + 1;
    },
    end(head) {
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
