import type {
  AnswerRow,
  AnswerValue,
  JourneyFacts,
  MoveRecord,
  SupplierKind,
} from "../../domain/journey/facts.ts";
import { supplierKinds } from "../../domain/journey/facts.ts";
import { closeRounds } from "../../domain/journey/rounds.ts";
import type { StepId } from "../../domain/journey/step.ts";
import { idNatStructOf } from "../../domain/journey/white-list/request.ts";
import { readReferences } from "../references/read-references.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { readWhiteList } from "../white-list/read-white-list.ts";
import { readAnswers } from "./answers.ts";

/** What the list of establishments says of a journey. */
export interface ListReader {
  lines(database: PortalDatabase, journeyId: string): Promise<JourneyFacts["establishments"]>;
  lastVersion(database: PortalDatabase, journeyId: string): Promise<number>;
}

/** Everything that is known of one journey, as its steps judge it. `nowMs` decides what is past. */
export async function loadFacts(
  database: PortalDatabase,
  journeyId: string,
  parts: { readonly list: ListReader; readonly nowMs: number },
): Promise<JourneyFacts> {
  const answers = gather(await readAnswers(database, journeyId));
  const references = await readReferences(database);
  const establishments = await parts.list.lines(database, journeyId);
  const today = dayInParis(parts.nowMs);
  return {
    kind: kindOf(answers.get("organisation")?.[0]?.fields["kind"]),
    answers,
    records: await readRecords(database, journeyId),
    mappingDeclared: await isMappingDeclared(database, journeyId),
    establishments,
    establishmentVersion: await parts.list.lastVersion(database, journeyId),
    certificates: await readCertificates(database, journeyId),
    documents: await readDocuments(database, journeyId),
    ...references,
    whiteList: await readWhiteList(database, journeyId, {
      recordsOf: readRecords,
      listed: establishments
        .map((line) => ({ idNatStruct: idNatStructOf(line), name: line.name }))
        .filter(({ idNatStruct }) => idNatStruct !== ""),
      today,
    }),
    today,
  };
}

const paris = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris", dateStyle: "short" });

/** The day in Paris, YYYY-MM-DD: ANS sits there, and its days count (onboarding §6). */
export function dayInParis(atMs: number): string {
  return paris.format(atMs);
}

function kindOf(value: AnswerValue | undefined): SupplierKind {
  return supplierKinds.find((kind) => kind === value) ?? "saas";
}

type Rows = { id: string; fields: AnswerRow }[];

function gather(stored: Awaited<ReturnType<typeof readAnswers>>): ReadonlyMap<string, Rows> {
  const sections = new Map<string, { id: string; fields: Record<string, AnswerValue> }[]>();
  for (const one of stored) {
    const rows = sections.get(one.section) ?? [];
    sections.set(one.section, rows);
    let row = rows.at(-1);
    if (row === undefined || row.id !== one.row_id) {
      row = { id: one.row_id, fields: {} };
      rows.push(row);
    }
    row.fields[one.field] = JSON.parse(one.value) as AnswerValue;
  }
  return sections;
}

/** The records of a journey in their order, those of rounds that ended marked. */
async function readRecords(database: PortalDatabase, journeyId: string): Promise<readonly MoveRecord[]> {
  const rows = await database
    .selectFrom("move_record")
    .selectAll()
    .where("journey_id", "=", journeyId)
    .orderBy("sequence")
    .execute();
  const records = rows.map((row) => ({
    id: row.id,
    step: row.step as StepId,
    move: row.move,
    subject: row.subject,
    at: new Date(row.at_ms).toISOString(),
    by: row.by_person,
    date: row.day,
    documentId: row.document_id,
    reason: row.reason,
    ...(row.declared === 1 ? { declared: true as const } : {}),
    withdrawnAt: row.withdrawn_at_ms === null ? null : new Date(row.withdrawn_at_ms).toISOString(),
  }));
  return closeRounds(records);
}

async function isMappingDeclared(database: PortalDatabase, journeyId: string): Promise<boolean> {
  const typed = await database
    .selectFrom("answer")
    .select("field")
    .where("journey_id", "=", journeyId)
    .where("section", "=", "mapping")
    .where("field", "=", "external-id")
    .where("value", "not in", ["null", '""'])
    .where("by_person", "not in", (people) =>
      people.selectFrom("person_grant").select("person_id").where("role", "=", "grades"),
    )
    .limit(1)
    .executeTakeFirst();
  return typed !== undefined;
}

async function readCertificates(
  database: PortalDatabase,
  journeyId: string,
): Promise<JourneyFacts["certificates"]> {
  const rows = await database
    .selectFrom("journey_certificate")
    .select(["id", "environment", "role", "instance", "subject_dn", "fingerprint", "not_after", "verdicts"])
    .where("journey_id", "=", journeyId)
    .where("removed_at_ms", "is", null)
    .orderBy("uploaded_at_ms")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    environment: row.environment,
    role: row.role,
    instance: row.instance,
    subjectDn: row.subject_dn,
    fingerprint: row.fingerprint,
    notAfter: row.not_after,
    verdicts: JSON.parse(row.verdicts) as JourneyFacts["certificates"][number]["verdicts"],
  }));
}

async function readDocuments(
  database: PortalDatabase,
  journeyId: string,
): Promise<JourneyFacts["documents"]> {
  const rows = await database
    .selectFrom("document")
    .select(["id", "step", "kind", "name", "uploaded_at_ms"])
    .where("journey_id", "=", journeyId)
    .orderBy("uploaded_at_ms")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    step: row.step as StepId,
    kind: row.kind,
    name: row.name,
    uploadedAt: new Date(row.uploaded_at_ms).toISOString(),
  }));
}
