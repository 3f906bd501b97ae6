import { queryOptions } from "@tanstack/react-query";
import type { ActOutView } from "../../act-out/shapes.ts";
import { call } from "../app/api.ts";

/** A campaign or a journal that is read moves the story on by itself. */
const lookEveryMs = 5_000;

/** How far the story is. Whatever changes a journey makes it be read again. */
export const actOutQuery = queryOptions({
  queryKey: ["journeys", "act-out"],
  queryFn: () => call<ActOutView>("GET", "/api/act-out"),
  refetchInterval: ({ state: { data } }) =>
    data?.state === "begun" && data.current !== null ? lookEveryMs : false,
});
