import { hasFinessKey } from "../identifiers/finess.ts";
import { hasSirenKey } from "../identifiers/siren.ts";
import { hasSiretKey } from "../identifiers/siret.ts";
import type { EstablishmentFact } from "../journey/facts.ts";
import { readDepartment } from "../regions/departments.ts";
import { regionByCode, regions } from "../regions/regions.ts";
import { type EstablishmentColumn, emptyFields, establishmentColumns } from "./columns.ts";
import { type EstablishmentFinding, remarksOn } from "./finding.ts";

/** Columns that hold identifiers, with the key that says whether a lost zero may be put back. */
const keyOf: Partial<Record<EstablishmentColumn, (text: string) => boolean>> = {
  finessEj: hasFinessKey,
  finessEg: hasFinessKey,
  siren: hasSirenKey,
  siret: hasSiretKey,
};

/** Lengths of identifiers that lost the zero in front of them, as spreadsheets do to numbers. */
const lengthWithoutZero: Partial<Record<EstablishmentColumn, number>> = {
  finessEj: 8,
  finessEg: 8,
  siren: 8,
  siret: 13,
};

export interface NormalisedLine {
  readonly line: EstablishmentFact;
  /** `zero-lost` for each number that was completed: its key is right with the zero, which may still be chance. */
  readonly findings: readonly EstablishmentFinding[];
}

/**
 * A line as it was meant: numbers without spaces, points and hyphens, letters of FINESS numbers as capitals,
 * departments and regions as codes, white space at the ends and doubled removed. What cannot be read stays as typed.
 * Doing it twice changes nothing.
 */
export function normaliseLine(typed: EstablishmentFact): NormalisedLine {
  const remark = remarksOn(typed.id);
  const findings: EstablishmentFinding[] = [];
  const fields = emptyFields();
  for (const column of establishmentColumns) {
    const text = plain(typed[column]);
    const value = normalised(column, text);
    const completed = withZero(column, value);
    if (completed !== undefined)
      findings.push(remark("warning", "zero-lost", column, { typed: text, completed }));
    fields[column] = completed ?? value;
  }
  return { line: { id: typed.id, ...fields }, findings };
}

/** A name for comparing: without case, accents, punctuation and doubled spaces. */
export function comparable(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

const regionByName = new Map(regions.map(({ code, name }) => [comparable(name), code]));

/** The code of a region that was typed as its code, its name, or both. */
export function readRegion(text: string): string | undefined {
  const trimmed = text.trim();
  const padded = /^\d$/.test(trimmed) ? `0${trimmed}` : trimmed;
  if (regionByCode(padded)) return padded;
  const [, code = "", name = trimmed] = /^(\d{2})\s*[-–:]\s*(.+)$/.exec(trimmed) ?? [];
  const named = regionByName.get(comparable(name));
  return code === "" || code === named ? named : undefined;
}

function normalised(column: EstablishmentColumn, text: string): string {
  switch (column) {
    case "finessEj":
    case "finessEg":
    case "siren":
    case "siret":
      return identifier(text);
    case "places":
      return /^[\d\s.]+$/.test(text) ? text.replace(/\s+/g, "").replace(/^(\d+)\.0+$/, "$1") : text;
    case "department":
      return readDepartment(text) ?? text;
    case "region":
      return readRegion(text) ?? text;
    case "legalEntityName":
    case "name":
    case "contact":
      return text;
  }
}

/** Other text than an identifier keeps its spaces: it is shown to the person who typed it. */
function identifier(text: string): string {
  const compact = text.replace(/[\s.\-_]/g, "").toUpperCase();
  return /^[\dA-Z]{1,20}$/.test(compact) && /\d/.test(compact) ? compact : text;
}

function withZero(column: EstablishmentColumn, value: string): string | undefined {
  const hasKey = keyOf[column];
  if (hasKey === undefined || value.length !== lengthWithoutZero[column]) return undefined;
  return hasKey(`0${value}`) ? `0${value}` : undefined;
}

/** White space of any kind as single spaces. */
function plain(text: string): string {
  return text.replace(/[\s\u00a0\u200b\ufeff]+/g, " ").trim();
}
