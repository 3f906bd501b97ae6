import type { TestContext } from "node:test";
import { fastify } from "fastify";
import { type ManualClock, manualClock, systemClock } from "../../../runtime/clock.ts";
import { httpLimits } from "../../../runtime/http-server.ts";
import { createLog, type Log } from "../../../runtime/log.ts";
import { migrate } from "../../../runtime/migrate.ts";
import { systemRandom } from "../../../runtime/random.ts";
import { openSqlite } from "../../../runtime/sqlite.ts";
import { peopleMigration } from "../../store/migrations/001-people.ts";
import type { PeopleDatabase, PeopleTables } from "../../store/people-tables.ts";
import { createSignIn, type SignIn } from "../create-sign-in.ts";
import type { InventedPerson } from "../embedded/person.ts";
import type { SignInSettings } from "../settings.ts";
import { type Browser, openBrowser } from "./browser.ts";

export const inventedPeople: readonly InventedPerson[] = [
  {
    id: "cheffe",
    name: "Ada Essai",
    email: "Ada.Essai@editeur.example",
    description: { fr: "Cheffe de projet chez un éditeur", en: "Project lead at a supplier" },
  },
  {
    id: "admin",
    name: "Zoé <Fictive>",
    email: "zoe@portail.example",
    description: { fr: "Administratrice du portail", en: "Administrator of the portal" },
  },
];

/** A portal with nothing but its sign-in, on a real port. */
export interface SignInRig {
  readonly url: string;
  readonly database: PeopleDatabase;
  readonly clock: ManualClock;
  readonly signIn: SignIn;
  /** Lines of the log so far. */
  readonly logged: () => string;
  browser(): Browser;
}

export interface RigOptions {
  readonly settings?: SignInSettings;
  readonly database?: PeopleDatabase;
  readonly stateFolder?: string;
  /** What browsers are told; the rig's own address unless given. */
  readonly publicUrl?: string;
}

/** The people's tables in a database of their own. */
export async function peopleDatabase(t: TestContext): Promise<PeopleDatabase> {
  const database = openSqlite<PeopleTables>(":memory:");
  t.after(() => database.destroy());
  await migrate(database, [peopleMigration]);
  return database;
}

export async function startSignInRig(t: TestContext, options: RigOptions = {}): Promise<SignInRig> {
  const database = options.database ?? (await peopleDatabase(t));
  const clock = manualClock(systemClock.nowMs());
  let text = "";
  const log: Log = createLog("portal", "debug", {
    write: (line) => {
      text += line;
    },
  });
  let url = "http://127.0.0.1";
  const signIn = await createSignIn(options.settings ?? {}, {
    database,
    // Time stands still until a test moves it, but the transport's deadlines run.
    clock: { nowMs: clock.nowMs, after: systemClock.after },
    random: systemRandom,
    log,
    host: "127.0.0.1",
    publicUrl: () => options.publicUrl ?? url,
    isHttps: false,
    inventedPeople,
    stateFolder: options.stateFolder,
  });
  t.after(() => signIn.close());
  const app = fastify({ ...httpLimits, logger: false });
  t.after(() => app.close());
  await app.register(signIn.plugin);
  app.register(async (scope) => {
    scope.get("/", async () => "home");
    scope.get("/journeys/7", async (request) => ({ signedIn: request.signedIn }));
    scope.post("/api/change", async () => ({ changed: true }));
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const address = app.server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    database,
    clock,
    signIn,
    logged: () => text,
    browser() {
      const browser = openBrowser();
      t.after(() => browser.close());
      return browser;
    },
  };
}
