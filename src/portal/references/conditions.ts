import { mailboxes } from "../../domain/journey/library-kinds.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { writeTrail } from "../audit/trail.ts";
import type { PortalDatabase } from "../store/tables.ts";
import type { ConditionAdd, ConditionList } from "./shapes.ts";

interface By {
  readonly person: SignedIn;
  readonly atMs: number;
}

const conditionsMax = 200;

/** Conditions in force. The official page's red box is in no source that could be read: none is invented. */
export async function readConditions(database: PortalDatabase, mayChange: boolean): Promise<ConditionList> {
  const rows = await database
    .selectFrom("condition")
    .select(["id", "text_fr", "text_en", "source", "day", "added_at_ms"])
    .where("removed_at_ms", "is", null)
    .orderBy("added_at_ms")
    .orderBy("id")
    .execute();
  return {
    conditions: rows.map((row) => ({
      id: row.id,
      textFr: row.text_fr,
      textEn: row.text_en,
      source: row.source,
      date: row.day,
      addedAt: new Date(row.added_at_ms).toISOString(),
    })),
    askAt: mailboxes.ror,
    mayChange,
  };
}

/** Adds a condition with its line of the trail. Throws RaccordError `journey.too-many`. */
export async function addCondition(
  transaction: PortalDatabase,
  id: string,
  added: ConditionAdd,
  { person, atMs }: By,
): Promise<void> {
  const { count } = await transaction
    .selectFrom("condition")
    .select((row) => row.fn.countAll<number>().as("count"))
    .where("removed_at_ms", "is", null)
    .executeTakeFirstOrThrow();
  if (Number(count) >= conditionsMax) throw new RaccordError("journey.too-many", String(conditionsMax));
  const { textFr, textEn, source, date } = added;
  await transaction
    .insertInto("condition")
    .values({
      id,
      text_fr: textFr,
      text_en: textEn,
      source,
      day: date,
      added_by: person.personId,
      added_at_ms: atMs,
      removed_at_ms: null,
    })
    .execute();
  await writeTrail(transaction, {
    atMs,
    by: person,
    journeyId: "",
    action: "condition-added",
    what: { condition: id, ...added },
    why: "",
  });
}

/** Takes a condition out of force, with the reason. Throws RaccordError `journey.unknown-thing`. */
export async function removeCondition(
  transaction: PortalDatabase,
  removed: { readonly id: string; readonly why: string },
  { person, atMs }: By,
): Promise<void> {
  const row = await transaction
    .updateTable("condition")
    .set({ removed_at_ms: atMs })
    .where("id", "=", removed.id)
    .where("removed_at_ms", "is", null)
    .returning(["text_fr"])
    .executeTakeFirst();
  if (row === undefined) throw new RaccordError("journey.unknown-thing");
  await writeTrail(transaction, {
    atMs,
    by: person,
    journeyId: "",
    action: "condition-removed",
    what: { condition: removed.id, textFr: row.text_fr },
    why: removed.why,
  });
}
