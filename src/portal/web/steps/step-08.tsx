import { useTranslation } from "react-i18next";
import { publishedVersions } from "../../../domain/journey/published-versions.ts";
import { dayText } from "../app/dates.ts";
import { useSection } from "../drafts/use-section.ts";
import { SectionFields } from "../fields/section-fields.tsx";
import { Addresses } from "../step/addresses.tsx";
import { ListPanel } from "../step/list-panel.tsx";
import { StepPage, type StepPageProps } from "../step/step-page.tsx";
import { languageOf } from "../texts/i18n.ts";

/** Step 08: what the test environment needs, and where it is. */
export function Page({ journey, step }: StepPageProps) {
  const { t, i18n } = useTranslation("step-08");
  const access = useSection(journey.id, "test-platform");
  const date = dayText(languageOf(i18n), publishedVersions.readOn);
  return (
    <StepPage journey={journey} step={step}>
      <SectionFields section={access} readOnly={!step.writable} />
      <section className="panel" aria-labelledby="addresses">
        <h2 id="addresses">{t("addresses.title")}</h2>
        <Addresses
          environment="sandbox"
          labels={{ token: t("addresses.token"), fhir: t("addresses.fhir") }}
        />
        <p>
          {t("addresses.status")}{" "}
          <a href="https://status.esante.gouv.fr" rel="noreferrer" target="_blank">
            status.esante.gouv.fr
          </a>
        </p>
        <p className="field-note">{t("addresses.source", { date })}</p>
      </section>
      <ListPanel
        id="step-waiting"
        title={t("waiting.title")}
        items={t("waiting.list", { returnObjects: true })}
      />
    </StepPage>
  );
}
