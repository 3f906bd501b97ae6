import { queryOptions } from "@tanstack/react-query";
import type { DocumentList } from "../../documents/shapes.ts";
import type { Library } from "../../library/shapes.ts";
import { call } from "../app/api.ts";

/** Address of a journey's documents. */
export function documentsPath(journey: string): string {
  return `/api/journeys/${encodeURIComponent(journey)}/documents`;
}

export function documentsQuery(journey: string) {
  return queryOptions({
    queryKey: ["journeys", journey, "documents"],
    queryFn: () => call<DocumentList>("GET", documentsPath(journey)),
  });
}

export const libraryQuery = queryOptions({
  queryKey: ["library"],
  queryFn: () => call<Library>("GET", "/api/library"),
});
