import { Button, Group, Stack } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProblemWords } from "../app/unread.tsx";
import type { SavedSection } from "../drafts/use-section.ts";
import { stepOfSection, useStepTexts } from "../step/step-texts.ts";
import { SavedField } from "./saved-fields.tsx";
import { fieldId } from "./use-field.ts";

interface SavedTableProps {
  readonly section: SavedSection;
  readonly columns: readonly string[];
  readonly readOnly?: boolean;
  /** Columns that may be written in rows that are there; no row is then added or removed. */
  readonly editable?: readonly string[];
}

const cardsBelow = "(max-width: 62em)";
const idLength = 12;

/**
 * Rows of a section, each cell saved as it is typed: a table, or cards where the window is narrow. A new row exists once
 * something is typed in it; a removed one can be brought back until the page is left.
 */
export function SavedTable({ section, columns, readOnly = false, editable }: SavedTableProps) {
  const { t } = useTranslation("fields");
  const cards = useMediaQuery(cardsBelow, undefined, { getInitialValueInEffect: false }) ?? false;
  const [added, setAdded] = useState<readonly string[]>([]);
  const removing = useMutation({ mutationFn: (id: string) => section.removeRow(id) });
  const undoing = useMutation({
    mutationFn: async () => removing.data?.(),
    onSuccess: () => removing.reset(),
  });
  const problem = useProblemWords(removing.error ?? undoing.error);
  const ids = [
    ...section.rows.map(({ id }) => id),
    ...added.filter((id) => !section.rows.some((row) => row.id === id)),
  ];
  const add = (): void => {
    const id = crypto.randomUUID().replaceAll("-", "").slice(0, idLength);
    setAdded([...added, id]);
    removing.reset();
    const first = columns[0] ?? "";
    requestAnimationFrame(() =>
      document.getElementById(fieldId(section.definition.name, id, first))?.focus(),
    );
  };
  const remove = (id: string): void => {
    setAdded(added.filter((one) => one !== id));
    // A row in which nothing was typed yet is only here.
    if (section.rows.some((row) => row.id === id)) removing.mutate(id);
  };
  const fixedRows = readOnly || editable !== undefined;
  const isLocked = (field: string): boolean => readOnly || (editable?.includes(field) ?? true) === false;
  const parts = { section, columns, fixedRows, isLocked, ids, remove };
  return (
    <Stack gap="sm">
      {ids.length === 0 ? <p>{t("rows.none")}</p> : cards ? <Cards {...parts} /> : <Table {...parts} />}
      <div role="status">
        {removing.isSuccess && (
          <Group gap="xs">
            <span>{t("rows.removed")}</span>
            <Button variant="default" onClick={() => undoing.mutate()}>
              {t("rows.undo")}
            </Button>
          </Group>
        )}
        {(removing.isError || undoing.isError) && <p>{t("rows.failed", { reason: problem })}</p>}
      </div>
      {!fixedRows && (
        <div>
          <Button variant="default" onClick={add} disabled={!section.ready}>
            {t("rows.add")}
          </Button>
        </div>
      )}
    </Stack>
  );
}

interface RowsProps extends Pick<SavedTableProps, "section" | "columns"> {
  readonly fixedRows: boolean;
  isLocked(field: string): boolean;
  readonly ids: readonly string[];
  remove(id: string): void;
}

function Table({ section, columns, fixedRows, isLocked, ids, remove }: RowsProps) {
  const { t } = useTranslation("fields");
  const texts = useStepTexts(stepOfSection(section.definition.name));
  const key = `sections.${section.definition.name}`;
  const title = texts.text(`${key}.title`);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
    <div className="rows-table" role="group" tabIndex={0} aria-label={title}>
      <table>
        <caption className="unseen">{title}</caption>
        <thead>
          <tr>
            {columns.map((field) => (
              <th key={field} scope="col">
                {texts.text(`${key}.fields.${field}.label`)}
              </th>
            ))}
            {!fixedRows && <th scope="col">{t("rows.actions")}</th>}
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
                    readOnly={isLocked(field)}
                  />
                </td>
              ))}
              {!fixedRows && (
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

function Cards({ section, columns, fixedRows, isLocked, ids, remove }: RowsProps) {
  const { t } = useTranslation("fields");
  return (
    <ul className="rows">
      {ids.map((id, index) => (
        <li key={id} aria-label={t("rows.row", { row: index + 1 })}>
          <Stack gap="xs">
            <strong>{t("rows.row", { row: index + 1 })}</strong>
            {columns.map((field) => (
              <SavedField key={field} section={section} field={field} row={id} readOnly={isLocked(field)} />
            ))}
            {!fixedRows && <RemoveButton row={index + 1} remove={() => remove(id)} />}
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
