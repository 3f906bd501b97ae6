import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { PlaceSeed } from "../settings.ts";

const columns = ["idNatStruct", "externalId", "entryId", "name", "region", "function"] as const;
const places = z.array(PlaceSeed).max(100_000);
const table = z.array(z.array(z.string()));

/**
 * Reads a file of places: CSV with `;` and the columns `idNatStruct;externalId;entryId;name;region;function`, or a
 * JSON list of objects with those names. Throws `sandbox.places-file` with the line and the column.
 */
export function readPlacesFile(path: string): PlaceSeed[] {
  try {
    return placesIn(readFileSync(path, "utf8"));
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** The same for a text that is no file; `name` stands for the file in the fault. */
export function readPlacesText(text: string, name: string): PlaceSeed[] {
  try {
    return placesIn(text);
  } catch (error) {
    throw unreadable(name, error);
  }
}

function placesIn(file: string): PlaceSeed[] {
  const text = file.replace(/^\uFEFF/, "");
  const rows = /^\s*\[/.test(text) ? JSON.parse(text) : fromCsv(text);
  const read = places.safeParse(rows);
  if (read.success) return read.data;
  throw new Error(firstProblem(read.error));
}

function unreadable(name: string, error: unknown): RaccordError {
  const why = error instanceof Error ? error.message : "";
  return new RaccordError("sandbox.places-file", `${name}: ${why}`, { cause: error });
}

function fromCsv(text: string): unknown[] {
  const lines = parse(text, { delimiter: ";", trim: true, skip_empty_lines: true });
  const [header = [], ...rows] = table.parse(lines);
  if (header.join(";") !== columns.join(";")) throw new Error(`the first line is not ${columns.join(";")}`);
  return rows.map((row) =>
    Object.fromEntries(
      columns.map((column, index) => [column, row[index]]).filter(([, cell]) => cell !== ""),
    ),
  );
}

function firstProblem(error: z.ZodError): string {
  const [issue] = error.issues;
  const [index, ...members] = issue?.path ?? [];
  const place = typeof index === "number" ? `place ${index + 1}` : "the list";
  return `${place}, ${members.map(String).join(".")}: ${issue?.message ?? "wrong"}`;
}
