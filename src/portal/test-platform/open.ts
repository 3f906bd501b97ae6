import type { JournalExchange } from "../../domain/journey/campaign/read-patch.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Closers } from "../../runtime/shutdown.ts";
import { openControl, type PlatformSettings } from "../white-list/control-client.ts";
import { readClientJournal } from "./read-journal.ts";

/** The sandbox that suppliers of this portal test on. */
export interface TestPlatform {
  /** As the settings give them; `undefined` where they do not. */
  readonly tokenUrl: string | undefined;
  readonly apiUrl: string | undefined;
  /** Everything that one client did, oldest first. Rejects with what was met. */
  exchangesOf(clientId: string): Promise<readonly JournalExchange[]>;
}

/** The test platform of the settings; `undefined` where none is set. Throws where the file of its token cannot be read. */
export function openTestPlatform(
  settings: PlatformSettings | undefined,
  clock: Clock,
  closers: Closers,
): TestPlatform | undefined {
  if (settings === undefined) return undefined;
  const { call, close } = openControl(settings, clock, "test");
  closers.add("journal of the test platform", close);
  const { tokenUrl, apiUrl } = settings;
  return { tokenUrl, apiUrl, exchangesOf: (clientId) => readClientJournal(call, clientId) };
}
