import { Checkbox, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Indicator, Place } from "../../live/board-schema.ts";
import { changeKey } from "./board-changes.ts";
import { arrange, type ColumnId, columnsOf, genders, matchesSearch, needsAttention } from "./figures.ts";
import type { View } from "./page-state.ts";
import { placeState, StateParts } from "./place-state.tsx";
import { Figure, Panel, Scrolling, withChange } from "./view-parts.tsx";

const isGender = (column: ColumnId): boolean => genders.some((gender) => gender === column);

interface PlacesProps {
  readonly view: View;
  open(place: string): void;
}

/** Every place with its figures: a table, or a list where the window is narrow. */
export function Places({ view, open }: PlacesProps) {
  const { texts } = view;
  const [search, setSearch] = useState("");
  const [attentionOnly, setAttentionOnly] = useState(false);
  const all = view.board.places;
  const shown = all.filter(
    (place) => matchesSearch(place, search) && (!attentionOnly || needsAttention(place)),
  );
  return (
    <Panel id="places" title={texts.places.title}>
      <div className="filters">
        <TextInput
          type="search"
          label={texts.places.search}
          value={search}
          autoComplete="off"
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Checkbox
          label={texts.places.attention}
          checked={attentionOnly}
          onChange={(event) => setAttentionOnly(event.currentTarget.checked)}
        />
        <p className="count">{texts.places.shown(shown.length, all.length)}</p>
      </div>
      {shown.length === 0 ? (
        <p className="empty">{texts.places.empty}</p>
      ) : view.narrow ? (
        <PlaceList view={view} open={open} places={shown} />
      ) : (
        <Scrolling label={texts.places.title}>
          <PlaceTable view={view} open={open} places={shown} columns={columnsOf(all)} />
        </Scrolling>
      )}
    </Panel>
  );
}

interface PlaceRowsProps extends PlacesProps {
  readonly places: readonly Place[];
}

function PlaceTable({
  view,
  open,
  places,
  columns,
}: PlaceRowsProps & { readonly columns: readonly ColumnId[] }) {
  const { texts } = view;
  const available = columns.filter(isGender);
  const rest = columns.filter((column) => !isGender(column));
  const hasOthers = places.some((place) => arrange(place).others.length > 0);
  return (
    <table className="places">
      <caption className="unseen">{texts.places.caption}</caption>
      <colgroup>
        <col />
        <col />
      </colgroup>
      {available.length > 0 && <colgroup className="available" span={available.length} />}
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>
            {texts.places.place}
          </th>
          <th scope="col" rowSpan={2}>
            {texts.places.state}
          </th>
          {available.length > 0 && (
            <th scope="colgroup" colSpan={available.length} className="group">
              {texts.places.available}
            </th>
          )}
          {rest.map((column) => (
            <th key={column} scope="col" rowSpan={2} className="number">
              {texts.column[column]}
            </th>
          ))}
          {hasOthers && (
            <th scope="col" rowSpan={2} className="number">
              {texts.places.others}
            </th>
          )}
        </tr>
        <tr>
          {available.map((column) => (
            <th key={column} scope="col" className="number gender">
              {texts.column[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {places.map((place) => (
          <PlaceRow
            key={place.id}
            view={view}
            open={open}
            place={place}
            columns={[...available, ...rest]}
            hasOthers={hasOthers}
          />
        ))}
      </tbody>
    </table>
  );
}

interface PlaceRowProps extends PlacesProps {
  readonly place: Place;
  readonly columns: readonly ColumnId[];
  readonly hasOthers: boolean;
}

function PlaceRow({ view, open, place, columns, hasOthers }: PlaceRowProps) {
  const { cells, others } = arrange(place);
  return (
    <tr className={withChange(view, changeKey.place(place.id), `row-${placeState(view, place)}`)}>
      <th scope="row">
        <PlaceButton place={place} open={open} />
        <span className="identifier">{place.identifier}</span>
      </th>
      <td className="state">
        <StateParts view={view} place={place} />
      </td>
      {columns.map((column) => {
        const indicator = cells.get(column);
        const kind = isGender(column) ? "number gender" : "number";
        return indicator === undefined ? (
          <td key={column} className={`${kind} absent`}>
            ·
          </td>
        ) : (
          <td key={column} className={figureClass(view, place, indicator, kind)}>
            <Figure view={view} place={place} indicator={indicator} />
          </td>
        );
      })}
      {hasOthers && (
        <td className="number others">
          {others.length > 0 && view.texts.places.otherFigures(others.length)}
        </td>
      )}
    </tr>
  );
}

function PlaceList({ view, open, places }: PlaceRowsProps) {
  return (
    <ul className="place-list">
      {places.map((place) => {
        const { cells, others } = arrange(place);
        const figures = [...cells];
        return (
          <li
            key={place.id}
            className={withChange(view, changeKey.place(place.id), `row-${placeState(view, place)}`)}
          >
            <h3>
              <PlaceButton place={place} open={open} />
            </h3>
            <div className="state">
              <StateParts view={view} place={place} />
            </div>
            <FigureList
              view={view}
              place={place}
              kind="gender"
              figures={figures.filter(([column]) => isGender(column))}
            />
            <FigureList
              view={view}
              place={place}
              kind="rest"
              figures={figures.filter(([column]) => !isGender(column))}
            />
            {others.length > 0 && (
              <p className="others">{`+ ${view.texts.places.otherFigures(others.length)}`}</p>
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface FigureListProps {
  readonly view: View;
  readonly place: Place;
  readonly kind: string;
  readonly figures: readonly [ColumnId, Indicator][];
}

function FigureList({ view, place, kind, figures }: FigureListProps) {
  if (figures.length === 0) return null;
  return (
    <dl className={kind}>
      {figures.map(([column, indicator]) => (
        <div key={column} className={figureClass(view, place, indicator, "cell")}>
          <dt>{view.texts.column[column]}</dt>
          <dd>
            <Figure view={view} place={place} indicator={indicator} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function PlaceButton({ place, open }: { readonly place: Place; open(place: string): void }) {
  return (
    <button
      type="button"
      className="place-name"
      aria-haspopup="dialog"
      data-place={place.id}
      onClick={() => open(place.id)}
    >
      {place.label}
    </button>
  );
}

function figureClass(view: View, place: Place, indicator: Indicator, kind: string): string {
  return withChange(view, changeKey.figure(place.id, indicator.id), `${kind} is-${indicator.status}`);
}
