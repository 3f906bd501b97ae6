import type { IncomingHttpHeaders } from "node:http";
import { isSameOrigin } from "../live/security-headers.ts";
import { csrfTokenOf, isSameSecret } from "./hash.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request may change something: it comes from a page of this portal and, when somebody is signed in, bears
 * the token that only such a page can read. Who is signed in is not asked here.
 */
export function mayChange(
  method: string,
  headers: IncomingHttpHeaders,
  where: { readonly publicUrl: string; readonly sessionToken: string | undefined },
): boolean {
  if (safeMethods.has(method)) return true;
  if (!isSameOrigin(headers) && !isPublicOrigin(headers, where.publicUrl)) return false;
  if (where.sessionToken === undefined) return true;
  const sent = headers["x-csrf-token"];
  return typeof sent === "string" && isSameSecret(sent, csrfTokenOf(where.sessionToken));
}

/** Behind a proxy the name that was asked may be an inner one, while the page's is the public one. */
function isPublicOrigin(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  return headers["sec-fetch-site"] === undefined && headers.origin === new URL(publicUrl).origin;
}
