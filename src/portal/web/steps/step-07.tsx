import { HowTo } from "../certificates/how-to.tsx";
import { NeededCertificates } from "../certificates/needed-certificates.tsx";
import { useSection } from "../drafts/use-section.ts";
import { SectionFields } from "../fields/section-fields.tsx";
import { StepPage, type StepPageProps } from "../step/step-page.tsx";

/** Step 07: which certificates are needed, how each is made and ordered, what the twelve checks say of it. */
export function Page({ journey, step }: StepPageProps) {
  const plan = useSection(journey.id, "certificate-plan");
  return (
    <StepPage journey={journey} step={step}>
      <NeededCertificates journey={journey} writable={step.writable} />
      <HowTo journey={journey.id} />
      <SectionFields section={plan} readOnly={!step.writable} />
    </StepPage>
  );
}
