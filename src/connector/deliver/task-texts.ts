import { deliveryCodes } from "../../runtime/errors/codes-delivery.ts";
import type { Issue } from "./outcome.ts";

/** Reasons for which people are told. */
export type TaskReason =
  | "delivery.place-unknown"
  | "delivery.place-duplicated"
  | "delivery.indicator-refused"
  | "delivery.establishment-not-on-write-list"
  | "delivery.credential-fault"
  | "delivery.credential-unreadable"
  | "delivery.server-not-trusted"
  | "delivery.target-unreachable"
  | "delivery.unexpected-answer"
  | "delivery.foreign-rows"
  | "delivery.read-back-failing";

export type Recipient = "grades" | "establishment" | "operator";

/** What a message may mention; nothing about patients exists here, and no token. */
export interface TaskFacts {
  readonly target: string;
  readonly establishment?: string;
  readonly externalId?: string;
  readonly indicatorId?: string;
  readonly keyText?: string;
  readonly operation?: string;
  readonly path?: string;
  readonly requestBody?: string;
  readonly status?: number | null;
  readonly issues?: readonly Issue[];
  /** Rows of other suppliers: canonical key, count, date. */
  readonly rows?: readonly string[];
  readonly detail?: string;
}

export interface TaskTexts {
  readonly recipients: readonly Recipient[];
  readonly subjectFr: string;
  readonly subjectEn: string;
  readonly messageFr: string;
  readonly messageEn: string;
}

/** Who repairs what (ror-api §5.6; DESIGN §4). */
const recipients: Readonly<Record<TaskReason, readonly Recipient[]>> = {
  "delivery.place-unknown": ["grades"],
  "delivery.place-duplicated": ["grades", "establishment"],
  "delivery.indicator-refused": ["grades", "establishment"],
  "delivery.establishment-not-on-write-list": ["establishment", "operator"],
  "delivery.credential-fault": ["operator"],
  "delivery.credential-unreadable": ["operator"],
  "delivery.server-not-trusted": ["operator"],
  "delivery.target-unreachable": ["operator"],
  "delivery.unexpected-answer": ["operator"],
  "delivery.foreign-rows": ["establishment", "operator"],
  "delivery.read-back-failing": ["operator"],
};

/** A message that can be sent as it is, in both languages. */
export function taskTexts(reason: TaskReason, facts: TaskFacts): TaskTexts {
  const text = deliveryCodes[reason];
  const about = aboutText(facts);
  const lines = (labels: Labels): string =>
    factLines(facts, labels)
      .map(([label, value]) => `${label}${labels.colon}${value}`)
      .join("\n");
  return {
    recipients: recipients[reason],
    subjectFr: `ROR, capacité en lits : ${text.fr}${about}`,
    subjectEn: `ROR, bed capacity: ${text.en}${about}`,
    messageFr: `Bonjour,\n\n${text.fr}.\n\n${lines(french)}\n\nCe qu'il faut faire : ${text.adviceFr}\n\nCordialement`,
    messageEn: `Hello,\n\n${text.en}.\n\n${lines(english)}\n\nWhat to do: ${text.adviceEn}\n\nKind regards`,
  };
}

function aboutText(facts: TaskFacts): string {
  if (facts.establishment === undefined) return ` (${facts.target})`;
  const place = facts.externalId === undefined ? "" : `/${facts.externalId}`;
  return ` (${facts.establishment}${place})`;
}

interface Labels {
  readonly colon: string;
  readonly target: string;
  readonly establishment: string;
  readonly place: string;
  readonly indicator: string;
  readonly request: string;
  readonly body: string;
  readonly answer: string;
  readonly noAnswer: string;
  readonly detail: string;
}

const french: Labels = {
  colon: " : ",
  target: "Environnement",
  establishment: "Établissement (IdNatStruct)",
  place: "Lieu (identifiant externe)",
  indicator: "Indicateur",
  request: "Demande",
  body: "Corps de la demande",
  answer: "Réponse",
  noAnswer: "aucune réponse",
  detail: "Détail technique",
};

const english: Labels = {
  colon: ": ",
  target: "Environment",
  establishment: "Establishment (IdNatStruct)",
  place: "Place (external id)",
  indicator: "Indicator",
  request: "Request",
  body: "Request body",
  answer: "Answer",
  noAnswer: "no answer",
  detail: "Technical detail",
};

function factLines(facts: TaskFacts, labels: Labels): readonly (readonly [string, string])[] {
  const lines: [string, string][] = [[labels.target, facts.target]];
  const add = (label: string, value: string | undefined): void => {
    if (value !== undefined && value !== "") lines.push([label, value]);
  };
  add(labels.establishment, facts.establishment);
  add(labels.place, facts.externalId);
  add(
    labels.indicator,
    facts.indicatorId === undefined ? undefined : `${facts.indicatorId} (${facts.keyText})`,
  );
  add(labels.request, facts.path === undefined ? undefined : `PATCH ${facts.path} (${facts.operation})`);
  add(labels.body, facts.requestBody);
  if (facts.status !== undefined) {
    add(labels.answer, facts.status === null ? labels.noAnswer : `HTTP ${facts.status}`);
  }
  for (const issue of facts.issues ?? []) {
    add("-", [issue.code, issue.expressions.join(", "), issue.diagnostics].filter(Boolean).join(" ; "));
  }
  for (const row of facts.rows ?? []) add("-", row);
  add(labels.detail, facts.detail);
  return lines;
}
