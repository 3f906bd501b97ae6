import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AnswerValue } from "../../../domain/journey/facts.ts";
import { contractBranch } from "../../../domain/journey/steps/04-contract-and-card.ts";
import { today } from "../app/dates.ts";
import { type SavedSection, useSection } from "../drafts/use-section.ts";
import { SavedField } from "../fields/saved-fields.tsx";
import { FormSheet } from "../step/form-sheet.tsx";
import { StepPage, type StepPageProps } from "../step/step-page.tsx";
import { typedText, useOrganisation } from "../step/use-organisation.ts";

/** Step 04: two questions, the branch that they lead to, and what is to be noted. */
export function Page({ journey, step }: StepPageProps) {
  const { t } = useTranslation("step-04");
  const contract = useSection(journey.id, "contract");
  const organisation = useOrganisation(journey.id);
  const branch = contractBranch({ answers: new Map([["contract", typedRows(contract)]]), today: today() });
  const readOnly = !step.writable;
  return (
    <StepPage journey={journey} step={step}>
      <section className="panel" aria-labelledby="contract-decision">
        <h2 id="contract-decision">{t("decision.title")}</h2>
        <Stack gap="sm">
          <SavedField section={contract} field="has-contract" readOnly={readOnly} />
          <SavedField section={contract} field="has-card" readOnly={readOnly} />
        </Stack>
        <div aria-live="polite">
          {branch === "unanswered" ? (
            <p>{t("decision.answer")}</p>
          ) : (
            <>
              <h3>{t(`branches.${branch}.title`)}</h3>
              <ol style={{ paddingLeft: "1.3rem", margin: 0 }}>
                {t(`branches.${branch}.todo`, { returnObjects: true }).map((item) => (
                  <li key={item}>{item}</li>
                ))}
              </ol>
            </>
          )}
        </div>
      </section>
      <section className="panel" aria-labelledby="contract-details">
        <h2 id="contract-details">{t("details.title")}</h2>
        <Stack gap="sm">
          {[
            "structure-id",
            "legal-representative",
            "contract-number",
            "contract-date",
            "card-number",
            "card-expiry",
          ].map((field) => (
            <SavedField key={field} section={contract} field={field} readOnly={readOnly} />
          ))}
        </Stack>
      </section>
      <FormSheet
        id="f101"
        title={t("sheet.title")}
        rows={[
          { label: t("sheet.rows.structure"), value: organisation.name },
          {
            label: t("sheet.rows.identifier"),
            value: organisation.identifier(typedText(contract, "structure-id")),
          },
          { label: t("sheet.rows.address"), value: organisation.address },
          { label: t("sheet.rows.representative"), value: typedText(contract, "legal-representative") },
          { label: t("sheet.rows.purpose"), value: t("sheet.purpose") },
        ]}
      />
    </StepPage>
  );
}

/** What stands in the fields now, saved or not, in the form that the domain reads. */
function typedRows(section: SavedSection): readonly { id: string; fields: Record<string, AnswerValue> }[] {
  return section.rows.map(({ id, fields }) => ({
    id,
    fields: Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value])),
  }));
}
