import type { Browser } from "playwright-core";
import {
  type ConnectorDouble,
  quietBoard,
  startConnectorDouble,
} from "../../src/portal/live/connector-double.ts";
import type { PortalSettings } from "../../src/portal/settings.ts";
import type { InventedPerson } from "../../src/portal/signin/embedded/person.ts";
import { startPortal } from "../../src/portal/start.ts";
import { systemClock } from "../../src/runtime/clock.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { systemRandom } from "../../src/runtime/random.ts";
import { withBrowser } from "./browser.ts";

/** People of the stories: nobody has a role before the story gives one. Morgan administers the portal. */
export const people = {
  ada: invented("ada", "Ada Essai"),
  dominique: invented("dominique", "Dominique Fictif"),
  noa: invented("noa", "Noa Échantillon"),
  charlie: invented("charlie", "Charlie Témoin"),
  gael: invented("gael", "Gaël Région"),
  morgan: invented("morgan", "Morgan Administrateur"),
  ines: invented("ines", "Inès Comité"),
  andrea: invented("andrea", "Andréa Opératrice"),
} as const satisfies Record<string, InventedPerson>;

function invented(id: string, name: string): InventedPerson {
  return { id, name, email: `${id}@essai.example`, description: { fr: name, en: name } };
}

/** What a story works with. */
export interface StoryWorld {
  readonly url: string;
  readonly browser: Browser;
  readonly connector: ConnectorDouble;
}

/** A portal without any file, a connector that can read samples, and one browser for everything in `use`. */
export async function withStoryPortal(
  use: (world: StoryWorld) => Promise<void>,
  platforms: PortalSettings["platforms"] = {},
): Promise<void> {
  const connector = await startConnectorDouble(quietBoard(systemClock.nowMs()));
  const portal = await startPortal(
    {
      connectorUrl: connector.url,
      port: 0,
      certificates: { checkOnline: false },
      platforms,
      signIn: { administrators: [people.morgan.email] },
    },
    {
      clock: systemClock,
      random: systemRandom,
      log: silentLog,
      inventedPeople: Object.values(people),
    },
  );
  try {
    await withBrowser((browser) => use({ url: portal.url, browser, connector }));
  } finally {
    await portal.close();
    await connector.close();
  }
}
