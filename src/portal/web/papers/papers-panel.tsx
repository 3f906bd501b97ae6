import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { paperKinds } from "../../../domain/journey/paper-kinds.ts";
import type { JourneyView, StepView } from "../../journey/shapes.ts";
import type { PaperView } from "../../papers/shapes.ts";
import { ApiError } from "../app/api.ts";
import { dayText } from "../app/dates.ts";
import type { Language } from "../app/language.ts";
import { Unread } from "../app/unread.tsx";
import { languageOf } from "../texts/i18n.ts";
import { DeclareSent } from "./declare-sent.tsx";
import { FormReading, MessageText } from "./paper-details.tsx";
import { paperPath, papersQuery } from "./queries.ts";

interface PapersPanelProps {
  readonly journey: JourneyView;
  readonly step: StepView;
}

/** The papers that this step needs, written from the file: to be saved, sent, and compared with what was sent. */
export function PapersPanel({ journey, step }: PapersPanelProps) {
  return paperKinds.some(({ steps }) => steps.includes(step.id)) ? (
    <Papers journey={journey} step={step} />
  ) : null;
}

function Papers({ journey, step }: PapersPanelProps) {
  const { t, i18n } = useTranslation("papers");
  const language = languageOf(i18n);
  const { data, error, refetch } = useQuery(papersQuery(journey.id, language));
  // Papers tell of every region: who sees a part of the file is not shown them.
  if (error instanceof ApiError && error.fault === "forbidden") return null;
  const own = data?.papers.filter(({ steps }) => steps.includes(step.id)) ?? [];
  if (data !== undefined && own.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="step-papers">
      <h2 id="step-papers">{t("title")}</h2>
      <p>{t("intro")}</p>
      {data === undefined && error !== null && <Unread error={error} retry={() => void refetch()} />}
      {own.map((paper) => (
        <Paper
          key={`${paper.paper} ${paper.region}`}
          journey={journey.id}
          paper={paper}
          language={language}
          mayDeclare={data?.mayDeclare ?? false}
        />
      ))}
    </section>
  );
}

interface PaperProps {
  readonly journey: string;
  readonly paper: PaperView;
  readonly language: Language;
  readonly mayDeclare: boolean;
}

function Paper({ journey, paper, language, mayDeclare }: PaperProps) {
  const { t } = useTranslation("papers");
  const other = language === "fr" ? "en" : "fr";
  const name = paper.region === "" ? paper.title : `${paper.title} : ${paper.subtitle}`;
  return (
    <div>
      <h3>{name}</h3>
      <ul>
        <li>
          <a href={paperPath(journey, paper, "pdf", language)} download>
            {t("pdf", { language: t(`language.${language}`) })}
          </a>
        </li>
        <li>
          <a href={paperPath(journey, paper, "pdf", other)} download>
            {t("pdf", { language: t(`language.${other}`) })}
          </a>
        </li>
        <li>
          <a href={paperPath(journey, paper, "message.eml", language)} download>
            {t("eml")}
          </a>
        </li>
        {paper.form && (
          <li>
            <a href={paperPath(journey, paper, "form", language)} download>
              {t("form")}
            </a>
          </li>
        )}
      </ul>
      {paper.unfilled.length > 0 && <p>{t("unfilled", { fields: paper.unfilled.join(", ") })}</p>}
      <MessageText journey={journey} paper={paper} language={language} />
      {paper.form && <FormReading journey={journey} paper={paper} language={language} />}
      <Versions journey={journey} paper={paper} language={language} />
      {paper.declaredHere && mayDeclare && <DeclareSent journey={journey} paper={paper} />}
    </div>
  );
}

function Versions({ journey, paper, language }: Omit<PaperProps, "mayDeclare">) {
  const { t } = useTranslation("papers");
  const { versions, changes, changeCount } = paper;
  if (versions.length === 0) return <p>{t(paper.declaredHere ? "neverSentHere" : "neverSent")}</p>;
  return (
    <>
      <ul>
        {versions.map(({ number, day, by, withdrawn }) => (
          <li key={number}>
            <a href={paperPath(journey, paper, `versions/${number}/pdf`, language)} download>
              {t("version", { number, day: dayText(language, day), by })}
            </a>
            {withdrawn && ` (${t("withdrawn")})`}
          </li>
        ))}
      </ul>
      {changes !== null && changes.length === 0 && <p>{t("unchanged")}</p>}
      {changes !== null && changes.length > 0 && (
        <details>
          <summary>{t("changed", { count: changeCount })}</summary>
          <ul>
            {changes.map(({ label, before, after }) => (
              <li key={label} style={{ overflowWrap: "anywhere" }}>
                {t("change", { label, before: before || t("nothing"), after: after || t("nothing") })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
