import { useTranslation } from "react-i18next";
import { textOf } from "../../../domain/journey/facts.ts";
import { type SavedSection, useSection } from "../drafts/use-section.ts";
import { SectionFields } from "../fields/section-fields.tsx";
import { FormSheet, type SheetRow } from "../step/form-sheet.tsx";
import { StepPage, type StepPageProps } from "../step/step-page.tsx";
import { typedText, useOrganisation } from "../step/use-organisation.ts";

const formOnly = [
  "structure-id",
  "signatory",
  "signatory-phone",
  "signatory-email",
  "project",
  "editor",
  "declarations-ticked",
];

/** Step 06: who may order, by form F413 or by the MesHabilitations portal. */
export function Page({ journey, step }: StepPageProps) {
  const { t } = useTranslation("step-06");
  const designation = useSection(journey.id, "designation");
  const administrators = useSection(journey.id, "administrators");
  const designations = useSection(journey.id, "designations");
  const mode = typedText(designation, "mode");
  const route = typedText(designation, "route");
  const readOnly = !step.writable;
  return (
    <StepPage journey={journey} step={step}>
      <SectionFields
        section={designation}
        readOnly={readOnly}
        only={[
          "mode",
          "route",
          "signatory-card-number",
          "certificate-type",
          ...(route === "f413" ? formOnly : ["third-party-activated"]),
        ]}
      >
        <div aria-live="polite">
          {(mode === "self" || mode === "delegate" || mode === "proxy") && <p>{t(`modes.${mode}`)}</p>}
          {(route === "f413" || route === "portal") && <p>{t(`routes.${route}`)}</p>}
        </div>
      </SectionFields>
      <SectionFields section={administrators} readOnly={readOnly} />
      {journey.kind === "proprietary" && <SectionFields section={designations} readOnly={readOnly} />}
      {route === "f413" && (
        <F413 journey={journey.id} mode={mode} designation={designation} administrators={administrators} />
      )}
    </StepPage>
  );
}

interface F413Props {
  readonly journey: string;
  readonly mode: string;
  readonly designation: SavedSection;
  readonly administrators: SavedSection;
}

function F413({ journey, mode, designation, administrators }: F413Props) {
  const { t } = useTranslation("step-06");
  const organisation = useOrganisation(journey);
  const of = (field: string): string => typedText(designation, field);
  const joined = (...parts: string[]): string => parts.filter((it) => it !== "").join(", ");
  const people = administrators.rows.map(({ fields }, index): SheetRow => {
    const value = (field: string): string => textOf(fields[field]?.value);
    return {
      label: t("sheet.rows.administrator", { number: index + 1 }),
      value: joined(
        `${value("first-name")} ${value("name")}`.trim(),
        value("card-number"),
        value("phone"),
        value("email"),
      ),
    };
  });
  const capacity = mode === "proxy" ? t("sheet.proxy") : t("sheet.legalRepresentative");
  return (
    <FormSheet
      id="f413"
      title={t("sheet.title")}
      rows={[
        { label: t("sheet.rows.structure"), value: organisation.name },
        { label: t("sheet.rows.identifier"), value: organisation.identifier(of("structure-id")) },
        {
          label: t("sheet.rows.signatory"),
          value: of("signatory") === "" ? "" : joined(of("signatory"), capacity),
        },
        { label: t("sheet.rows.contact"), value: joined(of("signatory-email"), of("signatory-phone")) },
        { label: t("sheet.rows.card"), value: of("signatory-card-number") },
        { label: t("sheet.rows.project"), value: of("project") },
        { label: t("sheet.rows.editor"), value: of("editor") === "" ? organisation.solution : of("editor") },
        ...people,
        { label: t("sheet.rows.product"), value: t("sheet.product") },
        { label: t("sheet.rows.declarations"), value: t("sheet.declarations") },
        { label: t("sheet.rows.end"), value: t("sheet.end") },
      ]}
    />
  );
}
