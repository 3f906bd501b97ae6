import { z } from "zod";

/** The first line of a backup: what it is, and which steps of the schema its rows have seen. */
export const backupHeader = z.strictObject({
  format: z.literal("raccord-backup"),
  version: z.literal(1),
  part: z.string().min(1).max(40),
  /** ISO 8601. */
  madeAt: z.iso.datetime(),
  steps: z.array(z.string().min(1).max(100)).min(1),
});
export type BackupHeader = z.output<typeof backupHeader>;

/** Before the rows of a table. `counted`: the last number that its counter gave. */
export const tableLine = z.strictObject({
  table: z.string().min(1).max(100),
  columns: z.array(z.string().min(1).max(100)).min(1),
  counted: z.int().min(0).nullable(),
});

/** The last line: whatever is missing or altered before it shows. */
export const endLine = z.strictObject({
  end: z.literal(true),
  rows: z.int().min(0),
  /** SHA-256 of every line before, with its line break; hexadecimal. */
  sha256: z.string().length(64),
});

const cell = z.union([z.string(), z.number(), z.null(), z.strictObject({ base64: z.base64() })]);
/** A row: cells in the order of the columns. */
export const rowLine = z.array(cell);
export type Cell = z.output<typeof cell>;

/** What a database gives, as a line holds it. Throws on anything that no table of Raccord has. */
export function written(value: unknown): Cell {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString("base64") };
  throw new TypeError(`a backup cannot hold a ${typeof value}`);
}

/** What a line holds, as a database takes it. */
export function read(value: Cell): string | number | null | Buffer {
  return typeof value === "object" && value !== null ? Buffer.from(value.base64, "base64") : value;
}
