import { useTranslation } from "react-i18next";
import type { Role } from "../../../domain/journey/roles.ts";
import { writingOf } from "../../../domain/journey/steps/table.ts";
import { usePerson } from "../app/session.ts";
import { useSection } from "../drafts/use-section.ts";
import { SectionFields } from "../fields/section-fields.tsx";
import { Authors } from "../mapping/authors.tsx";
import { Letters } from "../mapping/letters.tsx";
import { mappingRowsOf } from "../mapping/rows.ts";
import { MappingSheet } from "../mapping/sheet.tsx";
import { StepPage, type StepPageProps } from "../step/step-page.tsx";

/** The mapping: units and the external ids that the GRADeS gives them, with sheet and letter. */
export function Page({ journey, step }: StepPageProps) {
  const section = useSection(journey.id, "mapping");
  const rows = mappingRowsOf(section);
  const { t } = useTranslation("step-mapping");
  const person = usePerson();
  const roles = (person?.grants ?? []).flatMap((grant): Role[] =>
    grant.role === "grades" || ("organisationId" in grant && grant.organisationId === journey.organisationId)
      ? [grant.role]
      : [],
  );
  const writing = writingOf(section.definition, roles);
  const editable = Array.isArray(writing) ? writing : undefined;
  return (
    <StepPage journey={journey} step={step}>
      {editable !== undefined && <p>{t("authors.gradesHelp")}</p>}
      <SectionFields
        section={section}
        readOnly={!step.writable}
        {...(editable === undefined ? {} : { editable })}
      />
      <Authors journey={journey.id} section={section} />
      <MappingSheet rows={rows} />
      <Letters journey={journey.name} rows={rows} />
    </StepPage>
  );
}
