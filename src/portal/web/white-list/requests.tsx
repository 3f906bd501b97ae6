import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isStanding } from "../../../domain/journey/facts.ts";
import type { JourneyView, RecordView } from "../../journey/shapes.ts";
import type { WhiteListView } from "../../white-list/shapes.ts";
import { dayText } from "../app/dates.ts";
import { type DocumentChoice, MoveDialog } from "../step/move-dialog.tsx";
import { mayTakeBack } from "../step/take-back.ts";
import { languageOf } from "../texts/i18n.ts";
import { AnswerForm } from "./answer-form.tsx";

type Request = WhiteListView["requests"][number];
type Open = { readonly what: "prepare" | "answer" | "withdraw"; readonly request: Request } | null;

interface RequestsProps {
  readonly journey: JourneyView;
  readonly view: WhiteListView;
  readonly documents: readonly DocumentChoice[];
}

const pills = {
  declared: "waiting",
  preparing: "waiting",
  confirmed: "ok",
  partly: "ask",
  impossible: "missing",
} as const;

/** Each request to ANS with how far it came, and what can be recorded about it. */
export function Requests({ journey, view, documents }: RequestsProps) {
  const { t } = useTranslation(["step-09", "step"]);
  const [open, setOpen] = useState<Open>(null);
  const moves = `/api/journeys/${encodeURIComponent(journey.id)}/moves`;
  const close = (): void => setOpen(null);
  const step = journey.steps.find(({ id }) => id === "09");
  const isOwn = (record: RecordView | undefined): boolean =>
    step !== undefined && record !== undefined && mayTakeBack(step, record);
  return (
    <>
      {view.requests.length === 0 && <p>{t("step-09:requests.none")}</p>}
      <ol className="plain">
        {view.requests.map((request) => (
          <li key={request.id}>
            <RequestText request={request} />
            <Group gap="xs">
              {request.state.kind === "declared" && request.mayPrepare && (
                <Button variant="default" onClick={() => setOpen({ what: "prepare", request })}>
                  {t("step-09:requests.prepare")}
                </Button>
              )}
              {request.mayAnswer && (
                <Button onClick={() => setOpen({ what: "answer", request })}>
                  {t("step-09:requests.answer")}
                </Button>
              )}
              {(request.mayAnswer || view.mayAsk) && isOwn(lastRecord(journey, request.id)) && (
                <Button variant="default" onClick={() => setOpen({ what: "withdraw", request })}>
                  {t("step-09:requests.withdraw")}
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ol>
      {open?.what === "prepare" && (
        <MoveDialog
          title={t("step-09:requests.prepare")}
          path={moves}
          fixed={{ move: "white-list-preparing", subject: open.request.id }}
          asks={{ date: true, document: open.request.needsDocument }}
          documents={documents}
          close={close}
        />
      )}
      {open?.what === "answer" && (
        <AnswerForm
          journey={journey.id}
          request={open.request}
          proposed={view.proposed}
          documents={documents}
          close={close}
        />
      )}
      {open?.what === "withdraw" && (
        <MoveDialog
          title={t("step-09:requests.withdraw")}
          path={`${moves}/${encodeURIComponent(lastRecord(journey, open.request.id)?.id ?? "")}/withdraw`}
          fixed={{}}
          asks={{ reason: true }}
          documents={[]}
          close={close}
        />
      )}
    </>
  );
}

/** The record that can be taken back: the newest that stands about the request. */
function lastRecord(journey: JourneyView, request: string): RecordView | undefined {
  return journey.records.findLast((one) => one.subject === request && isStanding(one));
}

function RequestText({ request }: { readonly request: Request }) {
  const { t, i18n } = useTranslation("step-09");
  const { state } = request;
  const day = (text: string): string => dayText(languageOf(i18n), text);
  const names = (list: Request["add"]): string =>
    list.map(({ name, idNatStruct }) => `${name} (${idNatStruct})`).join(", ");
  return (
    <>
      <h3 style={{ margin: 0, overflowWrap: "anywhere" }}>
        {request.instance !== "" && `${request.instance} : `}
        {request.certificate.subjectDn}
      </h3>
      <p style={{ margin: 0 }}>
        <span className={`pill is-${pills[state.kind]}`}>{t(`requests.state.${state.kind}`)}</span>{" "}
        {t("requests.on", { date: day(state.on) })}
        {"due" in state && `, ${t("requests.due", { date: day(state.due) })}`}
        {"overdue" in state && state.overdue && <strong> {t("requests.overdue")}</strong>}
      </p>
      {request.add.length > 0 && (
        <p style={{ margin: 0 }}>{t("requests.add", { names: names(request.add) })}</p>
      )}
      {request.remove.length > 0 && (
        <p style={{ margin: 0 }}>{t("requests.remove", { names: names(request.remove) })}</p>
      )}
      {request.replaces !== null && (
        <p style={{ margin: 0, overflowWrap: "anywhere" }}>
          {t("requests.replaces", { subject: request.replaces.subjectDn })}
        </p>
      )}
      {request.takeoverOn !== null && (
        <p style={{ margin: 0 }}>{t("requests.takeover", { date: day(request.takeoverOn) })}</p>
      )}
      {"feedingUrl" in state && (
        <p style={{ margin: 0, overflowWrap: "anywhere" }}>
          {t("requests.feedingUrl", { url: state.feedingUrl })}
        </p>
      )}
      {"refused" in state && (
        <ul>
          {state.refused.map(({ idNatStruct, reason }) => (
            <li key={idNatStruct}>{t("requests.refused", { id: idNatStruct, reason })}</li>
          ))}
        </ul>
      )}
    </>
  );
}
