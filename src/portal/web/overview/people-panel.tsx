import { useTranslation } from "react-i18next";
import { type Role, roles } from "../../../domain/journey/roles.ts";
import { stepOf } from "../../../domain/journey/steps/table.ts";
import type { JourneyView, StepView } from "../../journey/shapes.ts";
import { dayText } from "../app/dates.ts";
import { usePerson } from "../app/session.ts";
import { partyText, StepLink } from "../step/step-page.tsx";
import { languageOf } from "../texts/i18n.ts";

/** Steps that people of this role can work on now, in order. */
function openFor(journey: JourneyView, role: Role): readonly StepView[] {
  return journey.steps.filter(
    ({ id, state }) =>
      (state === "not-started" || state === "in-progress") && stepOf(id).actors.includes(role),
  );
}

/** Who acts now: the next action of each person, and whom the journey waits for. */
export function PeoplePanel({ journey }: { readonly journey: JourneyView }) {
  const { t, i18n } = useTranslation(["overview", "steps"]);
  const person = usePerson();
  const mine = new Set(
    (person?.grants ?? []).flatMap((grant) =>
      !("organisationId" in grant) || grant.organisationId === journey.organisationId ? [grant.role] : [],
    ),
  );
  const acting = roles
    .map((role) => ({ role, open: openFor(journey, role) }))
    .filter(({ open }) => open.length > 0);
  const waiting = journey.steps.filter(({ waitingFor }) => waitingFor !== null);
  return (
    <div className="tracks">
      <section className="panel" aria-labelledby="next">
        <h2 id="next">{t("overview:next.title")}</h2>
        {acting.length === 0 && <p>{t("overview:next.none")}</p>}
        <dl className="people">
          {acting.map(({ role, open: [first, ...later] }) => (
            <div key={role}>
              <dt>
                {t(`steps:party.${role}`)}
                {mine.has(role) && ` ${t("overview:next.you")}`}
              </dt>
              {first !== undefined && (
                <dd>
                  <StepLink journey={journey.id} id={first.id} />{" "}
                  <span className="field-note">
                    {t("overview:missing", {
                      count: first.findings.filter(({ severity }) => severity === "missing").length,
                    })}
                  </span>
                </dd>
              )}
              {later.length > 0 && (
                <dd className="field-note">
                  {t("overview:next.also")}{" "}
                  {later.map(({ id }, index) => (
                    <span key={id}>
                      {index > 0 && ", "}
                      <StepLink journey={journey.id} id={id} />
                    </span>
                  ))}
                </dd>
              )}
            </div>
          ))}
        </dl>
      </section>
      <section className="panel" aria-labelledby="waiting">
        <h2 id="waiting">{t("overview:waiting.title")}</h2>
        {waiting.length === 0 && <p>{t("overview:waiting.none")}</p>}
        <ul className="plain">
          {waiting.map((step) => (
            <li key={step.id}>
              {t("overview:waiting.party", { party: partyText(t, step.waitingFor ?? "") })}{" "}
              <StepLink journey={journey.id} id={step.id} />
              {step.since !== null && (
                <span className="field-note">
                  {" "}
                  {t("overview:waiting.since", { date: dayText(languageOf(i18n), step.since) })}
                </span>
              )}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
