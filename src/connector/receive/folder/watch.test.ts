import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { describe, it, type TestContext } from "node:test";
import { type ManualClock, manualClock, systemClock } from "../../../runtime/clock.ts";
import { createLog, silentLog } from "../../../runtime/log.ts";
import { readSheet } from "../sheets/read-sheet.ts";
import { type FolderIntakeOptions, startFolderIntake, type TakenSheet } from "./watch.ts";

const startMs = Date.parse("2026-11-20T02:00:00Z");
const WAIT_MAX_MS = 10_000;

interface Bench {
  readonly folder: string;
  readonly clock: ManualClock;
  readonly taken: { fileName: string; text: string }[];
  start(overrides?: Partial<FolderIntakeOptions>): { close(): Promise<void> };
  /** Moves the clock on, poll after poll, until the condition holds. */
  until(condition: () => boolean | Promise<boolean>): Promise<void>;
  names(sub?: string): Promise<string[]>;
}

function bench(t: TestContext, outcome: TakenSheet = { accepted: true, report: "" }): Bench {
  const folder = mkdtempSync(join(tmpdir(), "raccord-folder-"));
  const clock = manualClock(startMs);
  const taken: { fileName: string; text: string }[] = [];
  const closers: (() => Promise<void>)[] = [];
  t.after(async () => {
    for (const close of closers) await close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    folder,
    clock,
    taken,
    start(overrides = {}) {
      const intake = startFolderIntake({
        folder,
        pollIntervalMs: 1000,
        stableForMs: 3000,
        limits: { sizeMaxBytes: 1000, filesMax: 100 },
        clock,
        log: silentLog,
        take: async ({ fileName, bytes }) => {
          taken.push({ fileName, text: Buffer.from(bytes).toString("utf8") });
          return outcome;
        },
        ...overrides,
      });
      closers.push(() => intake.close());
      return intake;
    },
    async until(condition) {
      const limitMs = Date.now() + WAIT_MAX_MS;
      while (!(await condition())) {
        assert.ok(Date.now() < limitMs, "the condition did not come true in time");
        clock.advance(500);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    async names(sub = ".") {
      const names = await readdir(join(folder, sub)).catch(() => []);
      return names.sort();
    },
  };
}

describe("startFolderIntake", () => {
  it("moves an accepted file to done/ after take, with its report", async (t) => {
    const b = bench(t);
    await writeFile(join(b.folder, "a.csv"), "UF;X\n");
    b.start({
      take: async ({ fileName, bytes }) => {
        assert.deepEqual(await b.names(), ["a.csv"], "still there while it is taken");
        b.taken.push({ fileName, text: Buffer.from(bytes).toString() });
        return { accepted: true, report: "été\n" };
      },
    });
    await b.until(async () => (await b.names("done")).includes("a.csv") && (await b.names()).length === 1);
    assert.deepEqual(b.taken, [{ fileName: "a.csv", text: "UF;X\n" }]);
    assert.deepEqual(await b.names("done"), ["a.csv", "a.csv.report.txt"]);
    assert.equal(await readFile(join(b.folder, "done/a.csv"), "utf8"), "UF;X\n");
    assert.equal(await readFile(join(b.folder, "done/a.csv.report.txt"), "utf8"), "été\n");
  });

  it("moves a refused file to refused/, and one that is too large without reading it", async (t) => {
    const b = bench(t, { accepted: false, report: "no" });
    await writeFile(join(b.folder, "bad.csv"), "x");
    await writeFile(join(b.folder, "big.csv"), "x".repeat(1001));
    b.start();
    await b.until(async () => (await b.names()).join() === "refused");
    assert.deepEqual(b.taken, [{ fileName: "bad.csv", text: "x" }]);
    const kept = ["bad.csv", "bad.csv.report.txt", "big.csv", "big.csv.report.txt"];
    assert.deepEqual(await b.names("refused"), kept);
    const report = await readFile(join(b.folder, "refused/big.csv.report.txt"), "utf8");
    assert.match(report, /sheet\.too-large/);
  });

  it("ignores unfinished names, folders and links", async (t) => {
    const b = bench(t);
    const ignored = [".a.csv", "~$a.xlsx", "a.csv.tmp", "b.PART", "c.filepart", "x.csv.report.txt"];
    for (const name of ignored) await writeFile(join(b.folder, name), "x");
    await mkdir(join(b.folder, "sub"));
    await symlink("/etc/hostname", join(b.folder, "link.csv"));
    await writeFile(join(b.folder, "z.csv"), "z");
    b.start();
    await b.until(async () => (await b.names("done")).length === 1 && !(await b.names()).includes("z.csv"));
    assert.deepEqual(await b.names(), [...ignored, "done", "link.csv", "sub"].sort());
    assert.equal(b.taken.length, 1);
  });

  it("waits until a growing file is stable", async (t) => {
    const b = bench(t);
    const path = join(b.folder, "grow.csv");
    await writeFile(path, "1");
    b.start();
    for (let part = 2; part <= 9; part += 1) {
      const beforeMs = b.clock.nowMs();
      await b.until(() => b.clock.nowMs() >= beforeMs + 2000);
      assert.equal(b.taken.length, 0);
      await writeFile(path, "1".repeat(part));
    }
    await b.until(() => b.taken.length === 1);
    assert.equal(b.taken[0]?.text, "111111111");
  });

  it("adds the time to a name that is already used, and overwrites nothing", async (t) => {
    const b = bench(t, { accepted: true, report: "r" });
    b.start();
    for (const text of ["one", "two", "three"]) {
      await writeFile(join(b.folder, "a.csv"), text);
      await b.until(async () => !(await b.names()).includes("a.csv"));
    }
    const names = (await b.names("done")).filter((name) => name.endsWith(".csv"));
    assert.equal(names.length, 3);
    assert.match(names.join(), /^a-20261120T\d{6}Z\.csv,a-20261120T\d{6}Z\.csv,a\.csv$/);
    const texts = await Promise.all(names.map((name) => readFile(join(b.folder, "done", name), "utf8")));
    assert.deepEqual(texts.sort(), ["one", "three", "two"]);
    assert.equal((await b.names("done")).length, 6);
  });

  it("keeps and offers again a file that could not be stored, at growing delays", async (t) => {
    const b = bench(t);
    const offeredAtMs: number[] = [];
    await writeFile(join(b.folder, "a.csv"), "x");
    b.start({
      take: async () => {
        offeredAtMs.push(b.clock.nowMs());
        if (offeredAtMs.length < 5) throw new Error("database is away");
        return { accepted: true, report: "" };
      },
    });
    await b.until(async () => (await b.names()).join() === "done");
    assert.equal(offeredAtMs.length, 5);
    const delays = offeredAtMs.slice(1).map((ms, index) => ms - (offeredAtMs[index] ?? 0));
    assert.ok(
      delays.every((delay, index) => delay >= 1000 * 2 ** index),
      `${delays}`,
    );
  });

  it("after a crash between commit and move, offers the same bytes again", async (t) => {
    const b = bench(t);
    const facts = new Set<string>();
    const take = async ({ bytes }: { bytes: Uint8Array }): Promise<TakenSheet> => {
      facts.add(Buffer.from(bytes).toString());
      return { accepted: true, report: "" };
    };
    await writeFile(join(b.folder, "a.csv"), "x");
    await writeFile(join(b.folder, "done"), "a file where the folder should be: the move cannot work");
    const first = b.start({ take: (sheet) => take(sheet) });
    await b.until(() => facts.size > 0);
    await first.close();
    assert.ok((await b.names()).includes("a.csv"));
    await rm(join(b.folder, "done"));
    b.start({ take });
    await b.until(async () => (await b.names()).join() === "done");
    assert.deepEqual([...facts], ["x"]);
    assert.deepEqual(await b.names("done"), ["a.csv"]);
  });

  it("takes once, however often the move fails", async (t) => {
    const b = bench(t);
    await writeFile(join(b.folder, "a.csv"), "x");
    await mkdir(join(b.folder, "kept"));
    await symlink(join(b.folder, "kept", "absent"), join(b.folder, "done"));
    b.start();
    await b.until(() => b.taken.length === 1);
    const beforeMs = b.clock.nowMs();
    await b.until(() => b.clock.nowMs() > beforeMs + 20_000);
    await rm(join(b.folder, "done"));
    await b.until(
      async () => (await b.names("done")).includes("a.csv") && !(await b.names()).includes("a.csv"),
    );
    assert.equal(b.taken.length, 1);
  });

  it("reads a newer file that replaced the one in hand, and loses neither", async (t) => {
    const b = bench(t);
    const seen: string[] = [];
    await writeFile(join(b.folder, "a.csv"), "old");
    b.start({
      take: async ({ bytes }) => {
        seen.push(Buffer.from(bytes).toString());
        if (seen.length === 1) {
          await writeFile(join(b.folder, ".new"), "newer");
          await rename(join(b.folder, ".new"), join(b.folder, "a.csv"));
        }
        return { accepted: true, report: "" };
      },
    });
    await b.until(async () => (await b.names()).join() === "done");
    assert.deepEqual(seen, ["old", "newer"]);
    assert.equal(await readFile(join(b.folder, "done/a.csv"), "utf8"), "newer");
  });

  it("logs an unreadable folder once and goes on when it comes back", async (t) => {
    const b = bench(t);
    const lines: string[] = [];
    const sink = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const drop = join(b.folder, "drop");
    b.start({ folder: drop, log: createLog("test", "info", sink) });
    await b.until(() => b.clock.nowMs() > startMs + 30_000 && lines.length > 0);
    assert.equal(lines.filter((line) => line.includes("sheet.folder-unreadable")).length, 1);
    await mkdir(drop);
    await writeFile(join(drop, "a.csv"), "x");
    await b.until(async () => (await b.names("drop/done")).includes("a.csv"));
    assert.equal(lines.filter((line) => line.includes("can be read again")).length, 1);
  });

  it("close waits for the file in hand and stops", async (t) => {
    const b = bench(t);
    await writeFile(join(b.folder, "a.csv"), "a");
    await writeFile(join(b.folder, "b.csv"), "b");
    let release: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let entered = false;
    const intake = b.start({
      take: async () => {
        entered = true;
        await gate;
        return { accepted: true, report: "" };
      },
    });
    await b.until(() => entered);
    let closed = false;
    const closing = intake.close().then(() => {
      closed = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(closed, false);
    release();
    await closing;
    assert.deepEqual(await b.names(), ["b.csv", "done"]);
    b.clock.advance(60_000);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(await b.names(), ["b.csv", "done"]);
  });

  it("works with the real clock and the real readers", async (t) => {
    const b = bench(t);
    const text = "UF;LIBELLE_UF;CHAMBRE;LIT;ETAT\n1;A;1;P;OUVERT\n1;A;1;F;peut-être\n";
    await writeFile(join(b.folder, "register.csv"), text);
    b.start({
      clock: systemClock,
      pollIntervalMs: 5,
      stableForMs: 20,
      take: async ({ fileName, bytes }) => {
        const limits = { sizeMaxBytes: 1000, rowsMax: 10 };
        const outcome = readSheet(fileName, bytes, { zone: "Europe/Paris", nowMs: startMs, limits });
        return { accepted: outcome.kind !== "refused", report: outcome.report };
      },
    });
    await b.until(async () => (await b.names()).join() === "done");
    const report = await readFile(join(b.folder, "done/register.csv.report.txt"), "utf8");
    assert.match(report, /REFUSÉ, ligne 3, colonne \[ETAT\]/);
    assert.match(report, /REFUSED, line 3, column \[ETAT\]/);
  });
});
