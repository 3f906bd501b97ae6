import { Agent, request } from "undici";

/** What came back for one request. */
export interface Reply {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A browser without a screen: cookies by origin, redirects followed when asked, one request at a time. */
export interface Browser {
  /** One request; nothing is followed. */
  ask(url: string, options?: Ask): Promise<Reply>;
  /** Follows redirects, at most ten, and stops before an address that begins with `stopAt`. */
  follow(url: string, stopAt?: string): Promise<Reply>;
  /** Cookies of an origin, name to value; may be changed. */
  jar(origin: string): Map<string, string>;
  close(): Promise<void>;
}

export interface Ask {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE" | "PATCH";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

const redirectsMax = 10;

export function openBrowser(): Browser {
  const agent = new Agent();
  const jars = new Map<string, Map<string, string>>();
  const jar = (origin: string): Map<string, string> => {
    const known = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, known);
    return known;
  };
  const ask = async (url: string, { method = "GET", headers = {}, body }: Ask = {}): Promise<Reply> => {
    const own = jar(new URL(url).origin);
    const cookie = [...own].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await request(url, {
      method,
      headers: { ...(cookie === "" ? {} : { cookie }), ...headers },
      ...(body === undefined ? {} : { body }),
      dispatcher: agent,
    });
    for (const line of [answer.headers["set-cookie"] ?? []].flat()) keep(own, line);
    return { url, status: answer.statusCode, headers: answer.headers, body: await answer.body.text() };
  };
  return {
    ask,
    jar,
    async follow(url, stopAt) {
      let reply = await ask(url);
      for (let count = 0; count < redirectsMax; count += 1) {
        const location = reply.headers["location"];
        if (typeof location !== "string") return reply;
        const next = new URL(location, reply.url).href;
        if (stopAt !== undefined && next.startsWith(stopAt)) return reply;
        reply = await ask(next);
      }
      throw new Error(`more than ${redirectsMax} redirects from ${url}`);
    },
    close: () => agent.destroy(),
  };
}

function keep(own: Map<string, string>, line: string): void {
  const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
  const name = pair.slice(0, pair.indexOf("="));
  const value = pair.slice(pair.indexOf("=") + 1);
  const isOver = attributes.some((one) => /^(max-age=0|expires=thu, 01 jan 1970)/i.test(one));
  if (isOver || value === "") own.delete(name);
  else own.set(name, value);
}

/** Where a redirect leads, as a whole address. */
export function locationOf(reply: Reply): string {
  const location = reply.headers["location"];
  if (typeof location !== "string")
    throw new Error(`no redirect from ${reply.url}: ${reply.status} ${reply.body}`);
  return new URL(location, reply.url).href;
}
