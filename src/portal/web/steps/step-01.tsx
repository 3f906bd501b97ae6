import "../conformity/conformity.css";
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { publishedVersions } from "../../../domain/journey/published-versions.ts";
import { dayText } from "../app/dates.ts";
import { groups } from "../conformity/answers.ts";
import { GroupPanel } from "../conformity/group-panel.tsx";
import { ConformityNote } from "../conformity/note.tsx";
import { SamplePanel } from "../conformity/sample-panel.tsx";
import { type SavedSection, useSection } from "../drafts/use-section.ts";
import { SectionFields } from "../fields/section-fields.tsx";
import { StepPage, type StepPageProps } from "../step/step-page.tsx";
import { typedText } from "../step/use-organisation.ts";
import { languageOf } from "../texts/i18n.ts";

/** Step 01: the official indicators beside what the supplier has, filled from a sample or by hand; the conformity note. */
export function Page({ journey, step }: StepPageProps) {
  const conformity = useSection(journey.id, "conformity");
  const indicators = useSection(journey.id, "indicators");
  const readOnly = !step.writable;
  return (
    <StepPage journey={journey} step={step}>
      {!readOnly && <SamplePanel section={indicators} />}
      <SectionFields section={conformity} readOnly={readOnly}>
        {!readOnly && <VersionsButton section={conformity} />}
      </SectionFields>
      {groups.map((group) => (
        <GroupPanel key={group} section={indicators} group={group} readOnly={readOnly} />
      ))}
      <ConformityNote journey={journey.name} conformity={conformity} indicators={indicators} />
    </StepPage>
  );
}

/** The versions that the list was made against, for whoever has typed none. */
function VersionsButton({ section }: { readonly section: SavedSection }) {
  const { t, i18n } = useTranslation("step-01");
  const { model, guide, readOn } = publishedVersions;
  const open = (
    [
      ["model-version", model],
      ["guide-version", guide],
    ] as const
  ).filter(([field]) => typedText(section, field) === "");
  if (open.length === 0) return null;
  return (
    <Button
      variant="default"
      mt="sm"
      disabled={!section.ready}
      onClick={() => {
        for (const [field, version] of open) section.type("", field, version);
      }}
      styles={{ label: { whiteSpace: "normal" }, root: { height: "auto" } }}
    >
      {t("versions", { model, guide, date: dayText(languageOf(i18n), readOn) })}
    </Button>
  );
}
