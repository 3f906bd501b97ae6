import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { stepOf, steps } from "../../../domain/journey/steps/table.ts";
import type { JourneyView, StepView } from "../../journey/shapes.ts";
import { dayText } from "../app/dates.ts";
import { PageTitle } from "../app/page-title.tsx";
import { StepDocuments, useStepDocuments } from "../files/step-documents.tsx";
import { StepDelays } from "../overview/step-delays.tsx";
import { PapersPanel } from "../papers/papers-panel.tsx";
import { languageOf } from "../texts/i18n.ts";
import { ContactPanel } from "./contact-panel.tsx";
import { type StepContact, stepContacts } from "./contacts.ts";
import { FindingsPanel } from "./findings-panel.tsx";
import { MovesPanel } from "./moves-panel.tsx";
import { SaveState } from "./save-state.tsx";
import { useStepTexts } from "./step-texts.ts";

/** What every page of a step is given. */
export interface StepPageProps {
  readonly journey: JourneyView;
  readonly step: StepView;
}

interface StepFrameProps extends StepPageProps {
  /** The step's own parts: sections and whatever it shows besides. */
  readonly children?: ReactNode;
  /** Stands in the panel of documents, above what was uploaded to the step. */
  readonly documentsContent?: ReactNode;
  /** Takes the place of the step's usual contact. */
  readonly contact?: StepContact;
}

/**
 * The frame of a step's page: what it is, who acts, what to do and to prepare, whom to write to, what is missing, what
 * was checked, how to move on. Everything but `children` comes from the step's definition and its texts.
 */
export function StepPage({ journey, step, children, documentsContent, contact }: StepFrameProps) {
  const documents = useStepDocuments(journey.id, step.id);
  const { t, i18n } = useTranslation(["step", "steps"]);
  const texts = useStepTexts(step.id);
  const definition = stepOf(step.id);
  const title = t(`steps:title.${step.id}`);
  const params = { journey: journey.name };
  return (
    <>
      <p style={{ marginTop: 0 }}>
        <Link to="/journeys/$journeyId" params={{ journeyId: journey.id }}>
          {t("step:back", params)}
        </Link>
      </p>
      <PageTitle tab={t("step:documentTitle", { title, journey: journey.name })}>
        {/^\d/.test(step.id) && <span>{t("steps:number", { id: step.id })}. </span>}
        {title}
      </PageTitle>
      <p>
        <span className={`pill is-${step.state}`}>{t(`steps:state.${step.state}`)}</span>{" "}
        {t(`steps:phase.${definition.phase}`)}
        {step.since !== null && `, ${t("step:since", { date: dayText(languageOf(i18n), step.since) })}`}
      </p>
      <p>
        {t("step:who")} {definition.actors.map((role) => t(`steps:party.${role}`)).join(", ")}.{" "}
        {step.waitingFor !== null && (
          <strong>{t("step:waitingFor", { party: partyText(t, step.waitingFor) })}</strong>
        )}
      </p>
      <Blockers journey={journey} step={step} />
      {texts.has("summary") && <p>{texts.text("summary")}</p>}
      <SaveState journey={journey.id} />
      <div className="frame">
        <div>
          <TextList id="todo" title={t("step:todo")} items={texts.list("todo")} ordered />
          <TextList id="corrections" title={t("step:corrections")} items={texts.list("corrections")} />
          {children}
          <MovesPanel journey={journey} step={step} documents={documents} />
        </div>
        <div>
          <StepDelays step={step} />
          <FindingsPanel step={step} />
          <ContactPanel
            contact={contact ?? stepContacts[step.id]}
            subject={texts.text("contact.subject", params)}
            body={texts.text("contact.body", params)}
            none={texts.text("contact.none")}
          />
          <TextList id="prepare" title={t("step:prepare")} items={texts.list("prepare")} />
          <TextList id="tips" title={t("step:tips")} items={texts.list("tips")} />
          <PapersPanel journey={journey} step={step} />
          <section className="panel" aria-labelledby="step-documents">
            <h2 id="step-documents">{t("step:documents")}</h2>
            {documentsContent}
            <StepDocuments key={step.id} journey={journey.id} step={step.id} />
          </section>
        </div>
      </div>
      <Neighbours journey={journey} step={step} />
    </>
  );
}

function Blockers({ journey, step }: StepPageProps) {
  const { t } = useTranslation(["step", "steps"]);
  if (step.blockedBy.length === 0) return null;
  return (
    <div className="panel">
      <p style={{ marginTop: 0 }}>{t("step:blockedBy")}</p>
      <ul>
        {step.blockedBy.map((id) => (
          <li key={id}>
            <StepLink journey={journey.id} id={id} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A link to a step of the journey, by its title. */
export function StepLink({ journey, id }: { readonly journey: string; readonly id: StepView["id"] }) {
  const { t } = useTranslation("steps");
  return (
    <Link to="/journeys/$journeyId/$stepId" params={{ journeyId: journey, stepId: id }}>
      {/^\d/.test(id) && `${id}. `}
      {t(`title.${id}`)}
    </Link>
  );
}

interface TextListProps {
  readonly id: string;
  readonly title: string;
  readonly items: readonly string[];
  readonly ordered?: boolean;
}

function TextList({ id, title, items, ordered = false }: TextListProps) {
  if (items.length === 0) return null;
  const List = ordered ? "ol" : "ul";
  return (
    <section className="panel" aria-labelledby={`step-${id}`}>
      <h2 id={`step-${id}`}>{title}</h2>
      <List style={{ paddingLeft: "1.3rem", margin: 0 }}>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </List>
    </section>
  );
}

function Neighbours({ journey, step }: StepPageProps) {
  const { t } = useTranslation(["step", "steps"]);
  const index = steps.findIndex(({ id }) => id === step.id);
  const previous = steps[index - 1];
  const next = steps[index + 1];
  return (
    <nav className="steps-nav" aria-label={t("step:around")}>
      {previous !== undefined && (
        <Link to="/journeys/$journeyId/$stepId" params={{ journeyId: journey.id, stepId: previous.id }}>
          ← {t("step:previous", { title: t(`steps:title.${previous.id}`) })}
        </Link>
      )}
      {next !== undefined && (
        <Link to="/journeys/$journeyId/$stepId" params={{ journeyId: journey.id, stepId: next.id }}>
          {t("step:next", { title: t(`steps:title.${next.id}`) })} →
        </Link>
      )}
    </nav>
  );
}

/** A party in words; one that this version does not know stays as it is. */
export function partyText(t: unknown, party: string): string {
  const say = t as (key: string, options: { defaultValue: string }) => string;
  return say(`steps:party.${party}`, { defaultValue: party });
}
