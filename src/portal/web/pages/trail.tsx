import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { JourneyView, TrailView } from "../../journey/shapes.ts";
import { call } from "../app/api.ts";
import { instantText } from "../app/dates.ts";
import { PageTitle } from "../app/page-title.tsx";
import { Unread } from "../app/unread.tsx";
import { JourneyNav } from "../shell/journey-nav.tsx";
import { Loading } from "../shell/loading.tsx";
import { type DataColumn, DataTable } from "../tables/data-table.tsx";
import { languageOf } from "../texts/i18n.ts";
import { useTrailWords } from "../trail/trail-words.ts";
import { JourneyPart } from "./journey-part.tsx";

type Line = TrailView["lines"][number];

/** Lines that the server gives at once. */
const pageLines = 100;

/** `/journeys/$journeyId/trail`: who did what, when and why. */
export function TrailRoute() {
  const { journeyId } = useParams({ from: "/column/journeys/$journeyId/trail" });
  return <JourneyPart id={journeyId}>{(journey) => <Trail journey={journey} />}</JourneyPart>;
}

function Trail({ journey }: { readonly journey: JourneyView }) {
  const { t, i18n } = useTranslation("trail");
  const words = useTrailWords();
  const language = languageOf(i18n);
  const path = `/api/journeys/${encodeURIComponent(journey.id)}/trail`;
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["journeys", journey.id, "trail"],
    queryFn: ({ pageParam }) =>
      call<TrailView>("GET", pageParam === null ? path : `${path}?before=${pageParam}`),
    initialPageParam: null as number | null,
    getNextPageParam: ({ lines }) => (lines.length < pageLines ? undefined : lines.at(-1)?.sequence),
  });
  const lines = useMemo(() => data?.pages.flatMap((page) => page.lines) ?? [], [data]);
  const columns = useMemo(
    (): readonly DataColumn<Line>[] => [
      { id: "when", header: t("when"), cell: ({ at }) => instantText(language, at) },
      { id: "who", header: t("who"), cell: ({ byName }) => byName },
      { id: "what", header: t("what"), cell: (line) => words(line) },
      { id: "why", header: t("why"), cell: ({ why }) => (why === "" ? t("noReason") : why) },
      {
        id: "hash",
        header: t("line"),
        cell: ({ sequence, hash }) => (
          <details>
            <summary style={{ whiteSpace: "nowrap" }}>{t("number", { sequence })}</summary>
            <code>{hash}</code>
          </details>
        ),
      },
    ],
    [t, language, words],
  );
  return (
    <>
      <JourneyNav journey={journey} />
      <PageTitle tab={t("documentTitle", { journey: journey.name })}>
        {t("title", { journey: journey.name })}
      </PageTitle>
      <p>{t("intro")}</p>
      {data === undefined && error === null && <Loading />}
      {data === undefined && error !== null && <Unread error={error} retry={() => void refetch()} />}
      {data !== undefined && (
        <section className="panel" aria-label={t("caption")}>
          {lines.length === 0 && <p>{t("none")}</p>}
          <DataTable caption={t("caption")} columns={columns} rows={lines} idOf={({ hash }) => hash} />
          {hasNextPage && (
            <Button
              variant="default"
              mt="sm"
              loading={isFetchingNextPage}
              onClick={() => void fetchNextPage()}
            >
              {t("more")}
            </Button>
          )}
        </section>
      )}
    </>
  );
}
