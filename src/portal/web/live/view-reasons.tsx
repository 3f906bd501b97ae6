import type { Explanation } from "../../live/board-schema.ts";
import { figureText } from "./format.ts";
import type { Reasons, View } from "./page-state.ts";
import { Ago, Scrolling, say } from "./view-parts.tsx";

type FigureReasons = Explanation["figures"][number];

/** The beds and movements behind each figure of a place. */
export function ReasonList({ view, reasons }: { readonly view: View; readonly reasons: Reasons }) {
  const { details } = view.texts;
  const { last } = reasons;
  return (
    <>
      {reasons.state === "failed" && <p className="notice is-parked">{details.whyFailed}</p>}
      {last === null && reasons.state === "loading" && <p className="empty">{details.whyLoading}</p>}
      {last !== null && (
        <p className="computed">
          {`${details.whyAt} `}
          <Ago view={view} instant={last.at} />
        </p>
      )}
      {last?.figures.map((figure) => (
        <Reason key={figure.indicator} view={view} figure={figure} />
      ))}
    </>
  );
}

interface ReasonProps {
  readonly view: View;
  readonly figure: FigureReasons;
}

function Reason({ view, figure }: ReasonProps) {
  const { details } = view.texts;
  const label = say(view, figure.label);
  return (
    <details className="why">
      <summary>
        <span>{label}</span>
        <span className="figure">{figureText(view.language, figure.count)}</span>
      </summary>
      {figure.lines.length === 0 ? (
        <p className="empty">{details.whyEmpty}</p>
      ) : view.narrow ? (
        <LineList view={view} figure={figure} />
      ) : (
        <Scrolling label={details.lines(label)}>
          <LineTable view={view} figure={figure} />
        </Scrolling>
      )}
    </details>
  );
}

type Line = FigureReasons["lines"][number];

/** A bed stands once in a figure; people without one may stand several times. */
function lineKey(line: Line, index: number): string {
  return `${line.bed ?? index}|${line.movements.join()}`;
}

function LineTable({ view, figure }: ReasonProps) {
  const { details } = view.texts;
  return (
    <table className="lines">
      <caption className="unseen">{details.lines(say(view, figure.label))}</caption>
      <thead>
        <tr>
          {[details.bedName, details.bedState, details.reason, details.movements].map((text) => (
            <th key={text} scope="col">
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figure.lines.map((line, index) => (
          <tr key={lineKey(line, index)}>
            <th scope="row">{line.bed ?? details.noBed}</th>
            <td>{bedStateText(view, line.state)}</td>
            <td>{say(view, line.reason)}</td>
            <td className="movements">{line.movements.length === 0 ? "–" : line.movements.join(", ")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LineList({ view, figure }: ReasonProps) {
  const { details } = view.texts;
  return (
    <ul className="line-list">
      {figure.lines.map((line, index) => (
        <li key={lineKey(line, index)}>
          <strong>{line.bed ?? details.noBed}</strong>
          {` ${bedStateText(view, line.state)}, ${say(view, line.reason)}`}
          {line.movements.length > 0 && (
            <span className="movements">{`${details.movements} ${line.movements.join(", ")}`}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function bedStateText(view: View, state: string): string {
  return new Map<string, string>(Object.entries(view.texts.bedState)).get(state) ?? state;
}
