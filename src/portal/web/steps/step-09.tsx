import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ApiError } from "../app/api.ts";
import { Unread } from "../app/unread.tsx";
import { useStepDocuments } from "../files/step-documents.tsx";
import { Loading } from "../shell/loading.tsx";
import { ListPanel } from "../step/list-panel.tsx";
import { StepPage, type StepPageProps } from "../step/step-page.tsx";
import { OpenLines } from "../white-list/open-lines.tsx";
import { whiteListQuery } from "../white-list/queries.ts";
import { RequestForm } from "../white-list/request-form.tsx";
import { Requests } from "../white-list/requests.tsx";

/** Step 09: what is sent to ANS for this kind of supplier, what was asked for, what came back, and by when. */
export function Page({ journey, step }: StepPageProps) {
  const { t } = useTranslation("step-09");
  const isProprietary = journey.kind === "proprietary";
  return (
    <StepPage journey={journey} step={step}>
      <ListPanel
        id="what-to-send"
        title={t("send.title")}
        items={t(isProprietary ? "send.proprietary" : "send.shared", { returnObjects: true })}
      >
        <h3>{t("send.get")}</h3>
        <p>{t(isProprietary ? "send.getProprietary" : "send.getShared")}</p>
        <p style={{ marginBottom: 0 }}>{t("send.delay")}</p>
      </ListPanel>
      <WhiteListPanels journey={journey} />
    </StepPage>
  );
}

function WhiteListPanels({ journey }: Pick<StepPageProps, "journey">) {
  const { t } = useTranslation("step-09");
  const { data, error, refetch } = useQuery(whiteListQuery(journey.id));
  const documents = useStepDocuments(journey.id, "09");
  // Who has no part in it does not see it; the rest of the step can be read.
  if (error instanceof ApiError && error.fault === "forbidden") return null;
  if (data === undefined)
    return error === null ? <Loading /> : <Unread error={error} retry={() => void refetch()} />;
  return (
    <>
      {data.mayAsk && data.certificates.length > 0 && (
        <section className="panel" aria-labelledby="white-list-ask">
          <h2 id="white-list-ask">{t("ask.title")}</h2>
          <p>{t("ask.intro")}</p>
          <RequestForm journey={journey.id} view={data} />
        </section>
      )}
      <section className="panel" aria-labelledby="white-list-requests">
        <h2 id="white-list-requests">{t("requests.title")}</h2>
        <Requests journey={journey} view={data} documents={documents} />
      </section>
      <section className="panel" aria-labelledby="white-list-open">
        <h2 id="white-list-open">{t("open.title")}</h2>
        <OpenLines journey={journey.id} view={data} />
      </section>
    </>
  );
}
