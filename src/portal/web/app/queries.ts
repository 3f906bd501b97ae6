import { QueryClient, queryOptions } from "@tanstack/react-query";
import type { JourneyList, JourneyView, SectionView, Session } from "../../journey/shapes.ts";
import { ApiError, call, setCsrfToken } from "./api.ts";

const staleMs = 15_000;
const retriesMax = 3;

/** Reading goes on without the browser's opinion on the network: it is often wrong, and our server may be this machine. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: "always",
      staleTime: staleMs,
      retry: (count, error) =>
        count < retriesMax && (!(error instanceof ApiError) || ["offline", "server"].includes(error.fault)),
    },
    mutations: { networkMode: "always" },
  },
});

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async () => {
    const session = await call<Session>("GET", "/api/session");
    setCsrfToken(session.csrfToken);
    return session;
  },
  staleTime: 60_000,
});

export const journeysQuery = queryOptions({
  queryKey: ["journeys"],
  queryFn: () => call<JourneyList>("GET", "/api/journeys"),
});

export function journeyQuery(journey: string) {
  return queryOptions({
    queryKey: ["journeys", journey],
    queryFn: () => call<JourneyView>("GET", `/api/journeys/${encodeURIComponent(journey)}`),
  });
}

export function sectionQuery(journey: string, section: string) {
  return queryOptions({
    queryKey: ["journeys", journey, "answers", section],
    queryFn: () =>
      call<SectionView>(
        "GET",
        `/api/journeys/${encodeURIComponent(journey)}/answers/${encodeURIComponent(section)}`,
      ),
  });
}
