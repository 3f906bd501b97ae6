import type { Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import type { Closers } from "../../runtime/shutdown.ts";
import type { JourneyWorld } from "../journey/world.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { openControl, type PlatformSettings } from "../white-list/control-client.ts";
import { createTestAccessSender, noTestAccessSender, type TestAccessSender } from "./sender.ts";
import { testPlatform } from "./test-platform.ts";

/** What brings accesses to the test platform of the settings; nothing where none is set. */
export function openTestAccess(
  settings: PlatformSettings | undefined,
  world: {
    readonly database: PortalDatabase;
    readonly clock: Clock;
    readonly log: Log;
    readonly list: JourneyWorld["list"];
  },
  closers: Closers,
): TestAccessSender {
  if (settings === undefined) return noTestAccessSender;
  const control = openControl(settings, world.clock, "test");
  closers.add("test platform", () => control.close());
  const sender = createTestAccessSender({ ...world, platform: testPlatform(control.call) });
  closers.add("accesses to the test platform", () => sender.close());
  return sender;
}
