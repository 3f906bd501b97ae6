import { isStanding, type JourneyFacts, rowsOf, textOf } from "../../domain/journey/facts.ts";
import type { Role } from "../../domain/journey/roles.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { addDocument, checkFile } from "../documents/store-document.ts";
import { readWorkingList, saveLine } from "../establishments/list-store.ts";
import { freezeList } from "../establishments/versions.ts";
import { saveChanges } from "../journey/answers.ts";
import { makeMove } from "../journey/moves.ts";
import { changeJourney, factsOf, type JourneyWorld } from "../journey/world.ts";
import { paperPdf } from "../papers/pdf/paper-pdf.ts";
import { writePaper } from "../papers/write-paper.ts";
import type { PortalDatabase } from "../store/tables.ts";
import type { Filling, InventedDocument, InventedMove } from "./filling.ts";

/** Who fills a file, in which roles. */
export interface Filler {
  readonly person: SignedIn;
  readonly roles: readonly Role[];
}

const documentIdBytes = 16;
const dayMs = 86_400_000;

/** What of a filling is not in the file yet. A field that holds something else stays as somebody typed it. */
export function leftToFill(facts: JourneyFacts, filling: Filling): Filling {
  const { answers = [], establishments = [], documents = [], moves = [], freeze } = filling;
  const typed = (section: string, row: string, field: string): string =>
    textOf(rowsOf(facts, section).find(({ id }) => id === row)?.fields[field]);
  return {
    answers: answers.filter(([section, row, field]) => typed(section, row, field) === ""),
    establishments: establishments.filter(
      ({ finessEg }) => !facts.establishments.some((line) => line.finessEg === finessEg),
    ),
    ...(freeze === undefined || facts.establishmentVersion > 0 ? {} : { freeze }),
    documents: documents.filter(
      ({ step, kind }) => !facts.documents.some((one) => one.step === step && one.kind === kind),
    ),
    moves: moves.filter(
      ({ move }) => !facts.records.some((record) => record.move === move && isStanding(record)),
    ),
  };
}

/** Whether nothing is left. */
export function isFilled({ answers, establishments, freeze, documents, moves }: Filling): boolean {
  const lists = [answers, establishments, documents, moves];
  return freeze === undefined && lists.every((list) => (list ?? []).length === 0);
}

/**
 * Writes into a file what invented people say in it, by the functions that everybody's pages call: under the person's own
 * roles, each move with its line of the trail. What is there already stays. Throws RaccordError as those functions do.
 */
export async function fillJourney(
  world: JourneyWorld,
  journey: { readonly id: string; readonly name: string },
  filling: Filling,
  filler: Filler,
): Promise<void> {
  const facts = await factsOf(world, world.database, journey.id);
  const left = leftToFill(facts, filling);
  const { person, roles } = filler;
  const writer = { personId: person.personId, roles, atMs: world.clock.nowMs() };
  await changeJourney(world, journey.id, async (transaction) => {
    const changes = (left.answers ?? []).map(([section, row, field, value]) => ({
      section,
      row,
      field,
      value,
      base: 0,
    }));
    const revisions = await emptyRevisions(transaction, journey.id);
    const { results } = await saveChanges(
      transaction,
      journey.id,
      changes.map((change) => ({
        ...change,
        base: revisions.get([change.section, change.row, change.field].join(" ")) ?? 0,
      })),
      filler.person.grants.some(({ role }) => role === "grades")
        ? { ...writer, regions: person.grants.flatMap((one) => (one.role === "grades" ? [one.region] : [])) }
        : writer,
    );
    const refused = results.find(({ status }) => status === "refused");
    if (refused !== undefined) throw new RaccordError("journey.not-allowed");
    for (const line of left.establishments ?? [])
      await saveLine(transaction, journey.id, { id: line.finessEg, base: 0, fields: line }, writer);
    if (left.freeze !== undefined) {
      const { revision } = await readWorkingList(transaction, journey.id);
      await freezeList(transaction, journey.id, { base: revision, note: left.freeze }, writer);
    }
  });
  // A paper is drawn from what was just written, outside the transaction: drawing takes its time.
  const documents = await drawn(world, journey, left.documents ?? []);
  await changeJourney(world, journey.id, async (transaction) => {
    for (const { step, kind, file } of documents)
      await addDocument(
        transaction,
        file,
        { journeyId: journey.id, step, kind },
        { person, atMs: world.clock.nowMs(), id: world.random.hex(documentIdBytes) },
      );
    for (const move of left.moves ?? []) await declared(world, transaction, journey.id, move, filler);
  });
}

/** Revisions of the fields that somebody emptied: whoever fills them again has seen that. */
async function emptyRevisions(
  transaction: PortalDatabase,
  journeyId: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await transaction
    .selectFrom("answer")
    .select(["section", "row_id", "field", "revision"])
    .where("journey_id", "=", journeyId)
    .execute();
  return new Map(
    rows.map(({ section, row_id, field, revision }) => [[section, row_id, field].join(" "), revision]),
  );
}

async function drawn(
  world: JourneyWorld,
  journey: { readonly id: string; readonly name: string },
  documents: readonly InventedDocument[],
) {
  if (documents.length === 0) return [];
  const facts = await factsOf(world, world.database, journey.id);
  return Promise.all(
    documents.map(async ({ step, kind, name, paper }) => {
      const bytes =
        paper === undefined
          ? Buffer.from(`${name}\nDocument inventé de la démonstration.\n`, "utf8")
          : await paperPdf(writePaper({ paper, region: "" }, { facts, journeyName: journey.name }, "fr"));
      return { step, kind, file: await checkFile({ name, bytes }) };
    }),
  );
}

async function declared(
  world: JourneyWorld,
  transaction: PortalDatabase,
  journeyId: string,
  { move, daysAgo, document: kind }: InventedMove,
  { person, roles }: Filler,
): Promise<void> {
  const facts = await factsOf(world, transaction, journeyId);
  const document = facts.documents.find((one) => one.kind === kind);
  await makeMove(
    transaction,
    journeyId,
    facts,
    {
      move,
      subject: "",
      date: daysAgo === undefined ? null : daysBefore(facts.today, daysAgo),
      documentId: document?.id ?? null,
      reason: null,
    },
    { person, roles, nowMs: world.clock.nowMs(), random: world.random },
  );
}

/** The day so many days before, YYYY-MM-DD. */
export function daysBefore(today: string, days: number): string {
  return new Date(Date.parse(`${today}T12:00:00Z`) - days * dayMs).toISOString().slice(0, 10);
}
