import { Button, Group, NativeSelect } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import {
  type ColumnDef,
  createPaginatedRowModel,
  rowPaginationFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { type ClipboardEvent, useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { EstablishmentFact } from "../../../domain/journey/facts.ts";
import { useFindingWords } from "./finding-words.ts";
import { Card, type RowActions, shownColumns, TableRow } from "./list-row.tsx";
import type { WorkingList } from "./use-list.ts";

const features = tableFeatures({ rowPaginationFeature, paginatedRowModel: createPaginatedRowModel() });
const cardsBelow = "(max-width: 62em)";
const pageSizes = [10, 25, 50, 100] as const;
const noFindings: readonly never[] = [];

const columns: ColumnDef<typeof features, EstablishmentFact>[] = shownColumns.map((column) => ({
  id: column,
  accessorFn: (line: EstablishmentFact) => line[column],
}));

interface ListTableProps {
  readonly list: WorkingList;
  readonly shown: readonly EstablishmentFact[];
  readonly actions: RowActions;
  readonly locked: boolean;
  /** Cells of a spreadsheet were pasted into the table. */
  paste(text: string): void;
  /** A line that has just begun: its page is shown. */
  readonly newest: string | null;
}

/** The list, a page at a time: a table, or cards where the window is narrow. Several thousand lines stay usable. */
export function ListTable({ list, shown, actions, locked, paste, newest }: ListTableProps) {
  const { t } = useTranslation("establishments");
  const words = useFindingWords();
  const isNarrow = useMediaQuery(cardsBelow, undefined, { getInitialValueInEffect: false }) ?? false;
  const data = useMemo(() => [...shown], [shown]);
  const numbers = useMemo(() => new Map(list.lines.map(({ id }, at) => [id, at + 1])), [list.lines]);
  const table = useTable({
    features,
    columns,
    data,
    getRowId: (line) => line.id,
    autoResetPageIndex: false,
    initialState: { pagination: { pageIndex: 0, pageSize: isNarrow ? 10 : 25 } },
  });
  const { pageIndex, pageSize } = table.state.pagination;
  const pages = Math.max(1, table.getPageCount());
  const at = newest === null ? -1 : shown.findIndex(({ id }) => id === newest);
  useEffect(() => {
    if (at >= 0) table.setPageIndex(Math.floor(at / table.state.pagination.pageSize));
  }, [at, table]);
  useEffect(() => {
    if (pageIndex >= pages) table.setPageIndex(pages - 1);
  }, [pageIndex, pages, table]);
  const rows = table.getRowModel().rows.map(({ original: line }) => ({
    key: line.id,
    line,
    number: numbers.get(line.id) ?? 0,
    findings: list.findings.get(line.id) ?? noFindings,
    numbers,
    pending: list.pending.get(line.id),
    locked,
    actions,
  }));
  const onPaste = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData("text/plain");
    // One cell goes into its field; several are a piece of a list.
    if (locked || !/\t|\n./.test(text.trim())) return;
    event.preventDefault();
    paste(text);
  };
  return (
    <div onPaste={onPaste}>
      {isNarrow ? (
        <ul className="rows establishments">
          {rows.map(({ key, ...row }) => (
            <Card key={key} {...row} />
          ))}
        </ul>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
        <div className="rows-table" role="group" tabIndex={0} aria-label={t("list.caption")}>
          <table className="establishments">
            <caption className="unseen">{t("list.caption")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("row.number")}</th>
                {shownColumns.map((column) => (
                  <th key={column} scope="col">
                    {words.columnName(column)}
                  </th>
                ))}
                {!locked && <th scope="col">{t("row.actions")}</th>}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, ...row }) => (
                <TableRow key={key} {...row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <nav aria-label={t("pager.name")}>
        <Group gap="sm" mt="sm" align="end">
          <Button
            variant="default"
            disabled={!table.getCanPreviousPage()}
            onClick={() => table.previousPage()}
          >
            {t("pager.previous")}
          </Button>
          <span role="status">{t("pager.where", { page: pageIndex + 1, pages })}</span>
          <Button variant="default" disabled={!table.getCanNextPage()} onClick={() => table.nextPage()}>
            {t("pager.next")}
          </Button>
          <NativeSelect
            label={t("pager.size")}
            data={pageSizes.map(String)}
            value={String(pageSize)}
            onChange={(event) => table.setPageSize(Number(event.currentTarget.value))}
          />
        </Group>
      </nav>
    </div>
  );
}
