import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { documentsPath } from "../files/queries.ts";
import { DocumentLink, useStepDocuments } from "../files/step-documents.tsx";
import { UploadField } from "../files/upload-field.tsx";
import { ProveButton } from "./scenarios.tsx";

/** A report of `raccord campaign`, made on the national platform: uploaded, then taken as the proof. */
export function ReportPanel({ journey }: { readonly journey: string }) {
  const { t } = useTranslation("step-08");
  const client = useQueryClient();
  const reports = useStepDocuments(journey, "08").filter(({ kind }) => kind === "campaign-report");
  return (
    <section className="panel" aria-labelledby="report">
      <h2 id="report">{t("report.title")}</h2>
      <p>{t("report.intro")}</p>
      <UploadField
        label={t("report.file")}
        path={documentsPath(journey)}
        fields={{ step: "08", kind: "campaign-report" }}
        accept=".json,application/json"
        onDone={() => client.invalidateQueries({ queryKey: ["journeys", journey] })}
      />
      <ul className="plain">
        {reports.map((document) => (
          <li key={document.id}>
            <DocumentLink journey={journey} document={document} />
            <ProveButton
              journey={journey}
              evidence={{ source: "report", documentId: document.id }}
              label={t("report.prove", { name: document.name })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
