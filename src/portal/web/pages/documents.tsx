import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { stepIds } from "../../../domain/journey/step.ts";
import type { DocumentList, DocumentView } from "../../documents/shapes.ts";
import type { JourneyView } from "../../journey/shapes.ts";
import { call } from "../app/api.ts";
import { dayText } from "../app/dates.ts";
import { PageTitle } from "../app/page-title.tsx";
import { usePerson } from "../app/session.ts";
import { Unread } from "../app/unread.tsx";
import { ReasonDialog } from "../dialogs/reason-dialog.tsx";
import { kindText } from "../files/kind-text.ts";
import { documentsPath, documentsQuery } from "../files/queries.ts";
import { sizeText } from "../files/sizes.ts";
import { AddDocument, DocumentLink, stepName } from "../files/step-documents.tsx";
import { JourneyNav } from "../shell/journey-nav.tsx";
import { Loading } from "../shell/loading.tsx";
import { type DataColumn, DataTable } from "../tables/data-table.tsx";
import { languageOf } from "../texts/i18n.ts";
import { JourneyPart } from "./journey-part.tsx";

/** `/journeys/$journeyId/documents`: every document of a journey, and adding one to any step. */
export function DocumentsRoute() {
  const { journeyId } = useParams({ from: "/column/journeys/$journeyId/documents" });
  return <JourneyPart id={journeyId}>{(journey) => <Documents journey={journey} />}</JourneyPart>;
}

function Documents({ journey }: { readonly journey: JourneyView }) {
  const { t } = useTranslation("documents");
  const { data, error, refetch } = useQuery(documentsQuery(journey.id));
  return (
    <>
      <JourneyNav journey={journey} />
      <PageTitle tab={t("documentTitle", { journey: journey.name })}>
        {t("title", { journey: journey.name })}
      </PageTitle>
      <p>{t("intro")}</p>
      {data === undefined && error === null && <Loading />}
      {data === undefined && error !== null && <Unread error={error} retry={() => void refetch()} />}
      {data !== undefined && <Kept journey={journey} list={data} />}
      {data?.mayAdd === true && (
        <section className="panel" aria-labelledby="add-document">
          <h2 id="add-document">{t("add.title")}</h2>
          <div className="forms">
            <AddDocument journey={journey.id} steps={stepIds} />
          </div>
        </section>
      )}
      <Archive journey={journey} />
    </>
  );
}

/** Everything of the journey in one file, for those who answer for it. */
function Archive({ journey }: { readonly journey: JourneyView }) {
  const { t } = useTranslation("documents");
  const may = usePerson()?.grants.some(
    (grant) =>
      "organisationId" in grant &&
      grant.organisationId === journey.organisationId &&
      ["applicant", "legal-representative", "proxy"].includes(grant.role),
  );
  if (may !== true) return null;
  return (
    <section className="panel" aria-labelledby="archive">
      <h2 id="archive">{t("archive.title")}</h2>
      <p>{t("archive.help")}</p>
      <Button component="a" href={`/api/journeys/${encodeURIComponent(journey.id)}/archive`} download>
        {t("archive.take")}
      </Button>
    </section>
  );
}

function Kept({ journey, list }: { readonly journey: JourneyView; readonly list: DocumentList }) {
  const { t, i18n } = useTranslation(["documents", "steps"]);
  const client = useQueryClient();
  const [removing, setRemoving] = useState<DocumentView>();
  const language = languageOf(i18n);
  const columns = useMemo(
    (): readonly DataColumn<DocumentView>[] => [
      {
        id: "name",
        header: t("documents:column.name"),
        cell: (document) => <DocumentLink journey={journey.id} document={document} />,
      },
      {
        id: "kind",
        header: t("documents:column.kind"),
        cell: ({ step, kind }) => `${kindText(t, kind)} (${stepName(step, t(`steps:title.${step}`))})`,
      },
      {
        id: "added",
        header: t("documents:column.added"),
        cell: ({ uploadedAt, uploadedBy }) =>
          t("documents:addedBy", { date: dayText(language, uploadedAt), name: uploadedBy }),
      },
      {
        id: "size",
        header: t("documents:column.size"),
        cell: ({ sizeBytes, sha256 }) => (
          <>
            {sizeText(language, sizeBytes)}
            <details>
              <summary>{t("documents:fingerprint")}</summary>
              <code>{sha256}</code>
            </details>
          </>
        ),
      },
      {
        id: "act",
        header: t("documents:column.act"),
        cell: (document) =>
          document.removable ? (
            <Button
              variant="default"
              aria-label={t("documents:remove.named", { name: document.name })}
              onClick={() => setRemoving(document)}
            >
              {t("documents:remove.act")}
            </Button>
          ) : (
            t(document.inUse ? "documents:remove.inUse" : "documents:remove.notYours")
          ),
      },
    ],
    [t, language, journey.id],
  );
  if (list.documents.length === 0) return <p>{t("documents:none")}</p>;
  return (
    <section className="panel" aria-label={t("documents:kept")}>
      <p style={{ marginTop: 0 }}>
        {t("documents:count", { count: list.documents.length, max: list.documentsMax })}
      </p>
      <DataTable
        caption={t("documents:kept")}
        columns={columns}
        rows={list.documents}
        idOf={({ id }) => id}
      />
      {removing !== undefined && (
        <ReasonDialog
          title={t("documents:remove.named", { name: removing.name })}
          text={t("documents:remove.text")}
          confirm={t("documents:remove.act")}
          act={async (reason) => {
            const path = `${documentsPath(journey.id)}/${encodeURIComponent(removing.id)}`;
            await call("DELETE", `${path}?why=${encodeURIComponent(reason)}`);
            await client.invalidateQueries({ queryKey: ["journeys", journey.id] });
          }}
          close={() => setRemoving(undefined)}
        />
      )}
    </section>
  );
}
