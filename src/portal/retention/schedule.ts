import { atInstant, type Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { applyRetention } from "./apply.ts";
import { planRetention } from "./plan.ts";
import type { RetentionSettings } from "./settings.ts";

const hourMs = 3_600_000;

/** Rules that run beside a portal. */
export interface RetentionSchedule {
  /** Ends when no run is under way. */
  settled(): Promise<void>;
  /** Ends after what is under way. */
  close(): Promise<void>;
}

/**
 * Applies the rules when the portal starts and then every `everyHours`, by the clock. A run that fails is logged and tried
 * again at the next turn; what it had removed is removed.
 */
export function scheduleRetention({
  database,
  clock,
  log,
  settings,
}: {
  readonly database: PortalDatabase;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: RetentionSettings;
}): RetentionSchedule {
  let closed = false;
  let cancel = (): void => {};
  let running = Promise.resolve();
  const turn = async (): Promise<void> => {
    try {
      const nowMs = clock.nowMs();
      const plan = await planRetention(database, settings, nowMs);
      await applyRetention(database, plan, nowMs);
      const { journeys, messages, invitations, people } = plan;
      const removed = {
        journeys: journeys.length,
        messages: messages.length,
        invitations: invitations.length,
        people: people.length,
      };
      if (Object.values(removed).some((count) => count > 0)) log.info(removed, "retention applied");
    } catch (error) {
      log.error({ err: error }, "retention could not be applied; tried again at its next turn");
    }
    if (!closed) cancel = atInstant(clock, clock.nowMs() + settings.everyHours * hourMs, begin);
  };
  const begin = (): void => {
    if (!closed) running = turn();
  };
  begin();
  return {
    settled: () => running,
    async close() {
      closed = true;
      cancel();
      await running;
    },
  };
}
