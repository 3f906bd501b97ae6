import { useMediaQuery } from "@mantine/hooks";
import { type ColumnDef, tableFeatures, useTable } from "@tanstack/react-table";
import { type ReactNode, useMemo } from "react";

const features = tableFeatures({});
const cardsBelow = "(max-width: 62em)";

/** A column: its heading, and what stands in it for a row. */
export interface DataColumn<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
}

interface DataTableProps<Row extends object> {
  /** Name of the table, for screen readers. */
  readonly caption: string;
  /** The first one names the row. */
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
}

/** Rows to be read: a table, or cards with the same headings where the window is narrow. */
export function DataTable<Row extends object>({ caption, columns, rows, idOf }: DataTableProps<Row>) {
  const cards = useMediaQuery(cardsBelow, undefined, { getInitialValueInEffect: false }) ?? false;
  const definitions = useMemo(
    () =>
      columns.map(
        ({ id, header, cell }): ColumnDef<typeof features, Row> => ({
          id,
          header,
          cell: ({ row }) => cell(row.original),
        }),
      ),
    [columns],
  );
  const data = useMemo(() => [...rows], [rows]);
  const table = useTable({ features, columns: definitions, data, getRowId: idOf });
  if (cards) {
    return (
      <ul className="rows" aria-label={caption}>
        {table.getRowModel().rows.map((row) => (
          <li key={row.id}>
            <dl className="facts">
              {row.getAllCells().map((cell) => (
                <div key={cell.id} className="fact">
                  <dt>{String(cell.column.columnDef.header)}</dt>
                  <dd>
                    <table.FlexRender cell={cell} />
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <table className="data">
      <caption className="unseen">{caption}</caption>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            {group.headers.map((header) => (
              <th key={header.id} scope="col">
                <table.FlexRender header={header} />
              </th>
            ))}
          </tr>
        ))}
      </thead>
      <tbody>
        {table.getRowModel().rows.map((row) => (
          <tr key={row.id}>
            {row.getAllCells().map((cell, index) =>
              index === 0 ? (
                <th key={cell.id} scope="row">
                  <table.FlexRender cell={cell} />
                </th>
              ) : (
                <td key={cell.id}>
                  <table.FlexRender cell={cell} />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
