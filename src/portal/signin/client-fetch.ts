import type { HttpClient } from "../../runtime/http-client.ts";
import { SignInFault } from "./sign-in-fault.ts";

/** Discovery documents, key sets and answers of providers are a few kilobytes. */
const answerMaxBytes = 262_144;

interface FetchOptions {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: URLSearchParams | string | Uint8Array | ArrayBuffer | null | undefined;
}

/** The transport that oauth4webapi takes, over the project's own client: no redirect is followed. */
export function fetchThrough(
  http: HttpClient,
  timeoutMs: number,
): (url: string, options: FetchOptions) => Promise<Response> {
  return async (url, { method, headers, body }) => {
    const reply = await http.send({
      method: method === "POST" ? "POST" : "GET",
      url,
      headers,
      ...(body === undefined || body === null ? {} : { body: String(body) }),
      timeoutMs,
      answerMaxBytes,
    });
    if (reply.kind === "lost") {
      const where = new URL(url);
      throw new SignInFault(
        "portal.sign-in-provider-unreachable",
        `${where.host}${where.pathname}: ${reply.detail}`,
      );
    }
    const bodiless = reply.status === 204 || reply.status === 205 || reply.status === 304;
    return new Response(bodiless ? null : reply.body, { status: reply.status, headers: reply.headers });
  };
}
