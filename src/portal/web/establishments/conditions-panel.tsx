import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { JourneyView } from "../../journey/shapes.ts";
import { dayText } from "../app/dates.ts";
import { Unread } from "../app/unread.tsx";
import { useSection } from "../drafts/use-section.ts";
import { SavedField } from "../fields/saved-fields.tsx";
import { languageOf } from "../texts/i18n.ts";
import { conditionsQuery } from "./queries.ts";
import { ReadyLetter } from "./ready-letter.tsx";

interface ConditionsPanelProps {
  readonly journey: JourneyView;
  readonly readOnly: boolean;
}

/** The conditions of the official page's red box: each met or not, with its evidence; unknown ones are asked for. */
export function ConditionsPanel({ journey, readOnly }: ConditionsPanelProps) {
  const { t, i18n } = useTranslation("establishments");
  const section = useSection(journey.id, "conditions-met");
  const { data, error, refetch } = useQuery(conditionsQuery);
  const language = languageOf(i18n);
  return (
    <section className="panel" aria-labelledby="establishments-conditions">
      <h2 id="establishments-conditions">{t("conditions.title")}</h2>
      <p>{t("conditions.help")}</p>
      {data === undefined && error !== null && <Unread error={error} retry={() => void refetch()} />}
      {data !== undefined && data.conditions.length === 0 && (
        <>
          <p>
            <strong>{t("conditions.unknown")}</strong>
          </p>
          <ReadyLetter
            title={t("conditions.subject")}
            to={data.askAt}
            subject={t("conditions.subject")}
            body={t("conditions.body", { journey: journey.name })}
          />
        </>
      )}
      <ol className="rows">
        {data?.conditions.map((condition, at) => (
          <li key={condition.id}>
            <p style={{ marginTop: 0 }}>
              <strong>{t("conditions.condition", { number: at + 1 })}</strong>{" "}
              {language === "fr" ? condition.textFr : condition.textEn}
            </p>
            <p className="field-note">
              {t("conditions.source", {
                source: condition.source,
                date: dayText(language, condition.date),
              })}
            </p>
            <Stack gap="xs">
              <SavedField section={section} field="met" row={condition.id} readOnly={readOnly} />
              <SavedField section={section} field="evidence" row={condition.id} readOnly={readOnly} />
            </Stack>
          </li>
        ))}
      </ol>
    </section>
  );
}
