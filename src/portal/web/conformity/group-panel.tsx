import { Button, Group as Row } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SavedSection } from "../drafts/use-section.ts";
import { answerOf, type Group, openRows, rowsOfGroup } from "./answers.ts";
import { IndicatorTable } from "./indicator-table.tsx";

interface GroupPanelProps {
  readonly section: SavedSection;
  readonly group: Group;
  readonly readOnly: boolean;
}

const choices = ["fed", "later", "not-fed"] as const;

/** One group of indicators: answered at once for what is open, or one by one. All but the core are folded. */
export function GroupPanel({ section, group, readOnly }: GroupPanelProps) {
  const { t } = useTranslation("step-01");
  const [unfolded, setUnfolded] = useState(group === "core");
  const rows = rowsOfGroup(group);
  const open = openRows(section, group);
  const unjudged = rows.filter(
    ({ id }) => answerOf(section, id, "fed") === "fed" && answerOf(section, id, "definition") === "",
  );
  const title = t(`groups.${group}.title`);
  const id = `indicators-${group}`;
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p>
        {t(`groups.${group}.text`)}{" "}
        {t("groups.answered", { done: rows.length - open.length, all: rows.length })}
      </p>
      {!readOnly && open.length > 0 && (
        <Row gap="xs" mb="sm" role="group" aria-label={t("groups.all", { group: title, count: open.length })}>
          <span>{t("groups.rest", { count: open.length })}</span>
          {choices.map((choice) => (
            <Button
              key={choice}
              variant="default"
              disabled={!section.ready}
              onClick={() => {
                for (const row of open) section.type(row.id, "fed", choice);
              }}
            >
              {t(`sections.indicators.fields.fed.options.${choice}`)}
            </Button>
          ))}
        </Row>
      )}
      {!readOnly && unjudged.length > 0 && (
        <p>
          <Button
            variant="default"
            onClick={() => {
              for (const row of unjudged) section.type(row.id, "definition", "same");
            }}
            styles={{ label: { whiteSpace: "normal" }, root: { height: "auto" } }}
          >
            {t("groups.same", { count: unjudged.length })}
          </Button>
        </p>
      )}
      <details open={unfolded} onToggle={(event) => setUnfolded(event.currentTarget.open)}>
        <summary>{t("groups.oneByOne", { group: title })}</summary>
        {unfolded && <IndicatorTable section={section} rows={rows} title={title} readOnly={readOnly} />}
      </details>
    </section>
  );
}
