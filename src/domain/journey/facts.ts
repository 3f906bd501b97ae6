import type { StepId } from "./step.ts";
import type { WhiteListFacts } from "./white-list/facts.ts";

/** Kind of supplier (onboarding §0.2). */
export const supplierKinds = ["regional-eai", "saas", "proprietary"] as const;
export type SupplierKind = (typeof supplierKinds)[number];

/** A value as it was typed. */
export type AnswerValue = string | boolean | null;

/** Fields of one row, by name. */
export type AnswerRow = Readonly<Record<string, AnswerValue>>;

/** Rows of each section in order; a section filled once has the single row `""`. */
export type Answers = ReadonlyMap<string, readonly { readonly id: string; readonly fields: AnswerRow }[]>;

/** A move that was made. */
export interface MoveRecord {
  readonly id: string;
  readonly step: StepId;
  readonly move: string;
  /** Identifier of the thing it is about; empty for the whole journey. */
  readonly subject: string;
  /** Instant of recording, ISO 8601 UTC. */
  readonly at: string;
  readonly by: string;
  /** The day it happened, as declared; YYYY-MM-DD. */
  readonly date: string | null;
  readonly documentId: string | null;
  readonly reason: string | null;
  /** Set when somebody who does not decide it declared it from the answer that was uploaded (DESIGN §8). */
  readonly declared?: true | undefined;
  /** Set when it was taken back. */
  readonly withdrawnAt: string | null;
  /** The later record that ended the round in which this one counted (`rounds.ts`): it stays visible and no longer counts. */
  readonly closedBy?: string | undefined;
}

/** One establishment that supplies data (onboarding §3.3). Texts as typed; empty when unknown. */
export interface EstablishmentFact {
  readonly id: string;
  readonly legalEntityName: string;
  readonly finessEj: string;
  readonly siren: string;
  readonly name: string;
  readonly finessEg: string;
  readonly siret: string;
  readonly department: string;
  /** Code of TRE_R30-RegionOM, or empty. */
  readonly region: string;
  readonly places: string;
  readonly contact: string;
}

/** A certificate that was uploaded, as the twelve checks saw it (onboarding §5.6). */
export interface CertificateFact {
  readonly id: string;
  readonly environment: "test" | "production";
  readonly role: "writer" | "reader";
  /** Row of the section `instances`, or empty. */
  readonly instance: string;
  readonly subjectDn: string;
  /** SHA-256 of the certificate. */
  readonly fingerprint: string;
  readonly notAfter: string;
  readonly verdicts: readonly { readonly check: number; readonly result: string }[];
}

export interface DocumentFact {
  readonly id: string;
  readonly step: StepId;
  readonly kind: string;
  readonly name: string;
  readonly uploadedAt: string;
}

/** How a region feeds the national ROR: recorded with date and proof, never invented (onboarding §4). */
export interface RegionModality {
  readonly region: string;
  readonly modality: "direct" | "eai" | "to-be-confirmed";
  readonly date: string | null;
  readonly proof: string | null;
}

/** One condition of the official page's "red box", kept by an administrator. */
export interface Condition {
  readonly id: string;
  readonly textFr: string;
  readonly textEn: string;
}

/** Everything that is known of one journey. */
export interface JourneyFacts {
  readonly kind: SupplierKind;
  readonly answers: Answers;
  readonly records: readonly MoveRecord[];
  readonly establishments: readonly EstablishmentFact[];
  /** Number of the last frozen version of the list, 0 when none. */
  readonly establishmentVersion: number;
  readonly certificates: readonly CertificateFact[];
  readonly documents: readonly DocumentFact[];
  readonly modalities: readonly RegionModality[];
  readonly conditions: readonly Condition[];
  readonly whiteList: WhiteListFacts;
  /** True when somebody who is no GRADeS typed an external id: it was declared from the answer of one (DESIGN §8). */
  readonly mappingDeclared?: boolean;
  /** Today in Paris, YYYY-MM-DD. */
  readonly today: string;
}

/** Rows of a section; empty when nothing was typed. */
export function rowsOf(
  facts: Pick<JourneyFacts, "answers">,
  section: string,
): readonly { id: string; fields: AnswerRow }[] {
  return facts.answers.get(section) ?? [];
}

/** One field of a section filled once, trimmed; empty when absent. Yes is `"yes"`, no is `"no"`. */
export function answer(facts: Pick<JourneyFacts, "answers">, section: string, field: string): string {
  return textOf(rowsOf(facts, section)[0]?.fields[field]);
}

/** A value as text: trimmed, yes and no in words, empty when absent. */
export function textOf(value: AnswerValue | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return value.trim();
}

/** True while a record counts: neither taken back nor of a round that ended. */
export function isStanding(record: {
  readonly withdrawnAt: string | null;
  readonly closedBy?: string | undefined;
}): boolean {
  return record.withdrawnAt === null && record.closedBy === undefined;
}

/** The standing record of a move, the newest first; `undefined` when it was never made or was taken back. */
export function recordOf(
  facts: Pick<JourneyFacts, "records">,
  move: string,
  subject = "",
): MoveRecord | undefined {
  return facts.records.findLast(
    (record) => record.move === move && record.subject === subject && isStanding(record),
  );
}
