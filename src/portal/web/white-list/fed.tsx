import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { JourneyView } from "../../journey/shapes.ts";
import type { WhiteListView } from "../../white-list/shapes.ts";
import { ApiError, call } from "../app/api.ts";
import { dayText, instantText } from "../app/dates.ts";
import { Unread, useProblemWords } from "../app/unread.tsx";
import { useStepDocuments } from "../files/step-documents.tsx";
import { Loading } from "../shell/loading.tsx";
import { MoveDialog } from "../step/move-dialog.tsx";
import { languageOf } from "../texts/i18n.ts";
import { whiteListQuery } from "./queries.ts";

type Fed = WhiteListView["fed"][number];

/** The establishments of the white list, with the last request of each that production accepted. */
export function FedPanel({ journey }: { readonly journey: JourneyView }) {
  const { t } = useTranslation("step-go-live");
  const { data, error, refetch } = useQuery(whiteListQuery(journey.id));
  if (error instanceof ApiError && error.fault === "forbidden") return null;
  return (
    <section className="panel" aria-labelledby="fed">
      <h2 id="fed">{t("fed.title")}</h2>
      {data === undefined && error === null && <Loading />}
      {data === undefined && error !== null && <Unread error={error} retry={() => void refetch()} />}
      {data !== undefined && <FedList journey={journey} view={data} />}
    </section>
  );
}

function FedList({ journey, view }: { readonly journey: JourneyView; readonly view: WhiteListView }) {
  const { t, i18n } = useTranslation("step-go-live");
  const [declaring, setDeclaring] = useState<Fed | null>(null);
  const documents = useStepDocuments(journey.id, "go-live");
  const language = languageOf(i18n);
  const words = ({ acceptance }: Fed): string => {
    switch (acceptance.kind) {
      case "seen":
        return t("fed.seen", { at: instantText(language, acceptance.at), place: acceptance.place });
      case "declared":
        return t("fed.declared", { date: dayText(language, acceptance.on) });
      case "none":
        return t("fed.nothing");
    }
  };
  if (view.fed.length === 0) return <p>{t("fed.refused")}</p>;
  return (
    <>
      <ul className="plain">
        {view.fed.map((one) => (
          <li key={one.establishment.idNatStruct}>
            <strong>{`${one.establishment.name} (${one.establishment.idNatStruct})`}</strong>
            <p style={{ margin: 0 }}>{words(one)}</p>
            {one.acceptance.kind === "none" && view.mayDeclareAccepted && (
              <Button
                variant="default"
                aria-label={`${t("fed.declare")} : ${one.establishment.name}`}
                onClick={() => setDeclaring(one)}
              >
                {t("fed.declare")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {view.platform !== null && <ReadButton journey={journey.id} />}
      {declaring !== null && (
        <MoveDialog
          title={`${t("fed.declare")} : ${declaring.establishment.name}`}
          path={`/api/journeys/${encodeURIComponent(journey.id)}/moves`}
          fixed={{ move: "patch-accepted", subject: declaring.establishment.idNatStruct }}
          asks={{ date: true, document: true }}
          documents={documents}
          close={() => setDeclaring(null)}
        />
      )}
    </>
  );
}

function ReadButton({ journey }: { readonly journey: string }) {
  const { t } = useTranslation("step-go-live");
  const client = useQueryClient();
  const read = useMutation({
    mutationFn: () => call("POST", `/api/journeys/${encodeURIComponent(journey)}/go-live/read`),
    onSuccess: () => client.invalidateQueries({ queryKey: ["journeys"] }),
  });
  const reason = useProblemWords(read.error);
  return (
    <>
      <Button loading={read.isPending} onClick={() => read.mutate()}>
        {t("fed.read")}
      </Button>
      <div role="alert">{read.isError && <p>{reason}</p>}</div>
    </>
  );
}
