import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { Explanation } from "../../live/board-schema.ts";
import { call } from "../app/api.ts";
import { browserWorld } from "./connection.ts";
import type { Reasons } from "./page-state.ts";
import { createRefresher } from "./refresher.ts";

const gapMs = 2_000;

/** The reasons of the opened place, read again with each new board, at most every two seconds. */
export function useReasons(place: string | null, boardAt: string | undefined): Reasons {
  const { data, isError, refetch } = useQuery({
    queryKey: ["explain", place],
    queryFn: () => call<Explanation>("GET", `/api/places/${encodeURIComponent(place ?? "")}/explain`),
    enabled: place !== null,
    retry: false,
    gcTime: 0,
  });
  const refresher = useMemo(
    () =>
      createRefresher(
        async () => {
          await refetch();
        },
        gapMs,
        browserWorld,
      ),
    [refetch],
  );
  // With the place goes what was asked for it: a reading that is due later would be one of no place.
  useEffect(() => () => refresher.stop(), [refresher, place]);
  useEffect(() => {
    if (place !== null && boardAt !== undefined) refresher.ask();
  }, [place, boardAt, refresher]);
  if (isError) return { state: "failed", last: data ?? null };
  return data === undefined ? { state: "loading", last: null } : { state: "shown", last: data };
}
