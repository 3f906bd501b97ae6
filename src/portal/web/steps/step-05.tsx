import { useTranslation } from "react-i18next";
import { useSection } from "../drafts/use-section.ts";
import { SectionFields } from "../fields/section-fields.tsx";
import { StepPage, type StepPageProps } from "../step/step-page.tsx";
import { typedText } from "../step/use-organisation.ts";

/** Step 05: cards for technical administrators, only where ordering is delegated to people without one. */
export function Page({ journey, step }: StepPageProps) {
  const { t } = useTranslation("step-05");
  const delegation = useSection(journey.id, "delegation");
  const holders = useSection(journey.id, "card-holders");
  const delegated = typedText(delegation, "delegated");
  const readOnly = !step.writable;
  return (
    <StepPage journey={journey} step={step}>
      <SectionFields section={delegation} readOnly={readOnly}>
        <p aria-live="polite" style={{ marginBottom: 0 }}>
          {delegated === "no" && t("skipped.no")}
          {delegated === "yes" && step.state === "skipped" && t("skipped.cards")}
        </p>
      </SectionFields>
      {delegated === "yes" && <SectionFields section={holders} readOnly={readOnly} />}
    </StepPage>
  );
}
