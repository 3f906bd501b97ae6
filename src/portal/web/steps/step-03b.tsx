import { useTranslation } from "react-i18next";
import { useSection } from "../drafts/use-section.ts";
import { SectionFields } from "../fields/section-fields.tsx";
import { FormSheet } from "../step/form-sheet.tsx";
import { StepPage, type StepPageProps } from "../step/step-page.tsx";
import { typedText, useOrganisation } from "../step/use-organisation.ts";

/** Step 03b: form F414 for test card and TEST certificate, at the same time as the application. */
export function Page({ journey, step }: StepPageProps) {
  const { t } = useTranslation("step-03b");
  const material = useSection(journey.id, "test-material");
  const organisation = useOrganisation(journey.id);
  const of = (field: string): string => typedText(material, field);
  const hasCard = of("has-test-card") === "yes";
  const card = [of("test-card-number"), of("test-card-expiry")].filter((it) => it !== "").join(", ");
  const row = (name: "structure" | "identifier" | "address" | "requester" | "contact", value: string) => ({
    label: t(`sheet.rows.${name}`),
    value,
  });
  return (
    <StepPage journey={journey} step={step}>
      <SectionFields
        section={material}
        readOnly={!step.writable}
        only={[
          "structure-id",
          "requester",
          "requester-email",
          "requester-phone",
          "delivery-address",
          "has-test-card",
          ...(hasCard ? ["test-card-number", "test-card-expiry"] : ["cards-wanted"]),
          "auth-cli-ticked",
          "ror-named",
          "signed-and-stamped",
        ]}
      />
      <FormSheet
        id="f414"
        title={t("sheet.title")}
        rows={[
          row("structure", organisation.name),
          row("identifier", organisation.identifier(of("structure-id"))),
          row("address", organisation.address),
          row("requester", of("requester")),
          row("contact", [of("requester-email"), of("requester-phone")].filter((it) => it !== "").join(", ")),
          { label: t("sheet.rows.purpose"), value: t("sheet.purpose") },
          { label: t("sheet.rows.delivery"), value: of("delivery-address") },
          { label: t("sheet.rows.product"), value: t("sheet.product") },
          { label: t("sheet.rows.card"), value: hasCard ? card : t("sheet.cardOrder") },
        ]}
      />
      <section className="panel" aria-labelledby="test-material-next">
        <h2 id="test-material-next">{t("next.title")}</h2>
        <ol style={{ paddingLeft: "1.3rem", margin: 0 }}>
          {t("next.steps", { returnObjects: true }).map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ol>
      </section>
    </StepPage>
  );
}
