import { queryOptions } from "@tanstack/react-query";
import type { CampaignView } from "../../test-platform/campaign-shapes.ts";
import type { TestPlatformView } from "../../test-platform/shapes.ts";
import { call } from "../app/api.ts";

const lookEveryMs = 1_000;

/** Address of something of a journey. */
export function journeyPath(journey: string, rest: string): string {
  return `/api/journeys/${encodeURIComponent(journey)}${rest}`;
}

/** How to connect to the test platform, and what its journal shows; read anew each time the page is opened. */
export function testPlatformQuery(journey: string) {
  return queryOptions({
    queryKey: ["journeys", journey, "test-platform"],
    queryFn: () => call<TestPlatformView>("GET", journeyPath(journey, "/test-platform")),
    staleTime: 0,
  });
}

/** The connector's campaign for this file, looked at while it runs. */
export function campaignQuery(journey: string) {
  return queryOptions({
    queryKey: ["journeys", journey, "campaign"],
    queryFn: () => call<CampaignView>("GET", journeyPath(journey, "/campaign")),
    staleTime: 0,
    retry: false,
    refetchInterval: ({ state }) => (state.data?.campaign?.state.kind === "running" ? lookEveryMs : false),
  });
}
