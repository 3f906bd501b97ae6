import type { Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import type { Closers } from "../../runtime/shutdown.ts";
import type { JourneyWorld } from "../journey/world.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { createControlClient, type PlatformSettings } from "./control-client.ts";
import { createPlatformSender, noPlatformSender, type PlatformSender } from "./platform-sender.ts";
import type { Production } from "./production.ts";

/** The production platform of the settings with what brings confirmations to it; neither where none is set. */
export function openProduction(
  settings: PlatformSettings | undefined,
  world: {
    readonly database: PortalDatabase;
    readonly clock: Clock;
    readonly log: Log;
    readonly list: JourneyWorld["list"];
  },
  closers: Closers,
): { readonly production: Production | undefined; readonly sender: PlatformSender } {
  if (settings === undefined) return { production: undefined, sender: noPlatformSender };
  const platform = createControlClient(settings, world.clock);
  closers.add("production platform", () => platform.close());
  const sender = createPlatformSender({ ...world, platform });
  closers.add("changes of the production platform", () => sender.close());
  const { tokenUrl, apiUrl } = settings;
  const addresses =
    tokenUrl === undefined || apiUrl === undefined ? undefined : { tokenUrl, feedingUrl: apiUrl };
  return { production: { platform, addresses }, sender };
}
