import { atInstant, type Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import type { PortalDatabase } from "../store/tables.ts";
import type { Mailer } from "./mailer.ts";
import { addressesOf } from "./outbox.ts";

const minuteMs = 60_000;
/** How long to wait after the first attempt, the second, and so on; after the last as long each time. */
const delaysMs = [1, 5, 15, 60, 240].map((minutes) => minutes * minuteMs);
const atOnceMax = 20;
const reasonMax = 500;

/** Sends what waits in the outbox. */
export interface MailSender {
  /** False while no mail server is set: the outbox is shown, ready to copy. */
  readonly configured: boolean;
  /** Looks into the outbox now. */
  wake(): void;
  /** Ends after the message that is on its way. */
  close(): Promise<void>;
}

/** The outbox of a portal without a mail server. */
export const noSender: MailSender = { configured: false, wake: () => {}, close: async () => {} };

/** How long after attempt number `attempts` (1 is the first) the next one follows, in milliseconds. */
export function retryDelayMs(attempts: number): number {
  return delaysMs[Math.min(Math.max(attempts, 1), delaysMs.length) - 1] ?? 240 * minuteMs;
}

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
  let closed = false;
  let again = false;
  let running: Promise<void> | undefined;
  let cancelNext = (): void => {};

  const wake = (): void => {
    if (closed) return;
    if (running !== undefined) {
      again = true;
      return;
    }
    cancelNext();
    running = pass()
      .catch((error: unknown) => {
        log.error({ err: error }, "the outbox cannot be read");
        const nextMs = clock.nowMs() + retryDelayMs(1);
        cancelNext = atInstant(clock, nextMs, wake);
      })
      .finally(() => {
        running = undefined;
        if (again) {
          again = false;
          wake();
        }
      });
  };

  const waiting = () =>
    database.selectFrom("message").where("state", "in", ["queued", "failed"]).where("recipients", "!=", "[]");

  async function pass(): Promise<void> {
    for (;;) {
      const nowMs = clock.nowMs();
      const due = await waiting()
        .selectAll()
        .where((where) =>
          where.or([where("next_attempt_at_ms", "is", null), where("next_attempt_at_ms", "<=", nowMs)]),
        )
        .orderBy("created_at_ms")
        .limit(atOnceMax)
        .execute();
      if (due.length === 0) break;
      for (const message of due) {
        if (closed) return;
        await attempt(message);
      }
    }
    const { next } = await waiting()
      .select((row) => row.fn.min("next_attempt_at_ms").as("next"))
      .executeTakeFirstOrThrow();
    if (!closed && next !== null) cancelNext = atInstant(clock, Number(next), wake);
  }

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

  return {
    configured: true,
    wake,
    async close() {
      closed = true;
      cancelNext();
      await running;
      mailer.close();
    },
  };
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && "code" in error ? `${String(error.code)}: ` : "";
  return `${code}${text}`.replace(/\s+/g, " ").slice(0, reasonMax);
}
