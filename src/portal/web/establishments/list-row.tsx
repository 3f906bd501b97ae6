import { Button, Group } from "@mantine/core";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { type EstablishmentColumn, establishmentColumns } from "../../../domain/establishments/columns.ts";
import type { EstablishmentFinding } from "../../../domain/establishments/finding.ts";
import { regionOfLine } from "../../../domain/establishments/summary.ts";
import type { EstablishmentFact } from "../../../domain/journey/facts.ts";
import { regionByCode } from "../../../domain/regions/regions.ts";
import { useFindingWords } from "./finding-words.ts";
import type { PendingLine } from "./list-outbox.ts";

/** The columns in the order of the page: what people know best comes first. */
export const shownColumns: readonly EstablishmentColumn[] = [
  "name",
  "finessEg",
  "legalEntityName",
  "finessEj",
  "department",
  "region",
  "places",
  "contact",
  "siren",
  "siret",
];

/** What a row can do; the same object as long as the list is on the page. */
export interface RowActions {
  type(id: string, column: EstablishmentColumn, value: string): void;
  resolve(id: string, choice: "mine" | "theirs"): void;
  remove(id: string): void;
}

export interface ListRowProps {
  readonly line: EstablishmentFact;
  readonly number: number;
  readonly findings: readonly EstablishmentFinding[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly pending: PendingLine | undefined;
  readonly locked: boolean;
  readonly actions: RowActions;
}

/** The worst that is said of a line. */
export function severityOf(findings: readonly EstablishmentFinding[]): EstablishmentFinding["severity"] {
  if (findings.some(({ severity }) => severity === "error")) return "error";
  return findings.some(({ severity }) => severity === "warning") ? "warning" : "ok";
}

/** Element id of a cell. */
export function cellId(line: string, column: EstablishmentColumn): string {
  return `line-${line}-${column}`;
}

const numeric: ReadonlySet<EstablishmentColumn> = new Set(["siren", "siret", "places"]);

interface CellProps extends ListRowProps {
  readonly column: EstablishmentColumn;
  readonly labelShown: boolean;
}

/** One cell with what is wrong beside it, in words: an error, or apart from it a warning that blocks nothing. */
function Cell({ line, number, column, findings, numbers, locked, actions, labelShown }: CellProps) {
  const { t } = useTranslation("establishments");
  const words = useFindingWords();
  const own = findings.filter((one) => one.column === column && one.severity !== "ok");
  const isWrong = own.some(({ severity }) => severity === "error");
  const id = cellId(line.id, column);
  const label = words.columnName(column);
  const deduced = column === "region" ? regionByCode(regionOfLine(line)) : undefined;
  return (
    <div className="cell">
      {labelShown && <label htmlFor={id}>{label}</label>}
      <input
        id={id}
        value={line[column]}
        disabled={locked}
        autoComplete="off"
        maxLength={500}
        inputMode={numeric.has(column) ? "numeric" : undefined}
        aria-label={labelShown ? undefined : t("row.cell", { column: label, number })}
        aria-invalid={isWrong || undefined}
        aria-describedby={own.length > 0 ? `${id}-said` : undefined}
        onChange={(event) => actions.type(line.id, column, event.currentTarget.value)}
      />
      {deduced !== undefined && <p className="cell-note">{t("row.deduced", { region: deduced.name })}</p>}
      {own.length > 0 && (
        <div id={`${id}-said`}>
          {own.map((finding) => (
            <p key={finding.code} className={`cell-said is-${finding.severity}`}>
              <strong>
                {finding.severity === "error" ? `✕ ${t("row.error")}` : `⚠ ${t("row.warning")}`}
              </strong>{" "}
              {words.ofLine(finding, numbers)}
            </p>
          ))}
        </div>
      )}
    </div>
  );
}

/** A line as a row of the table. */
export const TableRow = memo(function TableRow(props: ListRowProps) {
  const { line, number, locked, findings } = props;
  const { t } = useTranslation("establishments");
  return (
    <tr className={`is-${severityOf(findings)}`}>
      <th scope="row">
        {number} <RowState line={line.id} findings={findings} />
        <Conflict {...props} />
      </th>
      {shownColumns.map((column) => (
        <td key={column}>
          <Cell {...props} column={column} labelShown={false} />
        </td>
      ))}
      {!locked && (
        <td>
          <Remove {...props} label={t("row.remove", { number })} />
        </td>
      )}
    </tr>
  );
});

/** A line as a card, where the window is narrow. */
export const Card = memo(function Card(props: ListRowProps) {
  const { line, number, locked, findings } = props;
  const { t } = useTranslation("establishments");
  return (
    <li className={`is-${severityOf(findings)}`} aria-label={t("row.name", { number })}>
      <p style={{ marginTop: 0 }}>
        <strong>{t("row.name", { number })}</strong> <RowState line={line.id} findings={findings} />
      </p>
      <Conflict {...props} />
      {shownColumns.map((column) => (
        <Cell key={column} {...props} column={column} labelShown />
      ))}
      {!locked && <Remove {...props} label={t("row.remove", { number })} />}
    </li>
  );
});

interface RowStateProps {
  readonly line: string;
  readonly findings: readonly EstablishmentFinding[];
}

/** The state of a line in a word, with the columns that ask for a look: in a wide table they may be out of sight. */
function RowState({ line, findings }: RowStateProps) {
  const { t } = useTranslation("establishments");
  const words = useFindingWords();
  const doubtful = new Set(
    findings.flatMap((one) => (one.column === null || one.severity === "ok" ? [] : [one.column])),
  );
  const severity = severityOf(findings);
  const style = { error: "missing", warning: "warning", ok: "ok" }[severity];
  return (
    <>
      <span className={`pill is-${style}`}>
        <span aria-hidden="true">{{ error: "✕", warning: "⚠", ok: "✓" }[severity]}</span>
        {t(`row.${severity}`)}
      </span>
      {[...doubtful].map((column) => (
        <button
          key={column}
          type="button"
          className="to-cell"
          onClick={() => document.getElementById(cellId(line, column))?.focus()}
        >
          {words.columnName(column)}
        </button>
      ))}
    </>
  );
}

function Remove({ line, actions, label }: ListRowProps & { readonly label: string }) {
  return (
    <Button variant="default" aria-label={label} onClick={() => actions.remove(line.id)}>
      <span aria-hidden="true">✕</span>
    </Button>
  );
}

/** Two values for one line: both are shown, the person chooses. */
function Conflict({ line, number, pending, actions }: ListRowProps) {
  const { t } = useTranslation("establishments");
  const words = useFindingWords();
  if (pending === undefined || pending.state === "waiting") return null;
  if (pending.state === "refused") return <p className="cell-said is-error">{t("row.refused")}</p>;
  const { theirs, fields } = pending;
  const shown = (text: string | undefined): string =>
    text === undefined || text === "" ? t("row.empty") : text;
  return (
    <fieldset className="conflict" aria-label={t("row.name", { number })}>
      <p style={{ marginTop: 0 }}>{t(theirs === null ? "row.conflictRemoved" : "row.conflict")}</p>
      {theirs !== null && (
        <ul>
          {establishmentColumns
            .filter((column) => fields[column] !== undefined && fields[column] !== theirs.line[column])
            .map((column) => (
              <li key={column}>
                {t("row.standing", {
                  column: words.columnName(column),
                  value: shown(theirs.line[column]),
                  mine: shown(fields[column]),
                })}
              </li>
            ))}
        </ul>
      )}
      <Group gap="xs">
        <Button variant="default" onClick={() => actions.resolve(line.id, "theirs")}>
          {t("row.theirs")}
        </Button>
        <Button variant="default" onClick={() => actions.resolve(line.id, "mine")}>
          {t("row.mine")}
        </Button>
      </Group>
    </fieldset>
  );
}
