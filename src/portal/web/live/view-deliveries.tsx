import { Button } from "@mantine/core";
import { useState } from "react";
import type { Delivery } from "../../live/board-schema.ts";
import { changeKey } from "./board-changes.ts";
import { callDurationText } from "./format.ts";
import type { View } from "./page-state.ts";
import { ClockTime, Icon, Panel, Scrolling, withChange } from "./view-parts.tsx";

const shortCount = 8;

/** The last calls to the national ROR, newest first. */
export function Deliveries({ view }: { readonly view: View }) {
  const { deliveries: texts } = view.texts;
  const [showAll, setShowAll] = useState(false);
  const all = view.board.deliveries;
  const shown = showAll ? all : all.slice(0, shortCount);
  return (
    <Panel id="deliveries" title={texts.title}>
      {all.length === 0 ? (
        <p className="empty">{texts.none}</p>
      ) : view.narrow ? (
        <ul className="delivery-list">
          {shown.map((one) => (
            <DeliveryItem key={changeKey.delivery(one)} view={view} one={one} />
          ))}
        </ul>
      ) : (
        <Scrolling label={texts.title}>
          <DeliveryTable view={view} deliveries={shown} />
        </Scrolling>
      )}
      {all.length > shortCount && (
        <Button variant="default" mt="xs" aria-expanded={showAll} onClick={() => setShowAll(!showAll)}>
          {showAll ? texts.fewer : texts.more(all.length)}
        </Button>
      )}
    </Panel>
  );
}

function DeliveryTable({
  view,
  deliveries,
}: {
  readonly view: View;
  readonly deliveries: readonly Delivery[];
}) {
  const { deliveries: texts } = view.texts;
  return (
    <table className="deliveries">
      <caption className="unseen">{texts.caption}</caption>
      <thead>
        <tr>
          {[texts.at, texts.place, texts.indicator, texts.operation, texts.result].map((text) => (
            <th key={text} scope="col">
              {text}
            </th>
          ))}
          <th scope="col" className="number">
            {texts.duration}
          </th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((one) => (
          <tr key={changeKey.delivery(one)} className={withChange(view, changeKey.delivery(one), "")}>
            <td>
              <ClockTime view={view} instant={one.at} />
            </td>
            <td>{placeLabel(view, one)}</td>
            <td className="code">{one.indicator}</td>
            <td>{texts[one.operation]}</td>
            <td>
              <Result view={view} one={one} />
            </td>
            <td className="number">{callDurationText(view.language, one.durationMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DeliveryProps {
  readonly view: View;
  readonly one: Delivery;
}

function DeliveryItem({ view, one }: DeliveryProps) {
  return (
    <li className={withChange(view, changeKey.delivery(one), "")}>
      <span className="card-facts">
        <ClockTime view={view} instant={one.at} />
        <Result view={view} one={one} />
      </span>
      <span>{`${placeLabel(view, one)}, ${one.indicator}, ${view.texts.deliveries[one.operation]}`}</span>
    </li>
  );
}

function Result({ view, one }: DeliveryProps) {
  const { deliveries } = view.texts;
  // The row was not there yet: the normal first answer, followed by an addition (DESIGN §4).
  const absent = one.ok && one.status === 404;
  const word = one.ok
    ? absent
      ? deliveries.absent
      : deliveries.good
    : one.status === null
      ? deliveries.lost
      : deliveries.bad;
  return (
    <span className={absent ? "status" : one.ok ? "status is-confirmed" : "status is-refused"}>
      <Icon name={absent ? "waiting" : one.ok ? "good" : "refused"} />
      {one.status === null ? word : `${word} (${one.status})`}
    </span>
  );
}

function placeLabel(view: View, one: Delivery): string {
  return view.board.places.find((place) => place.id === one.place)?.label ?? one.place;
}
