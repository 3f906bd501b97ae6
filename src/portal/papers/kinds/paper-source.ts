import { answer, type JourneyFacts } from "../../../domain/journey/facts.ts";
import type { PaperContent, PaperLanguage, PaperPart } from "../content.ts";

/** What a paper is written from. */
export interface PaperSource {
  readonly facts: JourneyFacts;
  readonly journeyName: string;
  /** Code of the region of a letter to a GRADeS; empty for other papers. */
  readonly region: string;
  readonly language: PaperLanguage;
}

/** What the file of one paper says: everything but its name and day. */
export type PaperText = Pick<PaperContent, "title" | "subtitle" | "parts">;

/** Gives the words of one language. */
export type Say = (fr: string, en: string) => string;

export function sayIn(language: PaperLanguage): Say {
  return (fr, en) => (language === "fr" ? fr : en);
}

export const heading = (text: string): PaperPart => ({ kind: "heading", text });
export const sentence = (text: string): PaperPart => ({ kind: "text", text });

/** Rows of `[key, label, value]`. */
export function fields(...rows: readonly (readonly [string, string, string])[]): PaperPart {
  return { kind: "fields", rows: rows.map(([key, label, value]) => ({ key, label, value })) };
}

/** Rows of `[key, label, done]`. */
export function checklist(...rows: readonly (readonly [string, string, boolean])[]): PaperPart {
  return { kind: "checklist", rows: rows.map(([key, label, done]) => ({ key, label, done })) };
}

/** Texts that are there, one after the other. */
export function joined(texts: readonly string[], separator = ", "): string {
  return texts.filter((text) => text !== "").join(separator);
}

/** A field of the organisation (step 00). */
export function organisation(facts: JourneyFacts, field: string): string {
  return answer(facts, "organisation", field);
}

/** FINESS or SIRET of step 00 with its name; empty while it is not there or not chosen. */
export function structureIdentifier(facts: JourneyFacts, kind: string): string {
  const value = kind === "finess" || kind === "siret" ? organisation(facts, kind) : "";
  return value === "" ? "" : `${kind.toUpperCase()} ${value}`;
}

/** Name and version of the solution. */
export function solutionName(facts: JourneyFacts): string {
  return joined([organisation(facts, "solution"), organisation(facts, "solution-version")], " ");
}

export function kindName(facts: JourneyFacts, say: Say): string {
  switch (facts.kind) {
    case "regional-eai":
      return say("EAI régional", "regional EAI");
    case "saas":
      return say("solution SaaS", "SaaS solution");
    case "proprietary":
      return say(
        "solution propriétaire (une instance par établissement)",
        "proprietary solution (one instance per establishment)",
      );
  }
}

/** A day as people write it: 28/11/2026, or 28 Nov 2026; anything that is no day stays as typed. */
export function dayName(day: string, say: Say): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (found === null) return day;
  const [, year = "", month = "", date = ""] = found;
  const short = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  return say(`${date}/${month}/${year}`, `${Number(date)} ${short[Number(month) - 1] ?? month} ${year}`);
}
