import { useTranslation } from "react-i18next";
import { plan, planTracks } from "../../../domain/journey/plan.ts";
import type { StepId } from "../../../domain/journey/step.ts";
import type { JourneyView } from "../../journey/shapes.ts";
import { StepLink } from "../step/step-page.tsx";

/** The plan in words: each track with its steps, what each waits for and what it opens. */
export function PlanLists({ journey }: { readonly journey: JourneyView }) {
  const { t } = useTranslation(["overview", "steps"]);
  const names = (ids: readonly StepId[]): string =>
    ids.map((id) => (/^\d/.test(id) ? id : t(`overview:plan.short.${id as "mapping"}`))).join(", ");
  return (
    <ul className="plain tracks">
      {planTracks.map((track) => (
        <li key={track} className="panel" style={{ margin: 0 }}>
          <h3 style={{ margin: 0 }}>{t(`steps:track.${track}`)}</h3>
          <ol className="plain" style={{ marginTop: "0.5rem" }}>
            {plan
              .filter((step) => step.track === track)
              .map(({ id, needs, opens }) => {
                const step = journey.steps.find((one) => one.id === id);
                const blockedBy = step?.blockedBy ?? [];
                return (
                  <li key={id}>
                    <span className={`pill is-${step?.state ?? "not-started"}`}>
                      {t(`steps:state.${step?.state ?? "not-started"}`)}
                    </span>{" "}
                    <StepLink journey={journey.id} id={id} />
                    <br />
                    <span className="field-note">
                      {needs.length === 0
                        ? t("overview:plan.dayOne")
                        : blockedBy.length === 0
                          ? t("overview:plan.free", { steps: names(needs) })
                          : t("overview:plan.waits", { steps: names(blockedBy) })}
                      {opens.length > 0 && ` ${t("overview:plan.opens", { steps: names(opens) })}`}
                    </span>
                  </li>
                );
              })}
          </ol>
        </li>
      ))}
    </ul>
  );
}
