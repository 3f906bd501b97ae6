import { sheetCodes } from "../../../runtime/errors/codes-sheets.ts";
import type { SheetIssue, SheetKind } from "./sheet-issue.ts";

const ISSUES_SHOWN_MAX = 500;

interface Words {
  readonly language: "fr" | "en";
  readonly heading: string;
  readonly kinds: Readonly<Record<SheetKind | "none", string>>;
  readonly file: string;
  readonly line: string;
  readonly column: string;
  readonly value: string;
  readonly other: string;
  readonly refused: string;
  readonly warning: string;
  readonly colon: string;
  readonly fileRefused: string;
  readonly more: (count: number) => string;
  readonly counts: (kept: number, refused: number, warnings: number) => string;
}

const french: Words = {
  language: "fr",
  heading: "Compte rendu de lecture",
  kinds: {
    register: "registre des lits",
    closings: "fermetures de lits",
    census: "recensement des présents",
    figures: "chiffres par unité",
    none: "feuille non reconnue",
  },
  file: "fichier",
  line: "ligne",
  column: "colonne",
  value: "valeur",
  other: "voir ligne",
  refused: "REFUSÉ",
  warning: "remarque",
  colon: " : ",
  fileRefused: "Le fichier entier est refusé ; rien n'en a été retenu.",
  more: (count) => `… et ${count} autres.`,
  counts: (kept, refused, warnings) =>
    `Enregistrements retenus : ${kept} ; lignes refusées : ${refused} ; remarques : ${warnings}.`,
};

const english: Words = {
  language: "en",
  heading: "Reading report",
  kinds: {
    register: "bed register",
    closings: "bed closings",
    census: "census of patients present",
    figures: "figures per unit",
    none: "sheet not recognised",
  },
  file: "file",
  line: "line",
  column: "column",
  value: "value",
  other: "see line",
  refused: "REFUSED",
  warning: "note",
  colon: ": ",
  fileRefused: "The whole file is refused; nothing of it was kept.",
  more: (count) => `… and ${count} more.`,
  counts: (kept, refused, warnings) =>
    `Records kept: ${kept}; lines refused: ${refused}; notes: ${warnings}.`,
};

function issueText(issue: SheetIssue, words: Words): string {
  const text = sheetCodes[issue.code];
  const advice = words.language === "fr" ? text.adviceFr : text.adviceEn;
  const where = [
    issue.line === 0 ? words.file : `${words.line} ${issue.line}`,
    ...(issue.column === undefined ? [] : [`${words.column} [${issue.column}]`]),
    ...(issue.value === undefined ? [] : [`${words.value} [${issue.value}]`]),
    ...(issue.otherLine === undefined ? [] : [`${words.other} ${issue.otherLine}`]),
  ].join(", ");
  const what = `${text[words.language]}. ${issue.severity === "refused" ? advice : ""}`.trim();
  return `- ${words[issue.severity]}, ${where}${words.colon}${what} (${issue.code})`;
}

function half(
  kind: SheetKind | undefined,
  recordCount: number,
  issues: readonly SheetIssue[],
  words: Words,
): string {
  const refused = issues.filter(({ severity }) => severity === "refused");
  const lines = new Set(refused.map(({ line }) => line));
  const shown = issues.slice(0, ISSUES_SHOWN_MAX).map((issue) => issueText(issue, words));
  const head = lines.has(0)
    ? words.fileRefused
    : words.counts(recordCount, lines.size, issues.length - refused.length);
  return [
    `${words.heading}${words.colon}${words.kinds[kind ?? "none"]}`,
    head,
    ...shown,
    ...(issues.length > shown.length ? [words.more(issues.length - shown.length)] : []),
    "",
  ].join("\n");
}

/**
 * What became of a sheet, in French then in English, line by line: for the person who dropped it. Holds only what
 * issues hold, so no number or name of a patient. At most 500 issues are written out in each language.
 */
export function sheetReport(
  kind: SheetKind | undefined,
  recordCount: number,
  issues: readonly SheetIssue[],
): string {
  return [french, english].map((words) => half(kind, recordCount, issues, words)).join("\n");
}
