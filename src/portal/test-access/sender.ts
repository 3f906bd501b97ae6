import type { Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import type { JourneyWorld } from "../journey/world.ts";
import { createRetriedWork, type RetriedWork, reasonOf, retryDelayMs } from "../retried/retried-work.ts";
import type { PortalDatabase } from "../store/tables.ts";
import type { TestAccessTable } from "../store/test-access-table.ts";
import { forgetAccess } from "./removed.ts";
import { setUpAccess } from "./set-up.ts";
import type { TestPlatform } from "./test-platform.ts";

const atOnceMax = 20;

/** Makes granted accesses real on the test platform, and withdrawn ones end. */
export interface TestAccessSender extends RetriedWork {
  /** False while no test platform is set: ANS does it by hand. */
  readonly configured: boolean;
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
  const waiting = () => database.selectFrom("test_access").where("state", "in", ["queued", "failed"]);
  const of = (journeyId: string) => database.updateTable("test_access").where("journey_id", "=", journeyId);

  async function attempt(access: TestAccessTable): Promise<void> {
    const { journey_id: journeyId, client_id: clientId, subject_dn: subjectDn } = access;
    const attempts = access.attempts + 1;
    const nextAtMs = clock.nowMs() + retryDelayMs(attempts);
    const claimed = await of(journeyId)
      .set({ attempts, next_attempt_at_ms: nextAtMs })
      .where("attempts", "=", access.attempts)
      .where("state", "=", access.state)
      .executeTakeFirst();
    if (claimed.numUpdatedRows === 0n) return;
    const begun = (now: { readonly clientId: string; readonly subjectDn: string }) =>
      of(journeyId).set({ client_id: now.clientId, subject_dn: now.subjectDn }).execute();
    const outcome = await setUpAccess(
      database,
      { clock, list },
      platform,
      journeyId,
      { clientId, subjectDn },
      begun,
    ).then(
      () => ({ state: "done", reason: "", done_at_ms: clock.nowMs() }) as const,
      (error: unknown) => ({ state: "failed", reason: reasonOf(error) }) as const,
    );
    if (outcome.state === "failed")
      log.warn({ journey: journeyId, attempts, reason: outcome.reason }, "access not set up");
    const settled = await of(journeyId)
      .set(outcome)
      .where("attempts", "=", attempts)
      .where("next_attempt_at_ms", "=", nextAtMs)
      .executeTakeFirst();
    if (settled.numUpdatedRows > 0n) {
      // The file was removed meanwhile, and the platform knows: nothing is left to be remembered.
      if (outcome.state === "done") await forgetAccess(database, { journeyId, attempts });
      return;
    }
    // Changed meanwhile, and perhaps set up by another portal: what is there now is compared once more.
    await of(journeyId).set({ state: "queued", attempts: 0, next_attempt_at_ms: clock.nowMs() }).execute();
  }

  const work = createRetriedWork<TestAccessTable>({
    clock,
    log,
    unread: "the accesses to the test platform cannot be read",
    due: (nowMs) =>
      waiting()
        .selectAll()
        .where("next_attempt_at_ms", "<=", nowMs)
        .orderBy("next_attempt_at_ms")
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
