import { placeIdentifier } from "../identifiers/id-nat-struct.ts";
import { departmentOfFiness } from "../regions/departments.ts";
import { type Region, regionOfDepartment } from "../regions/regions.ts";
import { csvOf, harmless } from "./csv.ts";
import type { AnswerRow } from "./facts.ts";
import { cell } from "./findings.ts";

/** One unit and its place in the ROR, texts as typed, numbers without their spaces. */
export interface MappingRow {
  readonly unit: string;
  readonly placeName: string;
  readonly finessEg: string;
  /** `1` + FINESS EG: the left half of the identifier in every PATCH (onboarding §3.3); empty without FINESS. */
  readonly idNatStruct: string;
  readonly externalId: string;
  readonly askedOn: string;
  readonly assignedOn: string;
  readonly sandboxOn: string;
  readonly productionOn: string;
}

/** Columns of the sheet, in order. */
export const mappingColumns = [
  "unit",
  "placeName",
  "finessEg",
  "idNatStruct",
  "externalId",
  "askedOn",
  "assignedOn",
  "sandboxOn",
  "productionOn",
] as const satisfies readonly (keyof MappingRow)[];

/** A row of the section `mapping` as it was typed. */
export function mappingRow(row: { readonly fields: AnswerRow }): MappingRow {
  const finessEg = cell(row, "finess-eg")
    .replace(/[\s.\u00a0\u202f]/g, "")
    .toUpperCase();
  return {
    unit: cell(row, "unit"),
    placeName: cell(row, "place-name"),
    finessEg,
    idNatStruct: finessEg === "" ? "" : `1${finessEg}`,
    externalId: cell(row, "external-id"),
    askedOn: cell(row, "asked-on"),
    assignedOn: cell(row, "assigned-on"),
    sandboxOn: cell(row, "sandbox-on"),
    productionOn: cell(row, "production-on"),
  };
}

/** `IdNatStruct/externalId` as a PATCH names the place, or empty while one half is missing. */
export function placeOf(row: MappingRow): string {
  return row.idNatStruct === "" || row.externalId === ""
    ? ""
    : placeIdentifier(row.idNatStruct, row.externalId);
}

/** Rows of one region; `undefined` where the FINESS names no department of the eighteen regions. */
export interface RegionRows {
  readonly region: Region | undefined;
  readonly rows: readonly MappingRow[];
}

/** Rows by the region whose GRADeS enters their ids, in the order of the rows. */
export function mappingByRegion(rows: readonly MappingRow[]): readonly RegionRows[] {
  const groups = Map.groupBy(rows, ({ finessEg }) => regionOfDepartment(departmentOfFiness(finessEg) ?? ""));
  return [...groups].map(([region, own]) => ({ region, rows: own }));
}

/**
 * The rows as CSV for spreadsheets: separated by semicolons, in UTF-8 with its mark, every field in quotes. A text that a
 * spreadsheet would take for a formula gets an apostrophe before it.
 */
export function mappingCsv(rows: readonly MappingRow[], titles: readonly string[]): string {
  return csvOf([titles, ...rows.map((row) => mappingColumns.map((column) => row[column]))]);
}

/** The rows with tabs between the cells, to be pasted into a spreadsheet or a message. */
export function mappingText(rows: readonly MappingRow[], titles: readonly string[]): string {
  const lines = [titles, ...rows.map((row) => mappingColumns.map((column) => row[column]))];
  return lines
    .map((line) => line.map((text) => harmless(text).replace(/[\t\r\n]+/g, " ")).join("\t"))
    .join("\n");
}
