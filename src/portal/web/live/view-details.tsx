import type { Indicator, Place } from "../../live/board-schema.ts";
import { changeKey } from "./board-changes.ts";
import { figureText } from "./format.ts";
import type { Reasons, View } from "./page-state.ts";
import { StateParts } from "./place-state.tsx";
import { Ago, Icon, Scrolling, say, statusIcons, withChange } from "./view-parts.tsx";
import { ReasonList } from "./view-reasons.tsx";

interface DetailsProps {
  readonly view: View;
  readonly place: Place;
  readonly reasons: Reasons;
}

/** Details of the opened place: what it is, every figure, what is held and why, the beds behind each figure. */
export function PlaceDetails({ view, place, reasons }: DetailsProps) {
  const { texts } = view;
  return (
    <>
      <div className="state">
        <StateParts view={view} place={place} />
      </div>
      <dl className="live-facts">
        <Fact name={texts.details.identifier} value={place.identifier} />
        <Fact name={texts.details.nature} value={texts.details[place.nature]} />
        <Fact name={texts.details.feed} value={place.feed} />
        <Fact name={texts.details.target} value={place.target} />
      </dl>
      <Notices view={view} place={place} />
      <h3>{texts.details.figures}</h3>
      {view.narrow ? (
        <FigureList view={view} place={place} />
      ) : (
        <Scrolling label={texts.details.figures}>
          <FigureTable view={view} place={place} />
        </Scrolling>
      )}
      <h3>{texts.details.why}</h3>
      <ReasonList view={view} reasons={reasons} />
    </>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

interface PlaceProps {
  readonly view: View;
  readonly place: Place;
}

function Notices({ view, place }: PlaceProps) {
  const { details } = view.texts;
  const parked = place.parkedReason === null ? [] : [say(view, place.parkedReason)];
  const held = place.held.map((one) => `${say(view, one.text)} (${one.code})`);
  const warnings = place.warnings.map((one) => say(view, one));
  return (
    <>
      <Notice kind="parked" title={details.parked} lines={parked} />
      <Notice kind="held" title={details.held} lines={held} />
      <Notice kind="warned" title={details.warnings} lines={warnings} />
    </>
  );
}

interface NoticeProps {
  readonly kind: string;
  readonly title: string;
  readonly lines: readonly string[];
}

function Notice({ kind, title, lines }: NoticeProps) {
  if (lines.length === 0) return null;
  return (
    <div className={`notice is-${kind}`}>
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

function FigureTable({ view, place }: PlaceProps) {
  const { texts, language } = view;
  return (
    <table className="figures">
      <caption className="unseen">{`${texts.details.figures}, ${place.label}`}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.details.figure}</th>
          <th scope="col" className="number">
            {texts.figure.wanted}
          </th>
          <th scope="col" className="number">
            {texts.figure.ror}
          </th>
          <th scope="col">{texts.details.status}</th>
          <th scope="col">{texts.details.confirmedAge}</th>
        </tr>
      </thead>
      <tbody>
        {place.indicators.map((indicator) => (
          <tr key={indicator.id} className={figureClass(view, place, indicator)}>
            <th scope="row">
              {say(view, indicator.label)}
              <span className="identifier">{`${indicator.id} · ${indicator.key}`}</span>
            </th>
            <td className="number">{figureText(language, indicator.wanted)}</td>
            <td className="number">{figureText(language, indicator.confirmed)}</td>
            <td>
              <StatusText view={view} indicator={indicator} />
            </td>
            <td>
              <Ago view={view} instant={indicator.confirmedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function FigureList({ view, place }: PlaceProps) {
  const { texts, language } = view;
  return (
    <ul className="figure-list">
      {place.indicators.map((indicator) => (
        <li key={indicator.id} className={figureClass(view, place, indicator)}>
          <strong>{say(view, indicator.label)}</strong>
          <span className="values">
            <span>{`${texts.figure.wanted} ${figureText(language, indicator.wanted)}`}</span>
            <span>{`${texts.figure.ror} ${figureText(language, indicator.confirmed)}`}</span>
            <StatusText view={view} indicator={indicator} />
            <span>
              <Ago view={view} instant={indicator.confirmedAt} />
            </span>
          </span>
          <span className="identifier">{`${indicator.id} · ${indicator.key}`}</span>
        </li>
      ))}
    </ul>
  );
}

function figureClass(view: View, place: Place, indicator: Indicator): string {
  return withChange(view, changeKey.figure(place.id, indicator.id), `is-${indicator.status}`);
}

function StatusText({ view, indicator }: { readonly view: View; readonly indicator: Indicator }) {
  const { status } = indicator;
  return (
    <span className={`status is-${status}`}>
      <Icon name={statusIcons[status]} />
      {view.texts.status[status]}
    </span>
  );
}
