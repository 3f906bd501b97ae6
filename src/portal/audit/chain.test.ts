import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { beginning, type ChainedLine, checkTrail, hashOf, type TrailFault, type TrailLine } from "./chain.ts";

const words = fc.string({ unit: "grapheme", maxLength: 12 });
const entry = fc.record({
  atMs: fc.nat(),
  byPerson: words,
  byName: words,
  journeyId: words,
  action: words,
  what: words,
  why: words,
});

/** A sound trail of these entries. */
function chain(entries: readonly Omit<TrailLine, "sequence">[]): ChainedLine[] {
  let previousHash = beginning;
  return entries.map((one, index) => {
    const line = { ...one, sequence: index + 1 };
    const chained = { ...line, previousHash, hash: hashOf(line, previousHash) };
    previousHash = chained.hash;
    return chained;
  });
}

const trail = (minLength: number) => fc.array(entry, { minLength, maxLength: 8 }).map(chain);

function faultsOf(lines: readonly ChainedLine[], head: { sequence: number; hash: string } | undefined) {
  const check = checkTrail();
  for (const line of [...lines].sort((a, b) => a.sequence - b.sequence)) check.take(line);
  return check.end(head);
}

function headOf(lines: readonly ChainedLine[]) {
  const last = lines.at(-1);
  return last && { sequence: last.sequence, hash: last.hash };
}

const places = (faults: readonly TrailFault[]) => faults.map(({ fault, sequence }) => `${fault} ${sequence}`);

test("a trail that nobody touched has no fault", () => {
  fc.assert(fc.property(trail(0), (lines) => assert.deepEqual(faultsOf(lines, headOf(lines)), [])));
});

test("any member of any line, altered, is named", () => {
  const member = fc.constantFrom(
    "byPerson",
    "byName",
    "journeyId",
    "action",
    "what",
    "why",
    "hash",
    "previousHash",
  );
  fc.assert(
    fc.property(trail(1), fc.nat(), member, words, (lines, at, name, value) => {
      const index = at % lines.length;
      const line = lines[index] ?? assert.fail();
      fc.pre(line[name as "what"] !== value);
      const altered = lines.with(index, { ...line, [name]: value });
      assert.ok(places(faultsOf(altered, headOf(lines))).includes(`altered ${line.sequence}`), name);
    }),
  );
});

test("any line that is taken out is named, the last one too", () => {
  fc.assert(
    fc.property(trail(1), fc.nat(), (lines, at) => {
      const index = at % lines.length;
      const faults = faultsOf(lines.toSpliced(index, 1), headOf(lines));
      const isLast = index === lines.length - 1;
      assert.deepEqual(places(faults), [isLast ? `end-missing ${lines.length - 1}` : `missing ${index + 1}`]);
    }),
  );
});

test("two lines that change places are both named", () => {
  fc.assert(
    fc.property(trail(2), fc.nat(), fc.nat(), (lines, a, b) => {
      const [first, second] = [
        lines[a % lines.length] ?? assert.fail(),
        lines[b % lines.length] ?? assert.fail(),
      ];
      fc.pre(first !== second);
      const swapped = lines.map((line) =>
        line === first
          ? { ...second, sequence: first.sequence }
          : line === second
            ? { ...first, sequence: second.sequence }
            : line,
      );
      const found = places(faultsOf(swapped, headOf(lines)));
      for (const { sequence } of [first, second]) assert.ok(found.includes(`altered ${sequence}`));
    }),
  );
});

test("a line that is pushed in with a hash of its own is named, in the middle and at the end", () => {
  fc.assert(
    fc.property(trail(2), fc.nat(), entry, (lines, at, forged) => {
      const index = at % lines.length;
      const moved = lines.slice(index).map((line) => ({ ...line, sequence: line.sequence + 1 }));
      const previousHash = lines[index - 1]?.hash ?? beginning;
      const line = { ...forged, sequence: index + 1 };
      const pushed = [
        ...lines.slice(0, index),
        { ...line, previousHash, hash: hashOf(line, previousHash) },
        ...moved,
      ];
      const found = places(faultsOf(pushed, headOf(lines)));
      for (const { sequence } of moved) assert.ok(found.includes(`altered ${sequence}`));
      const last = { ...forged, sequence: lines.length + 1 };
      const end = lines.at(-1)?.hash ?? beginning;
      const added = [...lines, { ...last, previousHash: end, hash: hashOf(last, end) }];
      assert.deepEqual(places(faultsOf(added, headOf(lines))), [`end-missing ${lines.length + 1}`]);
    }),
  );
});
