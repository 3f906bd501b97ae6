import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { committeeState } from "../../../domain/journey/decision.ts";
import { isStanding } from "../../../domain/journey/facts.ts";
import { useStepDocuments } from "../files/step-documents.tsx";
import { MoveDialog } from "../step/move-dialog.tsx";
import { asksOf } from "../step/moves-panel.tsx";
import type { StepPageProps } from "../step/step-page.tsx";
import { useStepTexts } from "../step/step-texts.ts";
import { mayTakeBack } from "../step/take-back.ts";
import { Conditions } from "./conditions.tsx";
import { DecisionPart } from "./decision-part.tsx";
import { type AskedMove, type DeskProps, Signed, viewOf } from "./desk-parts.tsx";
import { Opinions } from "./opinions.tsx";

type Open = { readonly make: AskedMove } | { readonly withdraw: string; readonly title: string } | null;

/**
 * The desk of those who decide, on the page of step 03: everybody with a part in the file reads it; each may do what
 * their role allows. The server has the last word.
 */
export function CommitteeDesk({ journey, step }: StepPageProps) {
  const { t } = useTranslation("committee");
  const texts = useStepTexts("03");
  const documents = useStepDocuments(journey.id, "03");
  const [open, setOpen] = useState<Open>(null);
  const moves = new Map(step.moves.map((move) => [move.name, move]));
  const path = `/api/journeys/${encodeURIComponent(journey.id)}/moves`;
  const sent = journey.records.some(({ move }) => move === "application-sent");
  const desk: DeskProps = {
    journey,
    step,
    may: (move) => moves.get(move)?.allowed ?? false,
    declares: (move) => moves.get(move)?.part === "declares",
    mayTakeBack: (record) => mayTakeBack(step, record),
    ask: (make) => setOpen({ make }),
    takeBack: ({ id, move }) =>
      setOpen({ withdraw: id, title: t("takeBackTitle", { what: texts.text(`moves.${move}`) }) }),
  };
  return (
    <section className="panel" aria-labelledby="committee-desk">
      <h2 id="committee-desk">{t("title")}</h2>
      <p>{t("intro")}</p>
      {sent ? (
        <>
          <Questions {...desk} />
          <Opinions {...desk} />
          <Conditions {...desk} />
          <DecisionPart {...desk} />
          <EarlierRounds {...desk} />
        </>
      ) : (
        <p>{t("unsent")}</p>
      )}
      {open !== null && "make" in open && (
        <MoveDialog
          title={open.make.title}
          path={path}
          fixed={{ move: open.make.move, subject: open.make.subject ?? "" }}
          asks={asksOf(moves.get(open.make.move) ?? { proof: "reason", part: "decides" })}
          {...(open.make.reasonLabel === undefined ? {} : { reasonLabel: open.make.reasonLabel })}
          documents={documents}
          close={() => setOpen(null)}
        />
      )}
      {open !== null && "withdraw" in open && (
        <MoveDialog
          title={open.title}
          path={`${path}/${encodeURIComponent(open.withdraw)}/withdraw`}
          fixed={{}}
          asks={{ reason: true }}
          documents={[]}
          close={() => setOpen(null)}
        />
      )}
    </section>
  );
}

function Questions({ journey, may, declares, ask }: DeskProps) {
  const { t } = useTranslation("committee");
  const { questions } = committeeState(journey);
  const words = t(declares("question-asked") ? "questions.received" : "questions.ask");
  const newQuestion = () =>
    ask({
      title: words,
      move: "question-asked",
      subject: crypto.randomUUID(),
      reasonLabel: t("questions.question"),
    });
  return (
    <>
      <h3>{t("questions.title")}</h3>
      {questions.length === 0 && <p>{t("questions.none")}</p>}
      <ol className="plain">
        {questions.map(({ asked, answered }) => {
          const [question, reply] = [viewOf(journey, asked.id), answered && viewOf(journey, answered.id)];
          return (
            <li key={asked.id}>
              <p style={{ margin: 0 }}>
                <strong>{asked.reason}</strong> {question && <Signed record={question} />}
              </p>
              {reply === undefined ? (
                <p style={{ margin: 0 }}>
                  <span className="pill is-waiting">{t("questions.open")}</span>{" "}
                  {may("question-answered") && (
                    <Button
                      variant="default"
                      aria-label={`${t("questions.answer")} : ${asked.reason ?? ""}`}
                      onClick={() =>
                        ask({
                          title: asked.reason ?? t("questions.answer"),
                          move: "question-answered",
                          subject: asked.subject,
                          reasonLabel: t("questions.answerText"),
                        })
                      }
                    >
                      {t("questions.answer")}
                    </Button>
                  )}
                </p>
              ) : (
                <p style={{ margin: 0 }}>
                  {reply.reason} <Signed record={reply} />
                </p>
              )}
            </li>
          );
        })}
      </ol>
      {may("question-asked") && (
        <Group gap="xs" mt="xs">
          <Button variant="default" onClick={newQuestion}>
            {words}
          </Button>
        </Group>
      )}
    </>
  );
}

/** What was recorded before the decision that ended its round. */
function EarlierRounds({ journey }: { readonly journey: StepPageProps["journey"] }) {
  const { t } = useTranslation("committee");
  const texts = useStepTexts("03");
  const ended = journey.records.filter((record) => record.withdrawnAt === null && !isStanding(record));
  if (ended.length === 0) return null;
  return (
    <>
      <h3>{t("rounds.title")}</h3>
      <p>{t("rounds.help")}</p>
      <ul>
        {ended.map((record) => (
          <li key={record.id}>
            {texts.text(`moves.${record.move}`)}
            {record.move.startsWith("member-") && ` (${record.subject})`}
            {record.reason !== null && ` : ${record.reason}`} <Signed record={record} />
          </li>
        ))}
      </ul>
    </>
  );
}
