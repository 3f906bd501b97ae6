import { NativeSelect, Stack } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type DocumentKind, documentKinds } from "../../../domain/journey/document-kinds.ts";
import type { StepId } from "../../../domain/journey/step.ts";
import type { DocumentView } from "../../documents/shapes.ts";
import { dayText } from "../app/dates.ts";
import { languageOf } from "../texts/i18n.ts";
import { kindText } from "./kind-text.ts";
import { documentsPath, documentsQuery } from "./queries.ts";
import { UploadField } from "./upload-field.tsx";

/** Documents of one step of a journey, for the moves that rest on them; none until they are read. */
export function useStepDocuments(journey: string, step: StepId): readonly DocumentView[] {
  const { data } = useQuery(documentsQuery(journey));
  return data?.documents.filter((document) => document.step === step) ?? [];
}

/** What was uploaded to a step, and the field to upload more. */
export function StepDocuments({ journey, step }: { readonly journey: string; readonly step: StepId }) {
  const { t, i18n } = useTranslation(["documents", "step"]);
  const { data } = useQuery(documentsQuery(journey));
  const own = useStepDocuments(journey, step);
  return (
    <Stack gap="sm">
      {own.length === 0 && <p>{t("step:documentsEmpty")}</p>}
      {own.length > 0 && (
        <ul>
          {own.map((document) => (
            <li key={document.id}>
              <DocumentLink journey={journey} document={document} />
              <br />
              <span className="field-note">
                {kindText(t, document.kind)}, {dayText(languageOf(i18n), document.uploadedAt)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {data?.mayAdd === true && <AddDocument journey={journey} steps={[step]} />}
    </Stack>
  );
}

/** A link that saves a document. */
export function DocumentLink({
  journey,
  document,
}: {
  readonly journey: string;
  readonly document: DocumentView;
}) {
  return (
    <a href={`${documentsPath(journey)}/${encodeURIComponent(document.id)}`} download={document.name}>
      {document.name}
    </a>
  );
}

interface AddDocumentProps {
  readonly journey: string;
  /** One step, or those to choose from. */
  readonly steps: readonly StepId[];
}

/** The field that adds a document to a step of a journey: which step, what it is, the file. */
export function AddDocument({ journey, steps }: AddDocumentProps) {
  const { t } = useTranslation(["documents", "steps"]);
  const client = useQueryClient();
  const [step, setStep] = useState<StepId>(steps[0] ?? "00");
  const kinds = documentKinds(step);
  const [wanted, setWanted] = useState<string>("");
  const kind: DocumentKind = kinds.find((one) => one === wanted) ?? kinds[0] ?? "other";
  return (
    <Stack gap="sm">
      {steps.length > 1 && (
        <NativeSelect
          label={t("documents:add.step")}
          value={step}
          onChange={({ currentTarget }) => setStep(steps.find((id) => id === currentTarget.value) ?? step)}
          data={steps.map((id) => ({ value: id, label: stepName(id, t(`steps:title.${id}`)) }))}
        />
      )}
      {kinds.length > 1 && (
        <NativeSelect
          label={t("documents:add.kind")}
          value={kind}
          onChange={({ currentTarget }) => setWanted(currentTarget.value)}
          data={kinds.map((one) => ({ value: one, label: kindText(t, one) }))}
        />
      )}
      <UploadField
        label={t("documents:add.file")}
        path={documentsPath(journey)}
        fields={{ step, kind }}
        onDone={() => client.invalidateQueries({ queryKey: ["journeys", journey] })}
      />
    </Stack>
  );
}

/** A step as a list names it: its number where it has one, then its title. */
export function stepName(id: StepId, title: string): string {
  return /^\d/.test(id) ? `${id}. ${title}` : title;
}
