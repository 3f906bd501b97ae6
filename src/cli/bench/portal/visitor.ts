import { Agent } from "undici";
import { z } from "zod";
import type { BenchContext } from "../context.ts";

/** What came back for one request. */
interface Reply {
  readonly url: string;
  readonly status: number;
  readonly location: string | undefined;
  readonly text: string;
}

interface Ask {
  readonly method?: "GET" | "POST" | "PATCH";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A person at the portal with a browser of his or her own: one kept connection, cookies, and the token of changes. */
export interface Visitor {
  /** Calls the portal as its pages do; rejects on any status of 400 or more. Answers with the text of the body. */
  call(method: "GET" | "POST" | "PATCH", path: string, body?: unknown): Promise<string>;
}

const redirectsMax = 10;
const Session = z.looseObject({ csrfToken: z.string() });

/** Signs in as one of the embedded provider's invented people, by the pages that everybody goes through. */
export async function signInAs(context: BenchContext, portal: string, person: string): Promise<Visitor> {
  const agent = new Agent({ connections: 1, pipelining: 1 });
  context.closers.add("connection of a visitor", () => agent.destroy());
  const ask = asker(agent);
  const page = await follow(ask, await ask(`${portal}/sign-in?return=%2F`));
  const chosen = await ask(page.url, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
    body: new URLSearchParams({ person }).toString(),
  });
  await follow(ask, chosen);
  const session = await ask(`${portal}/api/session`);
  const { csrfToken } = Session.parse(JSON.parse(session.text));
  return {
    async call(method, path, body) {
      const reply = await ask(portal + path, {
        method,
        headers: {
          "x-csrf-token": csrfToken,
          "sec-fetch-site": "same-origin",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (reply.status >= 400)
        throw new Error(`${method} ${path}: status ${reply.status}: ${reply.text.slice(0, 300)}`);
      return reply.text;
    },
  };
}

/** One request with the cookies that the portal gave before; nothing is followed. */
function asker(agent: Agent): (url: string, options?: Ask) => Promise<Reply> {
  const cookies = new Map<string, string>();
  return async (url, { method = "GET", headers = {}, body } = {}) => {
    const { origin, pathname, search } = new URL(url);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await agent.request({
      origin,
      path: pathname + search,
      method,
      headers: { ...(cookie === "" ? {} : { cookie }), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    for (const line of [answer.headers["set-cookie"] ?? []].flat()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    const { location } = answer.headers;
    return {
      url,
      status: answer.statusCode,
      location: typeof location === "string" ? new URL(location, url).href : undefined,
      text: await answer.body.text(),
    };
  };
}

async function follow(ask: (url: string) => Promise<Reply>, from: Reply): Promise<Reply> {
  let reply = from;
  for (let count = 0; count < redirectsMax; count += 1) {
    if (reply.location === undefined) {
      if (reply.status >= 400) throw new Error(`${reply.url}: status ${reply.status}`);
      return reply;
    }
    reply = await ask(reply.location);
  }
  throw new Error(`more than ${redirectsMax} redirects from ${from.url}`);
}
