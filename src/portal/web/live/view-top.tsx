import type { Board } from "../../live/board-schema.ts";
import { changeKey } from "./board-changes.ts";
import { availableTotals, type Gender, genders, type Total } from "./figures.ts";
import { clockText, figureText } from "./format.ts";
import type { View } from "./page-state.ts";
import { concernSinceMs, concernText, headline } from "./sentences.ts";
import type { Level, Summary } from "./summary.ts";
import { Ago, Icon, type IconName, lasting, withChange } from "./view-parts.tsx";

const levelIcons: Readonly<Record<Level, IconName>> = {
  good: "good",
  waiting: "waiting",
  blocked: "warning",
  down: "refused",
  loading: "waiting",
};

type Timed = Pick<View, "language" | "texts" | "nowMs">;

/** Freshness of the page: live with the hour, or not. */
export function Beat({ view, live }: { readonly view: Timed; readonly live: boolean }) {
  const { texts, language, nowMs } = view;
  return (
    <p className={live ? "beat is-live" : "beat"}>
      <span className="dot" aria-hidden="true" />
      <span className="word">{live ? texts.page.live : texts.page.notLive}</span>
      {live && <span className="hour">{clockText(language, nowMs, nowMs)}</span>}
    </p>
  );
}

interface BannerProps {
  readonly view: Timed;
  readonly summary: Summary;
  readonly board: Board | null;
}

/** The sentence that says at one look whether all is well, and under it whatever else is not. */
export function SummaryBanner({ view, summary, board }: BannerProps) {
  const { texts } = view;
  const [first, ...others] = summary.concerns;
  const since = first === undefined ? null : concernSinceMs(first);
  return (
    <div className={`summary is-${summary.level}`} id="summary">
      <Icon name={levelIcons[summary.level]} />
      <div>
        <p className="sentence">
          {headline(texts, summary)}
          {since !== null && <span className="since"> {texts.age.since(lasting(view, since))}</span>}
        </p>
        {summary.level === "down" && (
          <p className="known">
            {board === null ? (
              texts.summary.noValues
            ) : (
              <>
                {`${texts.summary.lastKnown} `}
                <Ago view={view} instant={board.at} />
              </>
            )}
          </p>
        )}
        {(others.length > 0 || summary.tasks > 0) && (
          <ul className="concerns">
            {others.map((concern) => {
              const sinceMs = concernSinceMs(concern);
              const text = concernText(texts, concern);
              return (
                <li key={text}>
                  {text}
                  {sinceMs !== null && ` ${texts.age.since(lasting(view, sinceMs))}`}
                </li>
              );
            })}
            {summary.tasks > 0 && (
              <li>
                <a href="#tasks">{texts.summary.tasks(summary.tasks)}</a>
              </li>
            )}
          </ul>
        )}
      </div>
    </div>
  );
}

/** Available beds by gender, to be read from across the room. */
export function Totals({ view }: { readonly view: View }) {
  const { texts, board } = view;
  const beds = availableTotals(board, "bed");
  const places = availableTotals(board, "place");
  if (beds === undefined && places === undefined) return null;
  return (
    <section className="totals" aria-label={texts.totals.title}>
      {beds !== undefined && <TotalGroup view={view} nature="bed" title={texts.totals.beds} totalOf={beds} />}
      {places !== undefined && (
        <TotalGroup view={view} nature="place" title={texts.totals.places} totalOf={places} />
      )}
    </section>
  );
}

interface TotalGroupProps {
  readonly view: View;
  readonly nature: "bed" | "place";
  readonly title: string;
  readonly totalOf: Readonly<Record<Gender, Total>>;
}

function TotalGroup({ view, nature, title, totalOf }: TotalGroupProps) {
  const shown = genders.filter((gender) => nature === "bed" || totalOf[gender].wanted !== null);
  return (
    <div className={`total-group of-${nature}s`}>
      <h2>{title}</h2>
      <dl>
        {shown.map((gender) => {
          const total = totalOf[gender];
          return (
            <div
              key={gender}
              className={withChange(view, changeKey.total(nature, gender), `total of-${gender}`)}
            >
              <dt>{view.texts.totals[gender]}</dt>
              <dd className="big">{figureText(view.language, total.wanted)}</dd>
              <dd className="note">
                <TotalNote view={view} total={total} />
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}

function TotalNote({ view, total }: { readonly view: View; readonly total: Total }) {
  const { texts, language } = view;
  if (total.unknown > 0) {
    return (
      <>
        <Icon name="warning" />
        {texts.totals.unknown(total.unknown)}
      </>
    );
  }
  if (total.wanted === total.confirmed) {
    return (
      <>
        <Icon name="good" />
        {texts.totals.same}
      </>
    );
  }
  return (
    <span className="differs">
      <Icon name="waiting" />
      {texts.totals.inRor(figureText(language, total.confirmed))}
    </span>
  );
}
