import { useMediaQuery } from "@mantine/hooks";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { IndicatorRow } from "../../../domain/journey/indicator-rows.ts";
import type { SavedSection } from "../drafts/use-section.ts";
import { SavedField } from "../fields/saved-fields.tsx";
import { languageOf } from "../texts/i18n.ts";
import { answerOf, labelOf } from "./answers.ts";
import { codesText, officialText } from "./official.ts";

interface IndicatorTableProps {
  readonly section: SavedSection;
  readonly rows: readonly IndicatorRow[];
  readonly title: string;
  readonly readOnly: boolean;
}

const cardsBelow = "(max-width: 62em)";
const fields = ["fed", "definition", "origin", "note"] as const;

/** The official indicator on the left, what the supplier has on the right: a table, or cards where the window is narrow. */
export function IndicatorTable(props: IndicatorTableProps) {
  const cards = useMediaQuery(cardsBelow, undefined, { getInitialValueInEffect: false }) ?? false;
  return cards ? <Cards {...props} /> : <Table {...props} />;
}

/** Where nothing is fed neither definition nor origin are asked. */
function isAsked(section: SavedSection, id: string, field: (typeof fields)[number]): boolean {
  if (field === "fed" || field === "note") return true;
  const fed = answerOf(section, id, "fed");
  return field === "definition" ? fed === "fed" : fed === "fed" || fed === "later";
}

function Table({ section, rows, title, readOnly }: IndicatorTableProps) {
  const { t, i18n } = useTranslation("step-01");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
    <div className="rows-table conformity" role="group" tabIndex={0} aria-label={title}>
      <table>
        <caption className="unseen">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t("table.official")}</th>
            {fields.map((field) => (
              <th key={field} scope="col">
                {t(`sections.indicators.fields.${field}.label`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Official row={row} />
              </th>
              {fields.map((field) => (
                <td key={field}>
                  {isAsked(section, row.id, field) ? (
                    <SavedField
                      section={section}
                      field={field}
                      row={row.id}
                      labelHidden
                      rowName={labelOf(row, languageOf(i18n))}
                      readOnly={readOnly}
                    />
                  ) : (
                    <span>–</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards({ section, rows, readOnly }: IndicatorTableProps) {
  const { i18n } = useTranslation("step-01");
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.id} aria-label={labelOf(row, languageOf(i18n))}>
          <Official row={row} />
          {fields
            .filter((field) => isAsked(section, row.id, field))
            .map((field) => (
              <SavedField key={field} section={section} field={field} row={row.id} readOnly={readOnly} />
            ))}
        </li>
      ))}
    </ul>
  );
}

function Official({ row }: { readonly row: IndicatorRow }): ReactNode {
  const { t, i18n } = useTranslation("step-01");
  return (
    <>
      <strong>{labelOf(row, languageOf(i18n))}</strong>
      <span className="conformity-official">{officialText(t, row)}</span>
      <span className="field-note">
        {codesText(row)} · {t(row.documented ? "table.documented" : "table.derived")}
      </span>
    </>
  );
}
