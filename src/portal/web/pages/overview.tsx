import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Phase, Track } from "../../../domain/journey/step.ts";
import { stepOf } from "../../../domain/journey/steps/table.ts";
import type { JourneyView, StepView } from "../../journey/shapes.ts";
import { dayText } from "../app/dates.ts";
import { PageTitle } from "../app/page-title.tsx";
import { journeyQuery } from "../app/queries.ts";
import { Unread } from "../app/unread.tsx";
import { JourneyNav } from "../shell/journey-nav.tsx";
import { Loading } from "../shell/loading.tsx";
import { SignedInOnly } from "../shell/signed-in-only.tsx";
import { partyText, StepLink } from "../step/step-page.tsx";
import { languageOf } from "../texts/i18n.ts";

const phases: readonly Phase[] = ["preparatory", "administrative", "technical", "ans"];
const tracks: readonly Track[] = [
  "start",
  "circle-of-trust",
  "test-material",
  "production",
  "data",
  "connection",
];

/** `/journeys/$journeyId`: where the journey stands. */
export function OverviewRoute() {
  return (
    <SignedInOnly>
      <Overview />
    </SignedInOnly>
  );
}

function Overview() {
  const { journeyId } = useParams({ from: "/column/journeys/$journeyId" });
  const { data, error, refetch } = useQuery(journeyQuery(journeyId));
  if (data !== undefined) return <Journey journey={data} />;
  return error === null ? <Loading /> : <Unread error={error} retry={() => void refetch()} />;
}

function Journey({ journey }: { readonly journey: JourneyView }) {
  const { t, i18n } = useTranslation(["overview", "steps"]);
  const open = journey.steps.filter(({ state }) => state === "not-started" || state === "in-progress");
  const waiting = journey.steps.filter(({ waitingFor }) => waitingFor !== null);
  return (
    <>
      <PageTitle tab={t("overview:documentTitle", { journey: journey.name })}>{journey.name}</PageTitle>
      <JourneyNav journey={journey} />
      <dl className="facts">
        <dt>{t("overview:kind")}</dt>
        <dd>{t(`steps:kind.${journey.kind}`)}</dd>
        <dt>{t("overview:begun")}</dt>
        <dd>{dayText(languageOf(i18n), journey.createdAt)}</dd>
      </dl>
      <div className="tracks">
        <section className="panel" aria-labelledby="next">
          <h2 id="next">{t("overview:next.title")}</h2>
          {open.length === 0 && <p>{t("overview:next.none")}</p>}
          <ul className="plain">
            {open.map((step) => (
              <li key={step.id}>
                <StepLink journey={journey.id} id={step.id} />
                <br />
                <span className="field-note">
                  {stepOf(step.id)
                    .actors.map((role) => t(`steps:party.${role}`))
                    .join(", ")}
                  {step.state === "in-progress" && `, ${missingText(t, step)}`}
                </span>
              </li>
            ))}
          </ul>
        </section>
        <section className="panel" aria-labelledby="waiting">
          <h2 id="waiting">{t("overview:waiting.title")}</h2>
          {waiting.length === 0 && <p>{t("overview:waiting.none")}</p>}
          <ul className="plain">
            {waiting.map((step) => (
              <li key={step.id}>
                {partyText(t, step.waitingFor ?? "")} : <StepLink journey={journey.id} id={step.id} />
              </li>
            ))}
          </ul>
        </section>
      </div>
      <h2>{t("overview:phases")}</h2>
      <ol className="plain tracks">
        {phases.map((phase) => (
          <li key={phase} className="panel" style={{ margin: 0 }}>
            <strong>{t(`steps:phase.${phase}`)}</strong>
            <StepList
              journey={journey}
              steps={journey.steps.filter(({ id }) => stepOf(id).phase === phase)}
            />
          </li>
        ))}
      </ol>
      <h2>{t("overview:plan.title")}</h2>
      <p>{t("overview:plan.text")}</p>
      <ul className="plain tracks">
        {tracks.map((track) => (
          <li key={track} className="panel" style={{ margin: 0 }}>
            <strong>{t(`steps:track.${track}`)}</strong>
            <StepList
              journey={journey}
              steps={journey.steps.filter(({ id }) => stepOf(id).track === track)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function StepList({
  journey,
  steps,
}: {
  readonly journey: JourneyView;
  readonly steps: readonly StepView[];
}) {
  const { t } = useTranslation(["overview", "steps"]);
  return (
    <ol className="plain" style={{ marginTop: "0.5rem" }}>
      {steps.map((step) => (
        <li key={step.id}>
          <span className={`pill is-${step.state}`}>{t(`steps:state.${step.state}`)}</span>{" "}
          <StepLink journey={journey.id} id={step.id} />
          {step.blockedBy.length > 0 && (
            <span className="field-note">
              {" "}
              {t("overview:blockedBy", {
                steps: step.blockedBy.map((id) => t(`steps:title.${id}`)).join(", "),
              })}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

function missingText(t: unknown, step: StepView): string {
  const say = t as (key: string, options: { count: number }) => string;
  const count = step.findings.filter(({ severity }) => severity === "missing").length;
  return say("overview:missing", { count });
}
