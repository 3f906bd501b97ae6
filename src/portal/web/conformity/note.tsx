import { Button, Group as Row } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { indicatorRows } from "../../../domain/journey/indicator-rows.ts";
import { publishedVersions } from "../../../domain/journey/published-versions.ts";
import { dayText, today } from "../app/dates.ts";
import type { SavedSection } from "../drafts/use-section.ts";
import { CopyButton } from "../step/copy-button.tsx";
import { typedText } from "../step/use-organisation.ts";
import { languageOf } from "../texts/i18n.ts";
import { answerOf, groups, labelOf, rowsOfGroup } from "./answers.ts";
import { codesText } from "./official.ts";

interface NoteProps {
  readonly journey: string;
  readonly conformity: SavedSection;
  readonly indicators: SavedSection;
}

/** The conformity note: what the table says, to be printed or copied into the application of step 03. */
export function ConformityNote({ journey, conformity, indicators }: NoteProps) {
  const { t, i18n } = useTranslation("step-01");
  const language = languageOf(i18n);
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    if (!printing) return undefined;
    const done = (): void => setPrinting(false);
    addEventListener("afterprint", done);
    print();
    return () => removeEventListener("afterprint", done);
  }, [printing]);
  const option = (field: "fed" | "definition", value: string): string =>
    value === "" ? t("note.open") : t(`sections.indicators.fields.${field}.options.${value}` as "note.open");
  const lines = groups.flatMap((group) =>
    rowsOfGroup(group).map((row) => {
      const fed = answerOf(indicators, row.id, "fed");
      const isAsked = fed === "fed" || fed === "later";
      return {
        id: row.id,
        cells: [
          labelOf(row, language),
          `${codesText(row)}, ${t(row.documented ? "table.documented" : "table.derived")}`,
          option("fed", fed),
          fed === "fed" ? option("definition", answerOf(indicators, row.id, "definition")) : "–",
          (isAsked && answerOf(indicators, row.id, "origin")) || "–",
          answerOf(indicators, row.id, "note") || "–",
        ],
      };
    }),
  );
  const heads = [
    t("table.indicator"),
    t("table.codes"),
    t("sections.indicators.fields.fed.label"),
    t("sections.indicators.fields.definition.label"),
    t("sections.indicators.fields.origin.label"),
    t("sections.indicators.fields.note.label"),
  ];
  const fed = indicatorRows.filter(({ id }) => answerOf(indicators, id, "fed") === "fed").length;
  const facts = [
    [t("note.supplier"), journey],
    [t("note.date"), dayText(language, today())],
    ...(["model-version", "guide-version", "pilot-establishment", "made-with"] as const).map((field) => [
      t(`sections.conformity.fields.${field}.label`),
      typedText(conformity, field) || t("note.open"),
    ]),
    [t("note.fed"), t("note.count", { count: fed, of: indicatorRows.length })],
  ] as const;
  const statement = t("note.statement", { date: dayText(language, publishedVersions.readOn) });
  const text = [
    t("note.title"),
    ...facts.map(([name, value]) => `${name} : ${value}`),
    "",
    statement,
    "",
    heads.join("\t"),
    ...lines.map(({ cells }) => cells.join("\t")),
  ].join("\n");
  return (
    <section className="panel" aria-labelledby="conformity-note" data-printed={printing || undefined}>
      <h2 id="conformity-note">{t("note.title")}</h2>
      <Row gap="sm" mb="sm">
        <CopyButton text={text} label={t("note.copy")} />
        <Button variant="default" onClick={() => setPrinting(true)}>
          {t("note.print")}
        </Button>
      </Row>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: "contents" }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>{statement}</p>
      <details open={printing || undefined}>
        <summary>{t("note.show")}</summary>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard */}
        <div className="rows-table note-table" role="group" tabIndex={0} aria-label={t("note.title")}>
          <table>
            <caption className="unseen">{t("note.title")}</caption>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map(({ id, cells }) => (
                <tr key={id}>
                  {cells.map((cell, index) => (
                    <td key={heads[index]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}
