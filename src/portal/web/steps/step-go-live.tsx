import { useTranslation } from "react-i18next";
import { publishedVersions } from "../../../domain/journey/published-versions.ts";
import { dayText } from "../app/dates.ts";
import { Addresses } from "../step/addresses.tsx";
import { ListPanel } from "../step/list-panel.tsx";
import { StepPage, type StepPageProps } from "../step/step-page.tsx";
import { languageOf } from "../texts/i18n.ts";
import { FedPanel } from "../white-list/fed.tsx";

/** The first feeding in production: what it needs, who acts, the documented addresses. */
export function Page({ journey, step }: StepPageProps) {
  const { t, i18n } = useTranslation(["step-go-live", "step-08"]);
  const date = dayText(languageOf(i18n), publishedVersions.readOn);
  return (
    <StepPage journey={journey} step={step}>
      <FedPanel journey={journey} />
      <section className="panel" aria-labelledby="addresses">
        <h2 id="addresses">{t("step-go-live:addresses.title")}</h2>
        <p>{t("step-go-live:addresses.note")}</p>
        <Addresses
          environment="production"
          labels={{ token: t("step-08:addresses.token"), fhir: t("step-08:addresses.fhir") }}
        />
        <p className="field-note">{t("step-08:addresses.source", { date })}</p>
      </section>
      <ListPanel
        id="step-waiting"
        title={t("step-go-live:waiting.title")}
        items={t("step-go-live:waiting.list", { returnObjects: true })}
      />
    </StepPage>
  );
}
