import type { EstablishmentColumn } from "./columns.ts";

/** Everything that can be found in a list. Texts stand in the pages, by code. */
export const establishmentFindingCodes = [
  "contact-missing",
  "department-deduced",
  "department-differs",
  "department-missing",
  "department-unknown",
  "eg-missing",
  "ej-is-eg",
  "ej-missing",
  "ej-name-differs",
  "ej-siren-differs",
  "finess-eg-twice",
  "finess-form",
  "finess-key",
  "legal-entity-name-missing",
  "line-verified",
  "name-missing",
  "name-twice",
  "places-form",
  "places-many",
  "places-missing",
  "places-none",
  "region-by-hand",
  "region-deduced",
  "region-differs",
  "region-unknown",
  "siren-form",
  "siren-key",
  "siret-form",
  "siret-key",
  "siret-not-of-siren",
  "siret-twice",
  "zero-lost",
] as const;
export type EstablishmentFindingCode = (typeof establishmentFindingCodes)[number];

/** `error` keeps the list from being complete; `warning` does not; `ok` was verified or deduced. */
export type EstablishmentSeverity = "error" | "warning" | "ok";

/** One remark about one cell, or about a whole line when `column` is `null`. */
export interface EstablishmentFinding {
  readonly code: EstablishmentFindingCode;
  readonly severity: EstablishmentSeverity;
  /** Identifier of the line. */
  readonly line: string;
  readonly column: EstablishmentColumn | null;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Makes findings of one line. */
export type Remark = (
  severity: EstablishmentSeverity,
  code: EstablishmentFindingCode,
  column: EstablishmentColumn | null,
  params?: Readonly<Record<string, string | number>>,
) => EstablishmentFinding;

export function remarksOn(line: string): Remark {
  return (severity, code, column, params = {}) => ({ code, severity, line, column, params });
}
