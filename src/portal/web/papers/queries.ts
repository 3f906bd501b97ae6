import { queryOptions } from "@tanstack/react-query";
import type { FormFields, PaperList, PaperMessage, PaperView } from "../../papers/shapes.ts";
import { call } from "../app/api.ts";
import type { Language } from "../app/language.ts";

/** Address of a journey's papers. */
function papersPath(journey: string): string {
  return `/api/journeys/${encodeURIComponent(journey)}/papers`;
}

/** Address of something of one paper: `pdf`, `message.eml`, `form`, `versions/2/pdf`. */
export function paperPath(
  journey: string,
  { paper, region }: Pick<PaperView, "paper" | "region">,
  thing: string,
  language: Language,
): string {
  return `${papersPath(journey)}/${paper}/${thing}?language=${language}${region === "" ? "" : `&region=${region}`}`;
}

export function papersQuery(journey: string, language: Language) {
  return queryOptions({
    queryKey: ["journeys", journey, "papers", language],
    queryFn: () => call<PaperList>("GET", `${papersPath(journey)}?language=${language}`),
  });
}

export function messageQuery(journey: string, paper: PaperView, language: Language) {
  return queryOptions({
    queryKey: ["journeys", journey, "papers", language, paper.paper, paper.region, "message"],
    queryFn: () => call<PaperMessage>("GET", paperPath(journey, paper, "message", language)),
  });
}

export function formFieldsQuery(journey: string, paper: PaperView, language: Language) {
  return queryOptions({
    queryKey: ["journeys", journey, "papers", language, paper.paper, paper.region, "form"],
    queryFn: () => call<FormFields>("GET", paperPath(journey, paper, "form/fields", language)),
  });
}

/** Says that a paper was sent on this day; its version is kept. */
export function declareSent(journey: string, { paper, region }: PaperView, date: string): Promise<unknown> {
  return call("POST", `${papersPath(journey)}/${paper}/versions`, { region, date });
}
