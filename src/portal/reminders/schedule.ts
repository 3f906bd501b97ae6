import { remindersDue } from "../../domain/journey/reminders.ts";
import { atInstant } from "../../runtime/clock.ts";
import { changeJourney, factsOf, type JourneyWorld, journeyOrThrow } from "../journey/world.ts";
import { queueTold } from "../messages/announce.ts";

/** Days turn in Paris; looked at so often, a reminder comes in the morning of its day at the latest. */
const everyMs = 6 * 3_600_000;

/** The portal itself, as the trail names it. */
const portal = { personId: "portal", name: "Raccord", email: "", grants: [] };

/** Looks at every file now and every few hours, until `close`. */
export interface Reminders {
  begin(): void;
  close(): Promise<void>;
}

/**
 * Reminds of certificates and cards that end, and of answers that are overdue: each reminder once, into the outbox, with its
 * line of the trail. Several portals on one database look at the same files; the first to write a reminder sends it.
 */
export function createReminders(world: JourneyWorld): Reminders {
  const { clock, log } = world;
  let closed = false;
  let cancelNext = (): void => {};
  let running: Promise<void> | undefined;

  const look = (): void => {
    if (closed) return;
    running = remindAll(world, () => closed)
      .catch((error: unknown) => log.error({ err: error }, "the reminders cannot be made"))
      .finally(() => {
        running = undefined;
        if (!closed) cancelNext = atInstant(clock, clock.nowMs() + everyMs, look);
      });
  };

  return {
    begin: look,
    async close() {
      closed = true;
      cancelNext();
      await running;
    },
  };
}

async function remindAll(world: JourneyWorld, isClosed: () => boolean): Promise<void> {
  const journeys = await world.database.selectFrom("journey").select("id").orderBy("id").execute();
  let told = 0;
  for (const { id } of journeys) {
    if (isClosed()) return;
    const due = remindersDue(await factsOf(world, world.database, id));
    // Most files have nothing due: they need no transaction.
    if (due.length > 0) told += await remind(world, id);
  }
  if (told > 0) world.mail.wake();
}

/** Writes what is due for one file and did not go out; answers with how many. */
function remind(world: JourneyWorld, journeyId: string): Promise<number> {
  const { clock, random } = world;
  return changeJourney(world, journeyId, async (transaction) => {
    const { name } = await journeyOrThrow(world, transaction, journeyId);
    const sent = await transaction
      .selectFrom("reminder")
      .select("name")
      .where("journey_id", "=", journeyId)
      .execute();
    const known = new Set(sent.map((row) => row.name));
    const due = remindersDue(await factsOf(world, transaction, journeyId)).filter(
      (one) => !known.has(one.name),
    );
    for (const one of due) {
      await transaction
        .insertInto("reminder")
        .values({ journey_id: journeyId, name: one.name, at_ms: clock.nowMs() })
        .execute();
      await queueTold(
        transaction,
        { id: journeyId },
        {
          recordId: one.name,
          recipients: one.recipients,
          told: "reminder",
          text: one.text(name),
          person: portal,
          nowMs: clock.nowMs(),
          random,
        },
      );
    }
    return due.length;
  });
}
