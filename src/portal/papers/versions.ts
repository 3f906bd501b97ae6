import { createHash } from "node:crypto";
import type { JourneyFacts } from "../../domain/journey/facts.ts";
import { paperKinds } from "../../domain/journey/paper-kinds.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { writeTrail } from "../audit/trail.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { type PaperContent, type PaperLanguage, paperContent, paperLanguages } from "./content.ts";
import { type PaperName, writePaper } from "./write-paper.ts";

/** A paper as it was sent. */
export interface PaperVersion {
  readonly number: number;
  /** The day of sending, YYYY-MM-DD. */
  readonly day: string;
  readonly byPerson: string;
  readonly atMs: number;
  readonly withdrawn: boolean;
  readonly content: Readonly<Record<PaperLanguage, PaperContent>>;
}

/** Who says that a paper was sent, when, and on which record it rests (empty: on none). */
export interface Sending {
  readonly person: SignedIn;
  readonly atMs: number;
  readonly day: string;
  readonly recordId: string;
}

/**
 * Keeps what a paper says now as its next version, with a line of the trail that holds its hash. Called inside a transaction
 * of the journey. Returns the number of the version.
 */
export async function keepVersion(
  transaction: PortalDatabase,
  journey: { readonly id: string; readonly name: string },
  facts: JourneyFacts,
  name: PaperName,
  sending: Sending,
): Promise<number> {
  const { paper, region } = name;
  const last = await transaction
    .selectFrom("paper_version")
    .select(({ fn }) => fn.max("number").as("number"))
    .where("journey_id", "=", journey.id)
    .where("paper", "=", paper)
    .where("region", "=", region)
    .executeTakeFirst();
  const number = Number(last?.number ?? 0) + 1;
  const source = { facts, journeyName: journey.name };
  const { title } = writePaper(name, source, "fr");
  const [french, english] = paperLanguages.map((language) =>
    JSON.stringify(writePaper(name, source, language)),
  );
  await transaction
    .insertInto("paper_version")
    .values({
      journey_id: journey.id,
      paper,
      region,
      number,
      record_id: sending.recordId,
      day: sending.day,
      content_fr: french ?? "",
      content_en: english ?? "",
      by_person: sending.person.personId,
      at_ms: sending.atMs,
      withdrawn_at_ms: null,
    })
    .execute();
  await writeTrail(transaction, {
    atMs: sending.atMs,
    by: sending.person,
    journeyId: journey.id,
    action: "paper-sent",
    what: {
      paper,
      title,
      region,
      version: number,
      date: sending.day,
      record: sending.recordId,
      sha256: createHash("sha256")
        .update(french ?? "")
        .digest("hex"),
    },
    why: "",
  });
  return number;
}

/** Keeps the papers that a move declares sent. `facts` are those after the move. */
export async function keepSentPapers(
  transaction: PortalDatabase,
  journey: { readonly id: string; readonly name: string },
  facts: JourneyFacts,
  move: string,
  sending: Sending,
): Promise<void> {
  for (const { id, sentBy } of paperKinds)
    if (sentBy.includes(move))
      await keepVersion(transaction, journey, facts, { paper: id, region: "" }, sending);
}

/** True when a move declares some paper sent. */
export function sendsPapers(move: string): boolean {
  return paperKinds.some(({ sentBy }) => sentBy.includes(move));
}

/** A record was taken back: what it declared sent was not. */
export async function withdrawVersions(
  transaction: PortalDatabase,
  journeyId: string,
  recordId: string,
  atMs: number,
): Promise<void> {
  await transaction
    .updateTable("paper_version")
    .set({ withdrawn_at_ms: atMs })
    .where("journey_id", "=", journeyId)
    .where("record_id", "=", recordId)
    .execute();
}

/** Every version of the papers of a journey, oldest first, by `paper region`. */
export async function readVersions(
  database: PortalDatabase,
  journeyId: string,
): Promise<ReadonlyMap<string, readonly PaperVersion[]>> {
  const rows = await database
    .selectFrom("paper_version")
    .selectAll()
    .where("journey_id", "=", journeyId)
    .orderBy("number")
    .execute();
  const all = rows.map((row) => ({
    key: keyOf({ paper: row.paper, region: row.region }),
    version: {
      number: row.number,
      day: row.day,
      byPerson: row.by_person,
      atMs: row.at_ms,
      withdrawn: row.withdrawn_at_ms !== null,
      content: {
        fr: paperContent.parse(JSON.parse(row.content_fr)),
        en: paperContent.parse(JSON.parse(row.content_en)),
      },
    },
  }));
  const groups = Map.groupBy(all, ({ key }) => key);
  return new Map([...groups].map(([key, own]) => [key, own.map(({ version }) => version)]));
}

/** The key of a paper in `readVersions`. */
export function keyOf({ paper, region }: { readonly paper: string; readonly region: string }): string {
  return `${paper} ${region}`;
}

/** The last version that was really sent. */
export function lastSent(versions: readonly PaperVersion[]): PaperVersion | undefined {
  return versions.findLast(({ withdrawn }) => !withdrawn);
}
