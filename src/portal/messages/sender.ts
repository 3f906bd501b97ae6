import type { Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import { createRetriedWork, type RetriedWork, reasonOf, retryDelayMs } from "../retried/retried-work.ts";
import type { PortalDatabase } from "../store/tables.ts";
import type { Mailer } from "./mailer.ts";
import { addressesOf } from "./outbox.ts";

const atOnceMax = 20;

/** Sends what waits in the outbox. */
export interface MailSender extends RetriedWork {
  /** False while no mail server is set: the outbox is shown, ready to copy. */
  readonly configured: boolean;
}

/** The outbox of a portal without a mail server. */
export const noSender: MailSender = { configured: false, wake: () => {}, close: async () => {} };

/**
 * Sends each waiting message and tries those that failed again, ever more slowly, by the clock. Several portals on one
 * database share the work: whoever counts the attempt makes it. A message whose sender died is tried again, so it may
 * arrive twice and is never lost.
 */
export function createMailSender({
  database,
  clock,
  log,
  mailer,
}: {
  readonly database: PortalDatabase;
  readonly clock: Clock;
  readonly log: Log;
  readonly mailer: Mailer;
}): MailSender {
  const waiting = () =>
    database.selectFrom("message").where("state", "in", ["queued", "failed"]).where("recipients", "!=", "[]");

  async function attempt(message: {
    readonly id: string;
    readonly attempts: number;
    readonly recipients: string;
    readonly subject_fr: string;
    readonly subject_en: string;
    readonly text_fr: string;
    readonly text_en: string;
  }): Promise<void> {
    const attempts = message.attempts + 1;
    const claimed = await database
      .updateTable("message")
      .set({ attempts, next_attempt_at_ms: clock.nowMs() + retryDelayMs(attempts) })
      .where("id", "=", message.id)
      .where("attempts", "=", message.attempts)
      .where("state", "in", ["queued", "failed"])
      .executeTakeFirst();
    if (claimed.numUpdatedRows === 0n) return;
    try {
      await mailer.send({
        id: message.id,
        to: addressesOf(message.recipients),
        subject: `${message.subject_fr} / ${message.subject_en}`,
        text: `${message.text_fr}\n\n----\n\n${message.text_en}\n`,
      });
    } catch (error) {
      const reason = reasonOf(error);
      log.warn({ message: message.id, attempts, reason }, "a message was not sent");
      await database
        .updateTable("message")
        .set({ state: "failed", reason })
        .where("id", "=", message.id)
        .where("state", "in", ["queued", "failed"])
        .execute();
      return;
    }
    await database
      .updateTable("message")
      .set({ state: "sent", reason: "", sent_at_ms: clock.nowMs(), next_attempt_at_ms: null })
      .where("id", "=", message.id)
      .execute();
  }

  const work = createRetriedWork({
    clock,
    log,
    unread: "the outbox cannot be read",
    due: (nowMs) =>
      waiting()
        .selectAll()
        .where((where) =>
          where.or([where("next_attempt_at_ms", "is", null), where("next_attempt_at_ms", "<=", nowMs)]),
        )
        .orderBy("created_at_ms")
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
  return {
    configured: true,
    wake: work.wake,
    async close() {
      await work.close();
      mailer.close();
    },
  };
}
