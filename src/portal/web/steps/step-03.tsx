import { useTranslation } from "react-i18next";
import { summarise } from "../../../domain/establishments/summary.ts";
import { regionByCode } from "../../../domain/regions/regions.ts";
import { CommitteeDesk } from "../committee/committee-desk.tsx";
import { useSection } from "../drafts/use-section.ts";
import "../establishments/establishments.css";
import { BlankForms } from "../establishments/blank-forms.tsx";
import { CommitteePanel } from "../establishments/committee-panel.tsx";
import { ConditionsPanel } from "../establishments/conditions-panel.tsx";
import { Confirmations } from "../establishments/confirmations.tsx";
import { ListPanel } from "../establishments/list-panel.tsx";
import { RegionsPanel } from "../establishments/regions-panel.tsx";
import { useWorkingList, type WorkingList } from "../establishments/use-list.ts";
import { SectionFields } from "../fields/section-fields.tsx";
import { JourneyMessages } from "../messages/message-list.tsx";
import { FormSheet } from "../step/form-sheet.tsx";
import { StepPage, type StepPageProps } from "../step/step-page.tsx";
import { useStepTexts } from "../step/step-texts.ts";
import { typedText, useOrganisation } from "../step/use-organisation.ts";

/** Step 03: the list of establishments, its regions and conditions, the application, and what the committee answers. */
export function Page({ journey, step }: StepPageProps) {
  const application = useSection(journey.id, "application");
  const answer = useSection(journey.id, "committee-answer");
  const list = useWorkingList(journey.id);
  // ANS writes the answer, and nothing of what the supplier asks for.
  const readOnly = !step.writes.includes("application");
  return (
    <StepPage journey={journey} step={step} documentsContent={<BlankForms />}>
      <ListPanel journey={journey} list={list} />
      <RegionsPanel journey={journey} list={list} readOnly={readOnly} />
      <ConditionsPanel journey={journey} readOnly={readOnly} />
      <SectionFields section={application} readOnly={readOnly} />
      <ApplicationSheet journey={journey} list={list} />
      <CommitteePanel />
      <SectionFields section={answer} readOnly={!step.writes.includes("committee-answer")} />
      <Confirmations journey={journey} step={step} list={list} />
      <CommitteeDesk journey={journey} step={step} />
      <JourneyMessages journey={journey.id} />
    </StepPage>
  );
}

/** What goes into the official application form, from what was typed anywhere. */
function ApplicationSheet({
  journey,
  list,
}: Pick<StepPageProps, "journey"> & { readonly list: WorkingList }) {
  const { t } = useTranslation(["establishments", "steps"]);
  const texts = useStepTexts("03");
  const organisation = useOrganisation(journey.id);
  const application = useSection(journey.id, "application");
  const { establishments, legalEntities, byRegion } = summarise(list.lines);
  const of = (field: string): string => typedText(application, field);
  const profile = of("reading-profile");
  const row = (name: string, value: string) => ({
    label: t(`establishments:forms.sheetRows.${name as "organisation"}`),
    value,
  });
  return (
    <FormSheet
      id="application"
      title={t("establishments:forms.sheet")}
      rows={[
        row("organisation", organisation.name),
        row("identifier", organisation.identifier("finess") || organisation.identifier("siret")),
        row("address", organisation.address),
        row("solution", organisation.solution),
        row("kind", t(`steps:kind.${journey.kind}`)),
        row("purpose", of("purpose")),
        row("signatory", [of("signatory"), of("signatory-title")].filter((it) => it !== "").join(", ")),
        row("contact", [of("signatory-email"), of("signatory-phone")].filter((it) => it !== "").join(", ")),
        row("establishments", establishments === 0 ? "" : `${establishments} (EG), ${legalEntities} (EJ)`),
        row("regions", [...byRegion.keys()].flatMap((code) => regionByCode(code)?.name ?? []).join(", ")),
        row("profile", texts.text(`sections.application.fields.reading-profile.options.${profile}`)),
      ]}
    />
  );
}
