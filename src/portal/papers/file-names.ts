import type { PaperContent } from "./content.ts";

const frenchNames = {
  "conformity-note": "note-de-conformite",
  "application-sheet": "fiche-de-candidature",
  "notification-letter": "lettre-de-notification",
  "f414-sheet": "fiche-f414",
  "f101-sheet": "fiche-f101",
  "f413-sheet": "fiche-f413",
  "grades-letter": "lettre-au-grades",
  "end-of-tests": "fin-de-tests",
} as const satisfies Record<PaperContent["paper"], string>;

/** The name under which a paper is saved: what it is, its region where it has one, its day. */
export function paperFileName(
  { paper, region, language, day }: Pick<PaperContent, "paper" | "region" | "language" | "day">,
  extension: "pdf" | "eml",
): string {
  const name = language === "fr" ? frenchNames[paper] : paper;
  return `${[name, region, day].filter((part) => part !== "").join("-")}.${extension}`;
}
