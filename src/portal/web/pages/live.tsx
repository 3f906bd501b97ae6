import "../live/live.css";
import { useMediaQuery } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SidePanel } from "../app/dialog.tsx";
import { PageTitle } from "../app/page-title.tsx";
import { Announcer } from "../live/announcer.tsx";
import type { LiveState, View } from "../live/page-state.ts";
import { headline } from "../live/sentences.ts";
import { type Level, summarise } from "../live/summary.ts";
import { dictionaries } from "../live/texts.ts";
import { useLive } from "../live/use-live.ts";
import { useReasons } from "../live/use-reasons.ts";
import { Deliveries } from "../live/view-deliveries.tsx";
import { PlaceDetails } from "../live/view-details.tsx";
import { Feeds, Targets } from "../live/view-feeds.tsx";
import { Places } from "../live/view-places.tsx";
import { Refusals, Tasks } from "../live/view-tasks.tsx";
import { Beat, SummaryBanner, Totals } from "../live/view-top.tsx";
import { WarmUpQuestion } from "../live/warm-up-question.tsx";
import { languageOf } from "../texts/i18n.ts";

const titleSigns: Readonly<Record<Level, string>> = {
  good: "✓",
  waiting: "…",
  blocked: "!",
  down: "✕",
  loading: "…",
};

/** `/`: the board of the connector as it stands, for everybody. */
export function LiveRoute() {
  const { i18n } = useTranslation("shell");
  const live = useLive();
  const { board, link, nowMs } = live;
  const [openPlace, setOpenPlace] = useState<string | null>(null);
  const [endingWarmUp, setEndingWarmUp] = useState<string | null>(null);
  const language = languageOf(i18n);
  const texts = dictionaries[language];
  const timed = { language, texts, nowMs };
  const summary = summarise(board, link, nowMs, live.unsettled);
  const sentence = headline(texts, summary);
  const stale = board !== null && link.state !== "up";
  return (
    <div className={stale ? "live-page is-stale" : "live-page"}>
      <div className="live-head">
        <PageTitle tab={`${titleSigns[summary.level]} ${sentence} · ${board?.establishment ?? "Raccord"}`}>
          {board?.establishment ?? "Raccord"}
        </PageTitle>
        <Beat view={timed} live={link.state === "up" && board !== null} />
      </div>
      <SummaryBanner view={timed} summary={summary} board={board} />
      <LiveBoard
        live={live}
        timed={timed}
        openPlace={openPlace}
        open={setOpenPlace}
        endWarmUp={setEndingWarmUp}
      />
      {endingWarmUp !== null && (
        <WarmUpQuestion texts={texts} feed={endingWarmUp} close={() => setEndingWarmUp(null)} />
      )}
      {/* A figure on its way is not news; reading it out at each change would be. */}
      <Announcer sentence={sentence} quiet={summary.concerns[0]?.kind === "sending"} />
    </div>
  );
}

interface LiveBoardProps {
  readonly live: LiveState;
  readonly timed: Pick<View, "language" | "texts" | "nowMs">;
  readonly openPlace: string | null;
  open(place: string | null): void;
  endWarmUp(feed: string): void;
}

function LiveBoard({ live, timed, openPlace, open, endWarmUp }: LiveBoardProps) {
  const narrow = useMediaQuery("(max-width: 56rem)", undefined, { getInitialValueInEffect: false }) ?? false;
  const { board } = live;
  const reasons = useReasons(openPlace, board?.at);
  if (board === null) return null;
  const view: View = { ...timed, board, unsettled: live.unsettled, changed: live.changed, narrow };
  const place = board.places.find(({ id }) => id === openPlace);
  return (
    <>
      <Totals view={view} />
      <div className="columns">
        <div className="wide">
          <Places view={view} open={open} />
          <Deliveries view={view} />
        </div>
        <div className="side">
          <Tasks view={view} />
          <Refusals view={view} />
          <Feeds view={view} endWarmUp={endWarmUp} />
          <Targets view={view} />
        </div>
      </div>
      {place !== undefined && (
        <SidePanel
          title={place.label}
          closeLabel={view.texts.page.close}
          close={() => open(null)}
          className="live-page-part"
        >
          <PlaceDetails view={view} place={place} reasons={reasons} />
        </SidePanel>
      )}
    </>
  );
}
