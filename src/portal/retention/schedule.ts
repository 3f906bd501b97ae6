import type { Clock } from "../../runtime/clock.ts";
import { everyHours, type Turns } from "../../runtime/every-hours.ts";
import type { Log } from "../../runtime/log.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { applyRetention } from "./apply.ts";
import { planRetention } from "./plan.ts";
import type { RetentionSettings } from "./settings.ts";

/**
 * Applies the rules when the portal starts and then every `everyHours`, by the clock. A run that fails is logged and tried
 * again at the next turn; what it had removed is removed.
 */
export function scheduleRetention({
  database,
  clock,
  log,
  settings,
  removed,
}: {
  readonly database: PortalDatabase;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: RetentionSettings;
  /** Called after files were removed: what the test platform holds for them is taken away. */
  removed(): void;
}): Turns {
  const turn = async (): Promise<void> => {
    try {
      const nowMs = clock.nowMs();
      const plan = await planRetention(database, settings, nowMs);
      await applyRetention(database, plan, nowMs);
      const { journeys, messages, invitations, people, onWhiteList } = plan;
      if (onWhiteList.length > 0)
        log.warn({ onWhiteList }, "files too old are kept: still on the white list");
      if (journeys.length > 0) removed();
      const counts = {
        journeys: journeys.length,
        messages: messages.length,
        invitations: invitations.length,
        people: people.length,
      };
      if (Object.values(counts).some((count) => count > 0)) log.info(counts, "retention applied");
    } catch (error) {
      log.error({ err: error }, "retention could not be applied; tried again at its next turn");
    }
  };
  return everyHours(settings.everyHours, clock, turn);
}
