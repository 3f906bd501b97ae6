import { queryOptions } from "@tanstack/react-query";
import type { ImportDone, ImportRead } from "../../establishments/import-shapes.ts";
import type { Difference, ListView, VersionList } from "../../establishments/shapes.ts";
import type { ConditionList, RegionList } from "../../references/shapes.ts";
import { call } from "../app/api.ts";

/** Address of a journey's list. */
export function listPath(journey: string): string {
  return `/api/journeys/${encodeURIComponent(journey)}/establishments`;
}

/** Apart from the journey's own queries: a list of thousands of lines is not read again at each typed field. */
export const listKey = (journey: string) => ["establishments", journey, "list"] as const;

export function listQuery(journey: string) {
  return queryOptions({
    queryKey: listKey(journey),
    queryFn: () => call<ListView>("GET", listPath(journey)),
  });
}

export function versionsQuery(journey: string) {
  return queryOptions({
    queryKey: ["establishments", journey, "versions"],
    queryFn: () => call<VersionList>("GET", `${listPath(journey)}/versions`),
  });
}

export function differenceQuery(journey: string, from: string, to: string) {
  return queryOptions({
    queryKey: ["establishments", journey, "difference", from, to],
    queryFn: () =>
      call<Difference>("GET", `${listPath(journey)}/difference?${new URLSearchParams({ from, to })}`),
    staleTime: 0,
  });
}

export const conditionsQuery = queryOptions({
  queryKey: ["conditions"],
  queryFn: () => call<ConditionList>("GET", "/api/conditions"),
});

export const regionsQuery = queryOptions({
  queryKey: ["regions"],
  queryFn: () => call<RegionList>("GET", "/api/regions"),
});

/** What somebody wants to import: a file, or pasted cells. */
export interface ImportSource {
  readonly file: File | null;
  readonly text: string;
}

/** The options that go with it, as the server's shapes name them. */
export interface ImportChoice {
  readonly mode: "replace" | "append";
  readonly sheet?: string;
  readonly mapping?: { readonly columns: readonly (string | null)[]; readonly firstRow: number };
}

/** Reads without storing. Rejects with ApiError. */
export function readImport(journey: string, source: ImportSource, choice: ImportChoice): Promise<ImportRead> {
  return call<ImportRead>("POST", `${listPath(journey)}/import/read`, bodyOf(source, { ...choice }));
}

/** Stores what was read, on the list that was seen with revision `base`. Rejects with ApiError. */
export function commitImport(
  journey: string,
  source: ImportSource,
  choice: ImportChoice & { readonly base: number },
): Promise<ImportDone> {
  return call<ImportDone>("POST", `${listPath(journey)}/import`, bodyOf(source, { ...choice }));
}

function bodyOf({ file, text }: ImportSource, options: Readonly<Record<string, unknown>>): unknown {
  if (file === null) return { text, ...options };
  const form = new FormData();
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined)
      form.set(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  form.set("file", file);
  return form;
}
