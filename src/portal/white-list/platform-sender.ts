import { type WhiteListLine, whiteListLines } from "../../domain/journey/white-list/lines.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import { factsOf, type JourneyWorld } from "../journey/world.ts";
import { createRetriedWork, type RetriedWork, reasonOf, retryDelayMs } from "../retried/retried-work.ts";
import type { PortalDatabase } from "../store/tables.ts";
import type { ProductionPlatform } from "./production.ts";

const atOnceMax = 20;

/** Makes what ANS confirmed real on the production platform. */
export interface PlatformSender extends RetriedWork {
  /** False while no platform is set: ANS does it by hand. */
  readonly configured: boolean;
}

/** Where no production platform is set. */
export const noPlatformSender: PlatformSender = { configured: false, wake: () => {}, close: async () => {} };

type FactsWorld = Pick<JourneyWorld, "clock" | "list">;

/**
 * Brings the platform's write list, certificate by certificate, to what the confirmed requests say, after their commit; what
 * fails is kept, tried again ever more slowly, and shown with the reason. Each change compares what the platform holds with
 * the white list as it stands at that moment, so one that is made twice does nothing the second time.
 */
export function createPlatformSender(parts: {
  readonly database: PortalDatabase;
  readonly clock: Clock;
  readonly log: Log;
  readonly list: JourneyWorld["list"];
  readonly platform: ProductionPlatform;
}): PlatformSender {
  const { database, clock, log, platform, list } = parts;
  const waiting = () => database.selectFrom("platform_change").where("state", "in", ["queued", "failed"]);

  async function attempt(change: {
    readonly id: string;
    readonly attempts: number;
    readonly subject_dn: string;
  }): Promise<void> {
    const attempts = change.attempts + 1;
    const claimed = await database
      .updateTable("platform_change")
      .set({ attempts, next_attempt_at_ms: clock.nowMs() + retryDelayMs(attempts) })
      .where("id", "=", change.id)
      .where("attempts", "=", change.attempts)
      .where("state", "in", ["queued", "failed"])
      .executeTakeFirst();
    if (claimed.numUpdatedRows === 0n) return;
    try {
      await reconcile(database, { clock, list }, platform, change.subject_dn);
    } catch (error) {
      const reason = reasonOf(error);
      log.warn({ change: change.id, attempts, reason }, "the platform was not changed");
      await database
        .updateTable("platform_change")
        .set({ state: "failed", reason })
        .where("id", "=", change.id)
        .execute();
      return;
    }
    await database
      .updateTable("platform_change")
      .set({ state: "done", reason: "", done_at_ms: clock.nowMs() })
      .where("id", "=", change.id)
      .execute();
  }

  const work = createRetriedWork({
    clock,
    log,
    unread: "the changes of the platform cannot be read",
    due: (nowMs) =>
      waiting()
        .select(["id", "attempts", "subject_dn"])
        .where("next_attempt_at_ms", "<=", nowMs)
        .orderBy("sequence")
        .limit(atOnceMax)
        .execute(),
    async nextMs() {
      const { next } = await waiting()
        .select((row) => row.fn.min("next_attempt_at_ms").as("next"))
        .executeTakeFirstOrThrow();
      return next === null ? null : Number(next);
    },
    attempt,
  });
  return { configured: true, ...work };
}

/** What the platform lacks is added first: an establishment that stays is never without its line. */
async function reconcile(
  database: PortalDatabase,
  world: FactsWorld,
  platform: ProductionPlatform,
  subjectDn: string,
): Promise<void> {
  const wanted = await linesOf(database, world, subjectDn);
  const newest = wanted.toSorted((one, other) => one.recordedAt.localeCompare(other.recordedAt)).at(-1);
  if (newest !== undefined) await platform.putClient(newest.clientId, subjectDn);
  const ids = new Set(wanted.map(({ establishment }) => establishment.idNatStruct));
  const held = (await platform.writeList()).filter((line) => line.subjectDn === subjectDn);
  const there = new Set(held.map(({ idNatStruct }) => idNatStruct));
  const lacking = [...ids].filter((one) => !there.has(one));
  if (lacking.length > 0) await platform.addLines(lacking.map((idNatStruct) => ({ subjectDn, idNatStruct })));
  for (const line of held) if (!ids.has(line.idNatStruct)) await platform.removeLine(line);
}

/** Lines of a certificate that hold today, over all files: two of them may name the same certificate. */
async function linesOf(
  database: PortalDatabase,
  world: FactsWorld,
  subjectDn: string,
): Promise<readonly WhiteListLine[]> {
  const journeys = await database
    .selectFrom("white_list_request")
    .select("journey_id")
    .distinct()
    .where("subject_dn", "=", subjectDn)
    .execute();
  const lines: WhiteListLine[] = [];
  for (const { journey_id } of journeys) {
    const facts = await factsOf(world, database, journey_id);
    lines.push(
      ...whiteListLines(facts).filter(
        (line) => line.certificate.subjectDn === subjectDn && line.since <= facts.today,
      ),
    );
  }
  return lines;
}
