import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deskMoves } from "../../../domain/journey/decision.ts";
import { isStanding } from "../../../domain/journey/facts.ts";
import { stepOf } from "../../../domain/journey/steps/table.ts";
import type { JourneyView, RecordView, StepView } from "../../journey/shapes.ts";
import { dayText } from "../app/dates.ts";
import { languageOf } from "../texts/i18n.ts";
import { type DocumentChoice, MoveDialog } from "./move-dialog.tsx";
import { useStepTexts } from "./step-texts.ts";
import { mayTakeBack } from "./take-back.ts";

interface MovesPanelProps {
  readonly journey: JourneyView;
  readonly step: StepView;
  readonly documents: readonly DocumentChoice[];
}

type Move = StepView["moves"][number];
/** What a move asks for: its proof, and of whoever declares it the day and the uploaded answer besides. */
export function asksOf({ proof, part }: Pick<Move, "proof" | "part">) {
  const declares = part === "declares";
  return {
    date: declares || proof === "date" || proof === "date-and-document",
    document: declares || proof === "date-and-document",
    reason: proof === "reason",
  };
}

type Open = { readonly make: Move } | { readonly withdraw: RecordView } | null;

/** The moves of the step: what was recorded, as verified or as declared, and what can be recorded now. */
export function MovesPanel({ journey, step, documents }: MovesPanelProps) {
  const { t, i18n } = useTranslation("step");
  const texts = useStepTexts(step.id);
  const [open, setOpen] = useState<Open>(null);
  const name = (move: string): string => texts.text(`moves.${move}`) || move;
  const recordOf = (move: string): RecordView | undefined =>
    journey.records.findLast((one) => one.move === move && one.subject === "" && isStanding(one));
  // What has a route of its own is made elsewhere on the page; here it is seen and taken back.
  const elsewhere = new Set(stepOf(step.id).moves.flatMap((move) => (move.ownRoute ? [move.name] : [])));
  const own = step.moves.filter(
    ({ name: move, subject, part }) =>
      subject === "journey" &&
      // Whoever decides does so at the desk; whoever was answered by e-mail declares it here.
      (!deskMoves.includes(move) || part === "declares") &&
      (!elsewhere.has(move) || recordOf(move) !== undefined),
  );
  const path = `/api/journeys/${encodeURIComponent(journey.id)}/moves`;
  const language = languageOf(i18n);
  return (
    <section className="panel" aria-labelledby="step-moves">
      <h2 id="step-moves">{t("moves.title")}</h2>
      {own.length === 0 && <p>{t("moves.none")}</p>}
      <ul className="plain">
        {own.map((move) => {
          const record = recordOf(move.name);
          return (
            <li key={move.name}>
              {record === undefined ? (
                <>
                  <Button
                    variant={move.allowed ? "filled" : "default"}
                    disabled={!move.allowed}
                    aria-describedby={move.why === null ? undefined : `why-${move.name}`}
                    onClick={() => setOpen({ make: move })}
                    styles={{ label: { whiteSpace: "normal" }, root: { height: "auto" } }}
                  >
                    {name(move.name)}
                  </Button>
                  {move.why !== null && (
                    <p className="field-note" id={`why-${move.name}`} style={{ margin: 0 }}>
                      {t(`moves.why.${move.why}`)}
                    </p>
                  )}
                </>
              ) : (
                <>
                  <strong>✓ {name(move.name)}</strong>
                  <p style={{ margin: 0 }}>
                    {move.proof === "evidence"
                      ? t("moves.evidence")
                      : t(record.declared ? "moves.fromAnswer" : "moves.declared", {
                          name: record.byName,
                        })}{" "}
                    {t("moves.on", { date: dayText(language, record.date ?? record.at) })}
                    {record.reason !== null && ` : ${record.reason}`}
                  </p>
                  {mayTakeBack(step, record) && (
                    <Button variant="default" onClick={() => setOpen({ withdraw: record })}>
                      {t("moves.withdraw")}
                    </Button>
                  )}
                </>
              )}
            </li>
          );
        })}
      </ul>
      {open !== null && "make" in open && (
        <MoveDialog
          title={name(open.make.name)}
          path={path}
          fixed={{ move: open.make.name }}
          asks={asksOf(open.make)}
          documents={documents}
          close={() => setOpen(null)}
        />
      )}
      {open !== null && "withdraw" in open && (
        <MoveDialog
          title={t("moves.withdrawTitle", { move: name(open.withdraw.move) })}
          path={`${path}/${encodeURIComponent(open.withdraw.id)}/withdraw`}
          fixed={{}}
          asks={{ reason: true }}
          documents={[]}
          close={() => setOpen(null)}
        />
      )}
    </section>
  );
}
