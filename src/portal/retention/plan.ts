import type { PortalDatabase } from "../store/tables.ts";
import type { RetentionSettings } from "./settings.ts";
import { standingRights } from "./standing-rights.ts";

const dayMs = 86_400_000;

/** What the rules would remove now. */
export interface RetentionPlan {
  readonly journeys: readonly string[];
  /** Old enough, and kept: the white list of ANS still lets their supplier write. The lines are in words. */
  readonly onWhiteList: readonly { readonly journey: string; readonly lines: readonly string[] }[];
  readonly messages: readonly string[];
  readonly invitations: readonly string[];
  readonly people: readonly string[];
}

/** Looks for everything that is older than its rule allows; a rule without its number finds nothing. A
 * file is in use as long as its supplier may write with it. */
export async function planRetention(
  database: PortalDatabase,
  settings: RetentionSettings,
  nowMs: number,
): Promise<RetentionPlan> {
  const limit = (days: number | undefined): number | undefined =>
    days === undefined ? undefined : nowMs - days * dayMs;
  const journeys: string[] = [];
  const onWhiteList: { journey: string; lines: readonly string[] }[] = [];
  for (const journey of await oldJourneys(database, limit(settings.journeyDaysMax))) {
    const { whiteList } = await standingRights(database, journey, nowMs);
    if (whiteList.length === 0) journeys.push(journey);
    else onWhiteList.push({ journey, lines: whiteList });
  }
  return {
    journeys,
    onWhiteList,
    messages: await oldMessages(database, limit(settings.messageDaysMax)),
    invitations: await oldInvitations(database, limit(settings.invitationDaysMax)),
    people: await oldPeople(database, limit(settings.personDaysMax)),
  };
}

async function oldJourneys(database: PortalDatabase, limitMs: number | undefined): Promise<string[]> {
  if (limitMs === undefined) return [];
  const rows = await database
    .selectFrom("journey")
    .leftJoin("audit_entry", "audit_entry.journey_id", "journey.id")
    .select(["journey.id", "journey.created_at_ms", ({ fn }) => fn.max("audit_entry.at_ms").as("last")])
    .groupBy(["journey.id", "journey.created_at_ms"])
    .execute();
  const typed = await database
    .selectFrom("answer")
    .select(["journey_id", ({ fn }) => fn.max("at_ms").as("last")])
    .groupBy("journey_id")
    .execute();
  // Typing leaves no line in the trail, and shows all the same that somebody works on the file.
  const lastTyped = new Map(typed.map((row) => [row.journey_id, Number(row.last)]));
  return rows
    .filter((row) => Math.max(Number(row.last ?? 0), row.created_at_ms, lastTyped.get(row.id) ?? 0) < limitMs)
    .map(({ id }) => id);
}

async function oldMessages(database: PortalDatabase, limitMs: number | undefined): Promise<string[]> {
  if (limitMs === undefined) return [];
  const rows = await database
    .selectFrom("message")
    .select("id")
    .where("state", "in", ["sent", "withdrawn"])
    .where("created_at_ms", "<", limitMs)
    .where("recipients", "!=", "[]")
    .execute();
  return rows.map(({ id }) => id);
}

async function oldInvitations(database: PortalDatabase, limitMs: number | undefined): Promise<string[]> {
  if (limitMs === undefined) return [];
  const rows = await database
    .selectFrom("invitation")
    .select("id")
    .where((where) =>
      where.or([where("redeemed_at_ms", "<", limitMs), where("withdrawn_at_ms", "<", limitMs)]),
    )
    .execute();
  return rows.map(({ id }) => id);
}

async function oldPeople(database: PortalDatabase, limitMs: number | undefined): Promise<string[]> {
  if (limitMs === undefined) return [];
  const rows = await database
    .selectFrom("person")
    .select(["person.id", "person.created_at_ms"])
    .where("issuer", "!=", "removed")
    .where("created_at_ms", "<", limitMs)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("person_grant")
            .select("person_grant.id")
            .whereRef("person_grant.person_id", "=", "person.id")
            .where((where) =>
              where.or([where("revoked_at_ms", "is", null), where("revoked_at_ms", ">=", limitMs)]),
            ),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("session")
            .select("session.person_id")
            .whereRef("session.person_id", "=", "person.id")
            .where("last_seen_at_ms", ">=", limitMs),
        ),
      ),
    )
    // What somebody did in a file that stands is proof there: their name stays as long as the file.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("audit_entry")
            .innerJoin("journey", "journey.id", "audit_entry.journey_id")
            .select("audit_entry.sequence")
            .whereRef("audit_entry.by_person", "=", "person.id"),
        ),
      ),
    )
    .execute();
  return rows.map(({ id }) => id);
}
