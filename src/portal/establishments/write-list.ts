import { establishmentColumns } from "../../domain/establishments/columns.ts";
import { regionOfLine } from "../../domain/establishments/summary.ts";
import { isFiness } from "../../domain/identifiers/finess.ts";
import { type EstablishmentFact, type JourneyFacts, rowsOf } from "../../domain/journey/facts.ts";
import { cell } from "../../domain/journey/findings.ts";
import { type ModalityFacts, standingModality } from "../../domain/journey/region-modality.ts";
import { regionByCode } from "../../domain/regions/regions.ts";
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
/** Stands after a modality that the supplier declares from the GRADeS's e-mail and the region has not recorded. */
const declaredText = { fr: " (déclarée)", en: " (declared)" };
const unknownGrades = { fr: "à demander à l'ARS", en: "to be asked of the ARS" };
const sheetNames = { fr: "Établissements", en: "Establishments" };

/** The certificate with which an establishment writes: the template of proprietary solutions asks for it. */
export interface WritingCertificate {
  readonly instance: string;
  readonly subjectDn: string;
  /** SHA-256 of the certificate, hexadecimal. */
  readonly fingerprint: string;
}

/** Columns of the template for proprietary solutions (official page, step 09: establishments and their certificates). */
const certificateColumns = {
  fr: ["Instance", "Sujet du certificat (DN)", "Empreinte SHA-256 du certificat"],
  en: ["Instance", "Subject of the certificate (DN)", "SHA-256 fingerprint of the certificate"],
};

export interface ListToWrite {
  readonly lines: readonly EstablishmentFact[];
  /** What the modality of each region is read from: recorded, declared, else "to be confirmed". */
  readonly modalityFacts: ModalityFacts;
  readonly language: "fr" | "en";
  /**
   * The template of proprietary solutions: the certificate of each geographic entity, by FINESS EG. Absent: the template
   * of regional EAIs and SaaS solutions, whose one certificate writes for all.
   */
  readonly certificates?: ReadonlyMap<string, WritingCertificate> | undefined;
}

/**
 * The certificates for the list of a journey, by FINESS EG of the instances; nothing where one certificate writes for all
 * (onboarding §0.2).
 */
export function writingCertificates(
  facts: Pick<JourneyFacts, "kind" | "answers" | "certificates">,
): ReadonlyMap<string, WritingCertificate> | undefined {
  if (facts.kind !== "proprietary") return undefined;
  const own = new Map(
    facts.certificates
      .filter((one) => one.environment === "production" && one.role === "writer")
      .map((one) => [one.instance, one]),
  );
  return new Map(
    rowsOf(facts, "instances").map((row) => {
      const instance = cell(row, "instance");
      const finess = cell(row, "finess-eg")
        .replace(/[\s.\u00a0\u202f]/g, "")
        .toUpperCase();
      const { subjectDn = "", fingerprint = "" } = own.get(instance) ?? {};
      return [finess, { instance, subjectDn, fingerprint }];
    }),
  );
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

function tableOf({ lines, modalityFacts, language, certificates }: ListToWrite): TableToWrite {
  return {
    sheet: sheetNames[language],
    headings: [
      ...establishmentColumns.map((column) => headings[language][column]),
      ...deduced[language],
      ...(certificates === undefined ? [] : certificateColumns[language]),
    ],
    rows: lines.map((line) => {
      const region = regionOfLine(line);
      const grades = regionByCode(region)?.grades?.name ?? unknownGrades[language];
      const idNatStruct = isFiness(line.finessEg) ? `1${line.finessEg}` : "";
      return [
        ...establishmentColumns.map((column) => line[column]),
        idNatStruct,
        modalityText(modalityFacts, region, language),
        grades,
        ...(certificates === undefined ? [] : certificateCells(certificates.get(line.finessEg))),
      ];
    }),
  };
}

function modalityText(facts: ModalityFacts, region: string, language: ListToWrite["language"]): string {
  const standing = standingModality(facts, region);
  const text = modalityTexts[language][standing.modality];
  return "saidBy" in standing && standing.saidBy === "supplier" ? text + declaredText[language] : text;
}

function certificateCells(one: WritingCertificate | undefined): readonly string[] {
  return [one?.instance ?? "", one?.subjectDn ?? "", one?.fingerprint ?? ""];
}
