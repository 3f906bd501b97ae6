import "../overview/overview.css";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Phase } from "../../../domain/journey/step.ts";
import { stepOf } from "../../../domain/journey/steps/table.ts";
import type { JourneyView } from "../../journey/shapes.ts";
import { dayText } from "../app/dates.ts";
import { PageTitle } from "../app/page-title.tsx";
import { journeyQuery } from "../app/queries.ts";
import { Unread } from "../app/unread.tsx";
import { DelaysPanel } from "../overview/delays-panel.tsx";
import { PeoplePanel } from "../overview/people-panel.tsx";
import { PlanDrawing } from "../overview/plan-drawing.tsx";
import { PlanLists } from "../overview/plan-lists.tsx";
import { JourneyNav } from "../shell/journey-nav.tsx";
import { Loading } from "../shell/loading.tsx";
import { SignedInOnly } from "../shell/signed-in-only.tsx";
import { StepLink } from "../step/step-page.tsx";
import { languageOf } from "../texts/i18n.ts";

const phases: readonly Phase[] = ["preparatory", "administrative", "technical", "ans"];

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
      <PeoplePanel journey={journey} />
      <h2>{t("overview:phases.title")}</h2>
      <ol className="plain tracks">
        {phases.map((phase) => (
          <li key={phase} className="panel" style={{ margin: 0 }}>
            <h3 style={{ margin: 0 }}>{t(`steps:phase.${phase}`)}</h3>
            <p>{t(`overview:phases.${phase}`)}</p>
            <ol className="plain">
              {journey.steps
                .filter(({ id }) => stepOf(id).phase === phase)
                .map(({ id, state }) => (
                  <li key={id}>
                    <span className={`pill is-${state}`}>{t(`steps:state.${state}`)}</span>{" "}
                    <StepLink journey={journey.id} id={id} />
                  </li>
                ))}
            </ol>
          </li>
        ))}
      </ol>
      <h2>{t("overview:plan.title")}</h2>
      <p>{t("overview:plan.text")}</p>
      <PlanDrawing journey={journey} />
      <PlanLists journey={journey} />
      <DelaysPanel />
    </>
  );
}
