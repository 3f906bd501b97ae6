import { useSection } from "../drafts/use-section.ts";
import { SectionFields } from "../fields/section-fields.tsx";
import { StepPage, type StepPageProps } from "../step/step-page.tsx";

/** Step 00: the organisation, its contacts, and which instance feeds which establishment of which legal entity. */
export function Page({ journey, step }: StepPageProps) {
  const organisation = useSection(journey.id, "organisation");
  const contacts = useSection(journey.id, "contacts");
  const instances = useSection(journey.id, "instances");
  const readOnly = !step.writable;
  return (
    <StepPage journey={journey} step={step}>
      <SectionFields section={organisation} readOnly={readOnly} />
      <SectionFields section={contacts} readOnly={readOnly} />
      <SectionFields section={instances} readOnly={readOnly} />
    </StepPage>
  );
}
