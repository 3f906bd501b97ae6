import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { readSheet, type SheetOutcome } from "../../connector/receive/sheets/read-sheet.ts";
import type { Closing, RegisterBed } from "../../domain/beds/register.ts";
import type { CliIo } from "../io.ts";

const limits = { sizeMaxBytes: 20_000_000, rowsMax: 100_000 };

/** The bed register in a file; refused lines are told on standard error, `undefined` when nothing can be used. */
export async function readRegisterFile(
  file: string,
  zone: string,
  io: CliIo,
): Promise<RegisterBed[] | undefined> {
  const outcome = await readFileAs("register", file, zone, io);
  return outcome?.kind === "register" ? [...outcome.reading.records] : undefined;
}

/** The closings in a file; as `readRegisterFile`. */
export async function readClosingsFile(
  file: string,
  zone: string,
  io: CliIo,
): Promise<Closing[] | undefined> {
  const outcome = await readFileAs("closings", file, zone, io);
  return outcome?.kind === "closings" ? [...outcome.reading.records] : undefined;
}

async function readFileAs(
  kind: "register" | "closings",
  file: string,
  zone: string,
  io: CliIo,
): Promise<SheetOutcome | undefined> {
  const bytes = await readFile(file);
  // A register is read as it stands: no line of it is too old or in the future.
  const outcome = readSheet(basename(file), bytes, { zone, nowMs: Number.MAX_SAFE_INTEGER, kind, limits });
  const issues = outcome.kind === "refused" ? outcome.issues : outcome.reading.issues;
  if (issues.length > 0) io.stderr(`${outcome.report}\n`);
  return outcome.kind === "refused" ? undefined : outcome;
}
