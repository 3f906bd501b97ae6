import { Button, Group, Stack } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerRow } from "../../../domain/journey/facts.ts";
import type { SavedSection } from "../drafts/use-section.ts";
import { stepOfSection, useStepTexts } from "../step/step-texts.ts";
import { SavedField } from "./saved-fields.tsx";
import { fieldId } from "./use-field.ts";

interface SavedTableProps {
  readonly section: SavedSection;
  readonly columns: readonly string[];
  readonly readOnly?: boolean;
}

interface Removed {
  readonly id: string;
  readonly fields: AnswerRow;
}

const cardsBelow = "(max-width: 62em)";
const idLength = 12;

/**
 * Rows of a section, each cell saved as it is typed: a table, or cards where the window is narrow. A new row exists once
 * something is typed in it; a removed one can be brought back until the page is left.
 */
export function SavedTable({ section, columns, readOnly = false }: SavedTableProps) {
  const { t } = useTranslation("fields");
  const cards = useMediaQuery(cardsBelow, undefined, { getInitialValueInEffect: false }) ?? false;
  const [added, setAdded] = useState<readonly string[]>([]);
  const [removed, setRemoved] = useState<Removed | null>(null);
  const ids = [
    ...section.rows.map(({ id }) => id),
    ...added.filter((id) => !section.rows.some((row) => row.id === id)),
  ];
  const add = (): void => {
    const id = crypto.randomUUID().replaceAll("-", "").slice(0, idLength);
    setAdded([...added, id]);
    setRemoved(null);
    const first = columns[0] ?? "";
    requestAnimationFrame(() => document.getElementById(fieldId(section.definition.name, id, first))?.focus());
  };
  const remove = (id: string): void => {
    const fields = section.rows.find((row) => row.id === id)?.fields ?? {};
    setAdded(added.filter((one) => one !== id));
    const values = Object.entries(fields).map(([name, { value }]) => [name, value] as const);
    for (const [name, value] of values) if (value !== null) section.type(id, name, null);
    setRemoved(values.length === 0 ? null : { id, fields: Object.fromEntries(values) });
  };
  const undo = (): void => {
    for (const [name, value] of Object.entries(removed?.fields ?? {})) {
      if (removed !== null) section.type(removed.id, name, value);
    }
    setRemoved(null);
  };
  const parts = { section, columns, readOnly, ids, remove };
  return (
    <Stack gap="sm">
      {ids.length === 0 ? <p>{t("rows.none")}</p> : cards ? <Cards {...parts} /> : <Table {...parts} />}
      <div role="status">
        {removed !== null && (
          <Group gap="xs">
            <span>{t("rows.removed")}</span>
            <Button variant="default" onClick={undo}>
              {t("rows.undo")}
            </Button>
          </Group>
        )}
      </div>
      {!readOnly && (
        <div>
          <Button variant="default" onClick={add} disabled={!section.ready}>
            {t("rows.add")}
          </Button>
        </div>
      )}
    </Stack>
  );
}

interface RowsProps extends SavedTableProps {
  readonly ids: readonly string[];
  remove(id: string): void;
}

function Table({ section, columns, readOnly = false, ids, remove }: RowsProps) {
  const { t } = useTranslation("fields");
  const texts = useStepTexts(stepOfSection(section.definition.name));
  const key = `sections.${section.definition.name}`;
  const title = texts.text(`${key}.title`);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
    <div className="scrolling" role="group" tabIndex={0} aria-label={title}>
      <table>
        <caption className="unseen">{title}</caption>
        <thead>
          <tr>
            {columns.map((field) => (
              <th key={field} scope="col">
                {texts.text(`${key}.fields.${field}.label`)}
              </th>
            ))}
            {!readOnly && <th scope="col">{t("rows.actions")}</th>}
          </tr>
        </thead>
        <tbody>
          {ids.map((id, index) => (
            <tr key={id}>
              {columns.map((field) => (
                <td key={field}>
                  <SavedField
                    section={section}
                    field={field}
                    row={id}
                    labelHidden
                    rowName={t("rows.row", { row: index + 1 })}
                    readOnly={readOnly}
                  />
                </td>
              ))}
              {!readOnly && (
                <td>
                  <RemoveButton row={index + 1} remove={() => remove(id)} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards({ section, columns, readOnly = false, ids, remove }: RowsProps) {
  const { t } = useTranslation("fields");
  return (
    <ul className="rows">
      {ids.map((id, index) => (
        <li key={id} aria-label={t("rows.row", { row: index + 1 })}>
          <Stack gap="xs">
            <strong>{t("rows.row", { row: index + 1 })}</strong>
            {columns.map((field) => (
              <SavedField key={field} section={section} field={field} row={id} readOnly={readOnly} />
            ))}
            {!readOnly && <RemoveButton row={index + 1} remove={() => remove(id)} />}
          </Stack>
        </li>
      ))}
    </ul>
  );
}

function RemoveButton({ row, remove }: { readonly row: number; remove(): void }) {
  const { t } = useTranslation("fields");
  return (
    <Button variant="default" onClick={remove} aria-label={t("rows.remove", { row })}>
      <span aria-hidden="true">✕</span>
    </Button>
  );
}
