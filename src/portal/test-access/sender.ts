import { atInstant, type Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import type { JourneyWorld } from "../journey/world.ts";
import { retryDelayMs } from "../messages/sender.ts";
import type { PortalDatabase } from "../store/tables.ts";
import type { TestAccessTable } from "../store/test-access-table.ts";
import { setUpAccess } from "./set-up.ts";
import type { TestPlatform } from "./test-platform.ts";

const atOnceMax = 20;
const reasonMax = 500;

/** Makes granted accesses real on the test platform, and withdrawn ones end. */
export interface TestAccessSender {
  /** False while no test platform is set: ANS does it by hand. */
  readonly configured: boolean;
  /** Looks for what is to be done now. */
  wake(): void;
  /** Ends after what is on its way. */
  close(): Promise<void>;
}

/** Where no test platform is set. */
export const noTestAccessSender: TestAccessSender = {
  configured: false,
  wake: () => {},
  close: async () => {},
};

/**
 * Sets up each access that a change may have touched, after the commit of the change; what fails is kept, tried again ever
 * more slowly, and shown with the reason. Several portals on one database share the work: whoever counts the attempt
 * makes it.
 */
export function createTestAccessSender(parts: {
  readonly database: PortalDatabase;
  readonly clock: Clock;
  readonly log: Log;
  readonly list: JourneyWorld["list"];
  readonly platform: TestPlatform;
}): TestAccessSender {
  const { database, clock, log, platform, list } = parts;
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
        log.error({ err: error }, "the accesses to the test platform cannot be read");
        cancelNext = atInstant(clock, clock.nowMs() + retryDelayMs(1), wake);
      })
      .finally(() => {
        running = undefined;
        if (!again) return;
        again = false;
        wake();
      });
  };

  const waiting = () => database.selectFrom("test_access").where("state", "in", ["queued", "failed"]);

  async function pass(): Promise<void> {
    for (;;) {
      const due = await waiting()
        .selectAll()
        .where("next_attempt_at_ms", "<=", clock.nowMs())
        .orderBy("next_attempt_at_ms")
        .limit(atOnceMax)
        .execute();
      if (due.length === 0) break;
      for (const access of due) {
        if (closed) return;
        await attempt(access);
      }
    }
    const { next } = await waiting()
      .select((row) => row.fn.min("next_attempt_at_ms").as("next"))
      .executeTakeFirstOrThrow();
    if (!closed && next !== null) cancelNext = atInstant(clock, Number(next), wake);
  }

  async function attempt(access: TestAccessTable): Promise<void> {
    const attempts = access.attempts + 1;
    const nextMs = clock.nowMs() + retryDelayMs(attempts);
    const claimed = await database
      .updateTable("test_access")
      .set({ attempts, next_attempt_at_ms: nextMs })
      .where("journey_id", "=", access.journey_id)
      .where("attempts", "=", access.attempts)
      .where("state", "=", access.state)
      .executeTakeFirst();
    if (claimed.numUpdatedRows === 0n) return;
    const before = { clientId: access.client_id, subjectDn: access.subject_dn };
    const outcome = await setUpAccess(database, { clock, list }, platform, access.journey_id, before).then(
      ({ clientId, subjectDn }) =>
        ({
          client_id: clientId,
          subject_dn: subjectDn,
          state: "done",
          reason: "",
          done_at_ms: clock.nowMs(),
        }) as const,
      (error: unknown) => ({ state: "failed", reason: reasonOf(error) }) as const,
    );
    if (outcome.state === "failed")
      log.warn({ journey: access.journey_id, attempts, reason: outcome.reason }, "access not set up");
    // Changed meanwhile: it stands in the queue again, and only what the platform holds now is noted.
    const { client_id = access.client_id, subject_dn = access.subject_dn } =
      outcome.state === "done" ? outcome : {};
    const settled = await database
      .updateTable("test_access")
      .set(outcome)
      .where("journey_id", "=", access.journey_id)
      .where("attempts", "=", attempts)
      .where("next_attempt_at_ms", "=", nextMs)
      .executeTakeFirst();
    if (settled.numUpdatedRows > 0n) return;
    await database
      .updateTable("test_access")
      .set({ client_id, subject_dn })
      .where("journey_id", "=", access.journey_id)
      .execute();
  }

  return {
    configured: true,
    wake,
    async close() {
      closed = true;
      cancelNext();
      await running;
    },
  };
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ").slice(0, reasonMax);
}
