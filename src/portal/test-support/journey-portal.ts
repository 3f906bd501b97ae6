import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Grant } from "../../domain/journey/roles.ts";
import { systemClock } from "../../runtime/clock.ts";
import { silentLog } from "../../runtime/log.ts";
import { systemRandom } from "../../runtime/random.ts";
import { createClosers } from "../../runtime/shutdown.ts";
import { saveLine } from "../establishments/list-store.ts";
import type { JourneyView, Session } from "../journey/shapes.ts";
import type { JourneyWorld } from "../journey/world.ts";
import type { PortalSettings } from "../settings.ts";
import { grant, welcome } from "../signin/people.ts";
import { type Browser, openBrowser } from "../signin/test-support/browser.ts";
import { signInAs } from "../signin/test-support/embedded-sign-in.ts";
import { composePortal, type PortalWorld } from "../start.ts";

/** Nobody listens there: the live page says so, the journey does not need it. */
const noConnector = "http://127.0.0.1:9";

/** A person in a browser of their own. */
export interface Caller {
  readonly personId: string;
  /** A call of the API; the body is sent as JSON. */
  call(method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE", path: string, body?: unknown): Promise<Answer>;
  /** What a request needs to be this person's: cookies and token. */
  headers(): Readonly<Record<string, string>>;
  /** Sends a form with a file, as a page does. */
  send(path: string, form: FormData): Promise<Answer>;
  /** A call whose body is these bytes, as they are. */
  sendBytes(path: string, bytes: Uint8Array): Promise<Answer>;
  /** A file of the portal, as text. */
  file(
    path: string,
  ): Promise<{ readonly status: number; readonly text: string; readonly disposition: string }>;
  /** The journey as this person sees it. */
  journey(id: string): Promise<JourneyView>;
}

export interface Answer {
  readonly status: number;
  /** As JSON gives it: tests read answers of every shape. */
  readonly body: ReturnType<typeof JSON.parse>;
}

/** What a test can put into the database before anybody calls. */
export interface Seeding {
  /** A journey of an organisation, with one establishment in each region. */
  journey(one: {
    id: string;
    organisationId: string;
    regions: readonly string[];
    sent: boolean;
  }): Promise<void>;
  /** A role for one of the invented people. */
  grantTo(person: string, given: Grant): Promise<void>;
}

export interface OpenedPortal {
  readonly url: string;
  readonly world: JourneyWorld;
  signIn(person: string): Promise<Caller>;
  /** Calls as a page does, without a session. */
  signedOut(): Pick<Caller, "call">;
  hasRoute(method: string, path: string): boolean;
  addRoute(method: "GET", path: string): void;
}

/** A portal with invented people, over real sockets, forgotten at the end of the test. */
export async function openJourneyPortal(
  t: TestContext,
  people: readonly string[],
  {
    seed,
    settings = {},
    ...more
  }: Partial<PortalWorld> & {
    readonly seed?: (seeding: Seeding) => Promise<void>;
    readonly settings?: Partial<PortalSettings>;
  } = {},
): Promise<OpenedPortal> {
  const closers = createClosers();
  t.after(() => closers.close());
  const portal = await composePortal(
    { port: 0, connectorUrl: noConnector, signIn: { signInsPerMinuteMax: 1000 }, ...settings },
    {
      clock: systemClock,
      random: systemRandom,
      log: silentLog,
      inventedPeople: people.map((id) => ({
        id,
        name: `Personne ${id}`,
        email: `${id}@fictiville.example`,
        description: { fr: id, en: id },
      })),
      ...more,
    },
    closers,
  );
  const { app, journey: world } = portal;
  const addRoute: OpenedPortal["addRoute"] = (method, path) => {
    app.route({ method, url: path, handler: async () => ({}) });
  };
  const refused = probeRoute(addRoute);
  const url = await portal.listen();
  await seed?.(seeding(world, `${url}/oidc`));
  const open = (csrf: string | undefined): Caller["call"] => {
    const browser = openBrowser();
    t.after(() => browser.close());
    return caller(browser, url, csrf);
  };
  return {
    url,
    world,
    hasRoute: (method, path) => app.hasRoute({ method: method as "GET", url: path }),
    addRoute: () => {
      if (refused !== undefined) throw refused;
    },
    signedOut: () => ({ call: open(undefined) }),
    async signIn(person) {
      const browser = openBrowser();
      t.after(() => browser.close());
      const csrf = await signInAs(browser, url, person);
      const call = caller(browser, url, csrf);
      const session = (await call("GET", "/api/session")).body as Session;
      assert.ok(session.person);
      return {
        personId: session.person.id,
        call,
        ...files(browser, url, csrf),
        headers: () => ({
          cookie: [...browser.jar(url)].map(([name, value]) => `${name}=${value}`).join("; "),
          "x-csrf-token": csrf,
          "sec-fetch-site": "same-origin",
        }),
        journey: async (id) => {
          const answer = await call("GET", `/api/journeys/${id}`);
          assert.equal(answer.status, 200, JSON.stringify(answer.body));
          return answer.body as JourneyView;
        },
      };
    },
  };
}

/** What adding an unlisted route throws; routes cannot be added any more once the server listens. */
function probeRoute(addRoute: OpenedPortal["addRoute"]): unknown {
  try {
    addRoute("GET", "/api/unlisted");
    return undefined;
  } catch (error) {
    return error;
  }
}

function caller(browser: Browser, url: string, csrf: string | undefined): Caller["call"] {
  return async (method, path, body) => {
    const reply = await browser.ask(url + path, {
      method,
      headers: {
        ...(csrf === undefined ? {} : { "x-csrf-token": csrf }),
        "sec-fetch-site": "same-origin",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const isJson = String(reply.headers["content-type"] ?? "").includes("json");
    return { status: reply.status, body: isJson && reply.body !== "" ? JSON.parse(reply.body) : null };
  };
}

function files(browser: Browser, url: string, csrf: string): Pick<Caller, "send" | "sendBytes" | "file"> {
  return {
    async send(path, form) {
      const encoded = new Response(form);
      const reply = await browser.ask(url + path, {
        method: "POST",
        headers: {
          "x-csrf-token": csrf,
          "sec-fetch-site": "same-origin",
          "content-type": encoded.headers.get("content-type") ?? "",
        },
        body: new Uint8Array(await encoded.arrayBuffer()),
      });
      return { status: reply.status, body: reply.body === "" ? null : JSON.parse(reply.body) };
    },
    async sendBytes(path, bytes) {
      const reply = await browser.ask(url + path, {
        method: "POST",
        headers: {
          "x-csrf-token": csrf,
          "sec-fetch-site": "same-origin",
          "content-type": "application/octet-stream",
        },
        body: bytes,
      });
      return { status: reply.status, body: reply.body === "" ? null : JSON.parse(reply.body) };
    },
    async file(path) {
      const { status, body, headers } = await browser.ask(url + path);
      return { status, text: body, disposition: String(headers["content-disposition"] ?? "") };
    },
  };
}

function seeding(world: JourneyWorld, issuer: string): Seeding {
  const { database, clock } = world;
  return {
    async journey({ id, organisationId, regions, sent }) {
      await database
        .insertInto("organisation")
        .values({ id: organisationId, name: organisationId, created_at_ms: 0 })
        .execute();
      await database
        .insertInto("journey")
        .values({ id, organisation_id: organisationId, name: id, created_by: "test", created_at_ms: 0 })
        .execute();
      const writer = { personId: "test", atMs: clock.nowMs() };
      for (const region of regions)
        await saveLine(
          database,
          id,
          { id: region, base: 0, fields: { name: `Site ${region}`, region } },
          writer,
        );
      if (!sent) return;
      await database
        .insertInto("move_record")
        .values({
          id: `${id}-sent`,
          journey_id: id,
          step: "03",
          move: "application-sent",
          subject: "",
          at_ms: 0,
          by_person: "test",
          day: "2026-11-02",
          document_id: null,
          reason: null,
          findings: "[]",
          withdrawn_at_ms: null,
          withdrawn_by: null,
          withdrawn_reason: null,
        })
        .execute();
    },
    async grantTo(person, given) {
      const { id } = await welcome(database, world, {
        issuer,
        subject: person,
        name: `Personne ${person}`,
        email: `${person}@fictiville.example`,
        emailVerified: true,
      });
      await grant(database, world, { personId: id, grant: given, by: id });
    },
  };
}

/** Grants as the session tells them. */
export async function grantsOf(caller: Caller): Promise<readonly Grant[]> {
  const session = (await caller.call("GET", "/api/session")).body as Session;
  return (session.person?.grants ?? []) as readonly Grant[];
}
