import type {
  CampaignExchange,
  CampaignReport,
  ScenarioResult,
  Verdict,
} from "../../../domain/journey/campaign/report.ts";

export type Language = "fr" | "en";

/** The words of a report in one language. */
export interface ReportWords {
  readonly language: Language;
  readonly languageName: string;
  readonly title: string;
  readonly target: string;
  readonly tokenServer: string;
  readonly client: string;
  readonly certificate: string;
  readonly place: string;
  readonly from: string;
  readonly ended: string;
  readonly endings: Readonly<Record<CampaignReport["ended"], string>>;
  readonly scenario: string;
  readonly verdict: string;
  readonly what: string;
  readonly clause: string;
  readonly advice: string;
  readonly exchanges: string;
  readonly request: string;
  readonly answer: string;
  readonly noAnswer: string;
  readonly useful: string;
  readonly masked: string;
  readonly verdicts: Readonly<Record<Verdict, string>>;
}

export const reportWords: Readonly<Record<Language, ReportWords>> = {
  fr: {
    language: "fr",
    languageName: "Français",
    title: "Campagne de tests ROR",
    target: "Cible",
    tokenServer: "Serveur de jetons",
    client: "Client",
    certificate: "Certificat",
    place: "Lieu utilisé",
    from: "Du",
    ended: "au",
    endings: { complete: "campagne menée à son terme", interrupted: "campagne interrompue" },
    scenario: "Scénario",
    verdict: "Verdict",
    what: "Constat",
    clause: "Source",
    advice: "Conseil",
    exchanges: "Échanges",
    request: "Requête",
    answer: "Réponse",
    noAnswer: "pas de réponse",
    useful: "facultatif",
    masked: "Les jetons et les secrets sont remplacés par ***.",
    verdicts: { passed: "réussi", failed: "échoué", "not-produced": "non productible sur cette cible" },
  },
  en: {
    language: "en",
    languageName: "English",
    title: "ROR test campaign",
    target: "Target",
    tokenServer: "Token server",
    client: "Client",
    certificate: "Certificate",
    place: "Place used",
    from: "From",
    ended: "to",
    endings: { complete: "campaign ended by itself", interrupted: "campaign interrupted" },
    scenario: "Scenario",
    verdict: "Verdict",
    what: "Finding",
    clause: "Source",
    advice: "Advice",
    exchanges: "Exchanges",
    request: "Request",
    answer: "Answer",
    noAnswer: "no answer",
    useful: "optional",
    masked: "Tokens and secrets are replaced by ***.",
    verdicts: { passed: "passed", failed: "failed", "not-produced": "could not be produced on this target" },
  },
};

/** The texts of one result in a language. */
export function resultTexts(result: ScenarioResult, language: Language) {
  return language === "fr"
    ? { title: result.titleFr, what: result.fr, advice: result.adviceFr }
    : { title: result.titleEn, what: result.en, advice: result.adviceEn };
}

/** What was tested, as pairs of name and value. */
export function reportFacts(
  report: CampaignReport,
  words: ReportWords,
): readonly (readonly [string, string])[] {
  const { target } = report;
  return [
    [words.target, `${target.name}, ${target.apiBase}`],
    [words.tokenServer, target.tokenUrl],
    [words.client, target.clientId],
    [words.certificate, target.subjectDn ?? "-"],
    [words.place, report.place],
    [words.from, `${report.startedAt} ${words.ended} ${report.endedAt}, ${words.endings[report.ended]}`],
  ];
}

/** `3 passed, 1 failed, 0 could not be produced on this target`. */
export function verdictCounts(report: CampaignReport, words: ReportWords): string {
  return (["passed", "failed", "not-produced"] as const)
    .map(
      (verdict) =>
        `${report.scenarios.filter((it) => it.verdict === verdict).length} ${words.verdicts[verdict]}`,
    )
    .join(", ");
}

/** Request and answer as they would go over the wire, masked. */
export function exchangeTexts(exchange: CampaignExchange, words: ReportWords) {
  const lines = (headers: Readonly<Record<string, string>>): string[] =>
    Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const { method, url, status } = exchange;
  return {
    head: `${exchange.at}  ${method} ${url} → ${status ?? words.noAnswer} (${exchange.durationMs} ms)`,
    request: [`${method} ${url}`, ...lines(exchange.requestHeaders), "", exchange.requestBody].join("\n"),
    answer: [
      status === null ? words.noAnswer : `HTTP ${status}`,
      ...lines(exchange.answerHeaders),
      "",
      exchange.answerBody,
    ].join("\n"),
  };
}
