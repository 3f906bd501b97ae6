import { establishmentColumns } from "../../domain/establishments/columns.ts";
import { regionOfLine } from "../../domain/establishments/summary.ts";
import { isFiness } from "../../domain/identifiers/finess.ts";
import type { EstablishmentFact, RegionModality } from "../../domain/journey/facts.ts";
import { modalityUntilRecorded, regionByCode } from "../../domain/regions/regions.ts";
import { type TableToWrite, writeCsv, writeXlsx } from "../../wire/spreadsheet/write-spreadsheet.ts";
import { headings } from "./headings.ts";

/** Columns that follow from the others (onboarding §3.3); reading a list back leaves them out. */
const deduced = {
  fr: ["IdNatStruct (1 + FINESS EG)", "Modalité d'alimentation", "GRADeS"],
  en: ["IdNatStruct (1 + FINESS EG)", "Feeding modality", "GRADeS"],
};
const modalityTexts = {
  fr: { direct: "directe", eai: "EAI", "to-be-confirmed": "à confirmer avec le GRADeS" },
  en: { direct: "direct", eai: "EAI", "to-be-confirmed": "to be confirmed with the GRADeS" },
};
const unknownGrades = { fr: "à demander à l'ARS", en: "to be asked of the ARS" };
const sheetNames = { fr: "Établissements", en: "Establishments" };

export interface ListToWrite {
  readonly lines: readonly EstablishmentFact[];
  /** Recorded modalities; a region without one is "to be confirmed". */
  readonly modalities: readonly RegionModality[];
  readonly language: "fr" | "en";
}

/** The list with the columns of onboarding §3.3 as a CSV text; see `writeCsv` for its safety. */
export function listAsCsv(list: ListToWrite): string {
  return writeCsv(tableOf(list));
}

/** The list with the columns of onboarding §3.3 as an XLSX workbook; see `writeXlsx` for its safety. */
export function listAsXlsx(
  list: ListToWrite,
  about: { readonly at: Date; readonly author: string },
): Promise<Uint8Array> {
  return writeXlsx(tableOf(list), about);
}

function tableOf({ lines, modalities, language }: ListToWrite): TableToWrite {
  const modalityOf = new Map(modalities.map((it) => [it.region, it.modality]));
  return {
    sheet: sheetNames[language],
    headings: [...establishmentColumns.map((column) => headings[language][column]), ...deduced[language]],
    rows: lines.map((line) => {
      const region = regionOfLine(line);
      const modality = modalityOf.get(region) ?? modalityUntilRecorded(region).modality;
      const grades = regionByCode(region)?.grades?.name ?? unknownGrades[language];
      const idNatStruct = isFiness(line.finessEg) ? `1${line.finessEg}` : "";
      return [
        ...establishmentColumns.map((column) => line[column]),
        idNatStruct,
        modalityTexts[language][modality],
        grades,
      ];
    }),
  };
}
