import type { BigIntStats } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join, parse } from "node:path";

/** Size and modification time of a file, as one comparable text. */
export type Signature = string;

export function fileSignature(found: BigIntStats): Signature {
  return `${found.size}@${found.mtimeNs}`;
}

export interface MoveOrder {
  readonly folder: string;
  readonly name: string;
  readonly into: "done" | "refused";
  /** Of the content that was read. */
  readonly signature: Signature;
  readonly report: string;
  readonly nowMs: number;
}

export type MoveResult =
  | { readonly state: "moved"; readonly name: string }
  /** Another content stood under the name; it is back in the folder. */
  | { readonly state: "replaced" };

const NAMES_MAX = 1000;

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

/** Makes an empty file that nobody else has; `false` when the name is taken. */
async function reserve(path: string): Promise<boolean> {
  try {
    await (await open(path, "wx")).close();
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  }
}

/** `a.csv`, then `a-20261120T020000Z.csv`, then `a-20261120T020000Z-2.csv`, … */
function candidate(name: string, nowMs: number, attempt: number): string {
  if (attempt === 0) return name;
  const { name: stem, ext } = parse(name);
  const time = `${new Date(nowMs).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  return `${stem}-${time}${attempt === 1 ? "" : `-${attempt}`}${ext}`;
}

/** A rename onto a name reserved before cannot overwrite anybody's file, on any file system. */
async function reserveName(target: string, name: string, nowMs: number): Promise<string> {
  for (let attempt = 0; attempt < NAMES_MAX; attempt += 1) {
    const free = candidate(name, nowMs, attempt);
    if (await reserve(join(target, free))) return free;
  }
  throw new Error(`no free name in ${target}`);
}

/** Removes a reserved name that was not used; a share may report an error although the file has arrived. */
async function dropReserved(path: string): Promise<void> {
  if ((await stat(path)).size > 0) return;
  await rm(path, { force: true });
  await rm(`${path}.report.txt`, { force: true });
}

async function writeReport(target: string, name: string, report: string): Promise<void> {
  if (report === "") return;
  const path = join(target, `${name}.report.txt`);
  const file = await open(`${path}.tmp`, "w");
  try {
    await file.writeFile(report, "utf8");
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.tmp`, path);
}

/** Gives a file that was moved by mistake back to the folder, under its name or, if taken, a new one. */
async function giveBack(order: MoveOrder, moved: string): Promise<void> {
  const name = await reserveName(order.folder, order.name, order.nowMs);
  await rename(moved, join(order.folder, name));
}

/**
 * Moves a file that was read to `done/` or `refused/` beside its report, by atomic renames only.
 *
 * The report is written first, so that a settled file always has one. If another content took the name since it
 * was read, that content goes back to the folder and `replaced` is returned. Rejects when the file cannot be
 * moved; it then still stands in the folder.
 */
export async function moveAside(order: MoveOrder): Promise<MoveResult> {
  const source = join(order.folder, order.name);
  if (fileSignature(await stat(source, { bigint: true })) !== order.signature) return { state: "replaced" };
  const target = join(order.folder, order.into);
  await mkdir(target, { recursive: true });
  const name = await reserveName(target, order.name, order.nowMs);
  const path = join(target, name);
  try {
    await writeReport(target, name, order.report);
    await rename(source, path);
  } catch (error) {
    await dropReserved(path);
    throw error;
  }
  // Between the look and the rename a writer may have put a newer file under the name.
  if (fileSignature(await stat(path, { bigint: true })) === order.signature) return { state: "moved", name };
  await giveBack(order, path);
  await rm(`${path}.report.txt`, { force: true });
  return { state: "replaced" };
}
