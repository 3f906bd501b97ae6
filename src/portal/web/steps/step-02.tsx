import "../patch/patch.css";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { textOf } from "../../../domain/journey/facts.ts";
import { publishedVersions } from "../../../domain/journey/published-versions.ts";
import { idNatStructOf } from "../../../domain/journey/steps/02-technical-modalities.ts";
import { dayText } from "../app/dates.ts";
import { sectionQuery } from "../app/queries.ts";
import { type SavedSection, useSection } from "../drafts/use-section.ts";
import { SectionFields } from "../fields/section-fields.tsx";
import { AnswersPanel } from "../patch/answers.tsx";
import { PatchPanel } from "../patch/patch-panel.tsx";
import { StepLink, StepPage, type StepPageProps } from "../step/step-page.tsx";
import { typedText } from "../step/use-organisation.ts";
import { languageOf } from "../texts/i18n.ts";

/** Step 02: the guide's scenario 2 with a place of the applicant's own, each answer, the usual traps, the mapping sheet. */
export function Page({ journey, step }: StepPageProps) {
  const { t, i18n } = useTranslation("step-02");
  const technical = useSection(journey.id, "technical");
  const readOnly = !step.writable;
  const read = { ...publishedVersions, date: dayText(languageOf(i18n), publishedVersions.readOn) };
  return (
    <StepPage journey={journey} step={step}>
      <SectionFields section={technical} readOnly={readOnly}>
        {!readOnly && <Composer section={technical} />}
        <p className="field-note">{t("guide.read", read)}</p>
        <p style={{ marginBottom: 0 }}>
          <a href="https://interop.esante.gouv.fr/ig/fhir/ror" rel="noreferrer" target="_blank">
            {t("guide.link")}
          </a>
        </p>
      </SectionFields>
      <PatchPanel
        idNatStruct={typedText(technical, "id-nat-struct")}
        externalId={typedText(technical, "external-id")}
      />
      <AnswersPanel />
      <section className="panel" aria-labelledby="traps">
        <h2 id="traps">{t("traps.title")}</h2>
        <ul style={{ paddingLeft: "1.3rem", margin: 0 }}>
          {t("traps.list", { returnObjects: true }).map((trap) => (
            <li key={trap}>{trap}</li>
          ))}
        </ul>
      </section>
      <section className="panel" aria-labelledby="mapping-sheet">
        <h2 id="mapping-sheet">{t("sheet.title")}</h2>
        <MappingCount journey={journey.id} />
        <p style={{ marginBottom: 0 }}>
          <StepLink journey={journey.id} id="mapping" />
        </p>
      </section>
    </StepPage>
  );
}

/** Puts `1` before the FINESS of the establishment, on one click and never unasked. */
function Composer({ section }: { readonly section: SavedSection }) {
  const { t } = useTranslation("step-02");
  const composed = idNatStructOf(typedText(section, "finess-eg"));
  if (composed === undefined || composed === typedText(section, "id-nat-struct")) return null;
  return (
    <Button
      variant="default"
      mt="sm"
      onClick={() => section.type("", "id-nat-struct", composed)}
      styles={{ label: { whiteSpace: "normal" }, root: { height: "auto" } }}
    >
      {t("compose", { composed })}
    </Button>
  );
}

function MappingCount({ journey }: { readonly journey: string }) {
  const { t } = useTranslation("step-02");
  const { data } = useQuery(sectionQuery(journey, "mapping"));
  const rows = data?.rows ?? [];
  const assigned = rows.filter(({ fields }) => textOf(fields["external-id"]?.value) !== "").length;
  return <p>{t("sheet.text", { count: rows.length, assigned })}</p>;
}
