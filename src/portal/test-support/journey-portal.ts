import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Grant } from "../../domain/journey/roles.ts";
import { type Clock, systemClock } from "../../runtime/clock.ts";
import { silentLog } from "../../runtime/log.ts";
import { systemRandom } from "../../runtime/random.ts";
import type { JourneyView, Session } from "../journey/shapes.ts";
import { openBrowser } from "../signin/test-support/browser.ts";
import { signInAs } from "../signin/test-support/embedded-sign-in.ts";
import { type PortalWorld, startPortal } from "../start.ts";

/** Nobody listens there: the live page says so, the journey does not need it. */
const noConnector = "http://127.0.0.1:9";

/** A person in a browser of their own. */
export interface Caller {
  readonly personId: string;
  /** A call of the API; the body is sent as JSON. */
  call(method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE", path: string, body?: unknown): Promise<Answer>;
  /** The journey as this person sees it. */
  journey(id: string): Promise<JourneyView>;
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  readonly body: any;
}

/** A portal with invented people, over real sockets, forgotten at the end of the test. */
export async function openJourneyPortal(
  t: TestContext,
  people: readonly string[],
  more: Partial<PortalWorld> & { readonly clock?: Clock } = {},
): Promise<{ readonly url: string; signIn(person: string): Promise<Caller> }> {
  const portal = await startPortal(
    { port: 0, connectorUrl: noConnector, signIn: { administrators: [] } },
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
  );
  t.after(() => portal.close());
  return {
    url: portal.url,
    async signIn(person) {
      const browser = openBrowser();
      t.after(() => browser.close());
      const csrf = await signInAs(browser, portal.url, person);
      const call: Caller["call"] = async (method, path, body) => {
        const reply = await browser.ask(portal.url + path, {
          method,
          headers: {
            "x-csrf-token": csrf,
            "sec-fetch-site": "same-origin",
            ...(body === undefined ? {} : { "content-type": "application/json" }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        return { status: reply.status, body: reply.body === "" ? null : JSON.parse(reply.body) };
      };
      const session = (await call("GET", "/api/session")).body as Session;
      assert.ok(session.person);
      return {
        personId: session.person.id,
        call,
        journey: async (id) => {
          const answer = await call("GET", `/api/journeys/${id}`);
          assert.equal(answer.status, 200, JSON.stringify(answer.body));
          return answer.body as JourneyView;
        },
      };
    },
  };
}

/** Grants as the session tells them. */
export async function grantsOf(caller: Caller): Promise<readonly Grant[]> {
  const session = (await caller.call("GET", "/api/session")).body as Session;
  return (session.person?.grants ?? []) as readonly Grant[];
}
