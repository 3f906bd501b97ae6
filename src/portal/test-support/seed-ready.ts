import { evaluate, moveRefusal } from "../../domain/journey/evaluate.ts";
import type { AnswerRow, CertificateFact, JourneyFacts, SupplierKind } from "../../domain/journey/facts.ts";
import { roles } from "../../domain/journey/roles.ts";
import { closeRounds } from "../../domain/journey/rounds.ts";
import { complete } from "../../domain/journey/test-support/complete.ts";
import { recordsOf } from "../../domain/journey/test-support/facts.ts";
import { listed } from "../../domain/journey/test-support/white-list.ts";
import { saveLine } from "../establishments/list-store.ts";
import { freezeList } from "../establishments/versions.ts";
import type { JourneyWorld } from "../journey/world.ts";

/** A file that comes to step 09: everything before is typed, uploaded and recorded. */
export interface ReadyFile {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly kind: SupplierKind;
  /** FINESS EG and name, with the instance that feeds it where there is one. */
  readonly establishments: readonly {
    readonly finessEg: string;
    readonly name: string;
    readonly instance?: string;
  }[];
  readonly certificates: readonly {
    readonly instance: string;
    readonly subjectDn: string;
    readonly fingerprint: string;
    readonly pem: string;
  }[];
}

const sendsBack = ["decision-changes-requested", "decision-refused"];

/** Puts the file into the database as if its people had come so far. */
export async function seedReady({ database, clock }: JourneyWorld, file: ReadyFile): Promise<void> {
  const atMs = clock.nowMs();
  const facts = factsOf(file);
  await database
    .insertInto("organisation")
    .values({ id: file.organisationId, name: file.name, created_at_ms: 0 })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
  await database
    .insertInto("journey")
    .values({
      id: file.id,
      organisation_id: file.organisationId,
      name: file.name,
      created_by: "seed",
      created_at_ms: atMs,
    })
    .execute();
  for (const [section, rows] of facts.answers)
    for (const [position, row] of rows.entries()) {
      const key = { journey_id: file.id, section, row_id: row.id };
      await database
        .insertInto("answer_row")
        .values({ ...key, position, removed: 0 })
        .execute();
      for (const [field, value] of Object.entries(row.fields))
        await database
          .insertInto("answer")
          .values({
            ...key,
            field,
            value: JSON.stringify(value),
            revision: 1,
            by_person: "seed",
            at_ms: atMs,
          })
          .execute();
    }
  const writer = { personId: "seed", atMs };
  for (const { id, ...fields } of facts.establishments)
    await saveLine(database, file.id, { id, base: 0, fields }, writer);
  const { revision } = await database
    .selectFrom("establishment_list")
    .select("revision")
    .where("journey_id", "=", file.id)
    .executeTakeFirstOrThrow();
  await freezeList(database, file.id, { base: revision, note: "" }, writer);
  for (const [index, one] of facts.certificates.entries())
    await database
      .insertInto("journey_certificate")
      .values({
        id: one.id,
        journey_id: file.id,
        environment: one.environment,
        role: one.role,
        instance: one.instance,
        pem: file.certificates[index - 1]?.pem ?? "",
        fingerprint: one.fingerprint,
        subject_dn: one.subjectDn,
        not_after: one.notAfter,
        verdicts: "[]",
        uploaded_by: "seed",
        uploaded_at_ms: atMs + index,
        removed_at_ms: null,
      })
      .execute();
  await database
    .insertInto("region_modality")
    .values({
      region: "76",
      modality: file.kind === "regional-eai" ? "eai" : "direct",
      day: "2026-01-05",
      proof: "lettre",
      document_id: null,
      recorded_by: "seed",
      recorded_at_ms: atMs,
    })
    .execute();
  await seedRecords(database, file.id, facts, atMs);
}

function factsOf(file: ReadyFile): JourneyFacts {
  const base = complete(file.kind, {
    contract: "yes",
    card: "yes",
    delegated: "yes",
    mode: "self",
    route: "portal",
    testCard: "yes",
  });
  const rows = (list: readonly AnswerRow[]) => list.map((fields, index) => ({ id: `r${index + 1}`, fields }));
  const certificates = file.certificates.map(
    (one): CertificateFact => ({
      id: `${file.id}-${one.instance || "own"}`,
      environment: "production",
      role: "writer",
      instance: one.instance,
      subjectDn: one.subjectDn,
      fingerprint: one.fingerprint,
      notAfter: "2029-01-01T00:00:00.000Z",
      verdicts: [],
    }),
  );
  return {
    ...base,
    establishments: file.establishments.map(({ finessEg, name }) => listed(finessEg, name)),
    certificates: [
      ...base.certificates
        .filter(({ environment }) => environment === "test")
        .map((one) => ({ ...one, id: `${file.id}-test` })),
      ...certificates,
    ],
    answers: new Map([
      ...base.answers,
      ["committee-answer", [{ id: "", fields: { "granted-profile": "none", "client-id": file.id } }]],
      [
        "instances",
        rows(
          file.establishments.map(({ finessEg, name, instance = "i1" }) => ({
            instance,
            "legal-entity": name,
            "finess-ej": "310000005",
            establishment: name,
            "finess-eg": finessEg,
          })),
        ),
      ],
      [
        "mapping",
        rows(
          file.establishments.map(({ finessEg }) => ({
            unit: "MED",
            "finess-eg": finessEg,
            "external-id": "MED",
            "asked-on": "2026-01-05",
            "assigned-on": "2026-01-06",
          })),
        ),
      ],
    ]),
  };
}

/** Every move that can be made before step 09, by whoever may make it. */
async function seedRecords(
  database: JourneyWorld["database"],
  journeyId: string,
  before: JourneyFacts,
  atMs: number,
): Promise<void> {
  let facts = before;
  for (;;) {
    const open = evaluate(facts).flatMap((step) =>
      ["09", "go-live", "completed"].includes(step.definition.id)
        ? []
        : step.definition.moves.filter(
            (move) =>
              move.subject === "journey" &&
              !sendsBack.includes(move.name) &&
              moveRefusal(step, move, facts, roles) === undefined,
          ),
    );
    const [move] = open;
    if (move === undefined) break;
    const [made] = recordsOf(move.name);
    if (made === undefined) break;
    const record = { ...made, id: `${journeyId}-${facts.records.length}`, at: new Date(atMs).toISOString() };
    facts = { ...facts, records: closeRounds([...facts.records, record]) };
    await database
      .insertInto("move_record")
      .values({
        id: record.id,
        journey_id: journeyId,
        step: record.step,
        move: record.move,
        subject: "",
        at_ms: atMs,
        by_person: "seed",
        day: "2026-01-20",
        document_id: null,
        reason: null,
        declared: 0,
        findings: "[]",
        withdrawn_at_ms: null,
        withdrawn_by: null,
        withdrawn_reason: null,
      })
      .execute();
  }
}
