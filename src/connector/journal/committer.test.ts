import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { Committer } from "./committer.ts";

/** A disk whose commits end when the test says so. */
function slowDisk(): {
  write(entries: readonly number[]): Promise<readonly number[]>;
  finish(fault?: Error): void;
  groups: number[][];
} {
  const groups: number[][] = [];
  const open: {
    entries: readonly number[];
    resolve: (value: readonly number[]) => void;
    reject: (fault: Error) => void;
  }[] = [];
  return {
    groups,
    write(entries) {
      groups.push([...entries]);
      return new Promise((resolve, reject) => open.push({ entries, resolve, reject }));
    },
    finish(fault) {
      const first = open.shift();
      if (fault) first?.reject(fault);
      else first?.resolve(first.entries);
    },
  };
}

async function turns(count = 10): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await setImmediate();
}

test("when idle an entry is committed at once; while a commit runs the next gathers", async () => {
  const disk = slowDisk();
  const committed: number[] = [];
  const committer = new Committer<number, readonly number[]>({
    groupMax: 3,
    queueMax: 100,
    write: disk.write,
    committed: (entries) => committed.push(...entries),
  });
  const first = committer.commit(1);
  await turns();
  const rest = [2, 3, 4, 5].map((entry) => committer.commit(entry));
  let firstDone = false;
  void first.then(() => {
    firstDone = true;
  });
  await turns();
  assert.deepEqual(disk.groups, [[1]]);
  assert.equal(firstDone, false, "nobody is told before the disk is");
  disk.finish();
  await first;
  await turns();
  assert.deepEqual(disk.groups, [[1], [2, 3, 4]]);
  disk.finish();
  await turns();
  disk.finish();
  await Promise.all(rest);
  assert.deepEqual(disk.groups, [[1], [2, 3, 4], [5]]);
  assert.deepEqual(committed, [1, 2, 3, 4, 5]);
});

test("a failed commit rejects its own group only and tells nobody that it was written", async () => {
  const disk = slowDisk();
  const committed: number[] = [];
  const committer = new Committer<number, readonly number[]>({
    groupMax: 1,
    queueMax: 10,
    write: disk.write,
    committed: (entries) => committed.push(...entries),
  });
  const bad = committer.commit(1);
  const good = committer.commit(2);
  await turns();
  disk.finish(new Error("disk full"));
  await assert.rejects(bad, /disk full/);
  await turns();
  disk.finish();
  await good;
  await committer.idle();
  assert.deepEqual(committed, [2]);
});

test("beyond the queue limit an entry is refused, not kept in memory", async () => {
  const disk = slowDisk();
  const committer = new Committer<number, readonly number[]>({
    groupMax: 1,
    queueMax: 2,
    write: disk.write,
    committed() {},
  });
  const kept = [committer.commit(1)];
  await turns();
  kept.push(committer.commit(2), committer.commit(3));
  await assert.rejects(committer.commit(4), /more than 2 entries wait/);
  for (const _ of kept) {
    disk.finish();
    await turns();
  }
  await Promise.all(kept);
});
