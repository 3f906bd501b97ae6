import { queryOptions } from "@tanstack/react-query";
import type { WhiteListView } from "../../white-list/shapes.ts";
import { call } from "../app/api.ts";

/** Address of a journey's white list, or of something under it. */
export function whiteListPath(journey: string, rest = ""): string {
  return `/api/journeys/${encodeURIComponent(journey)}/white-list${rest}`;
}

/** The white list of a journey: what was asked, what ANS answered, what is fed. */
export function whiteListQuery(journey: string) {
  return queryOptions({
    queryKey: ["journeys", journey, "white-list"],
    queryFn: () => call<WhiteListView>("GET", whiteListPath(journey)),
    staleTime: 0,
  });
}
