import type { IncomingHttpHeaders } from "node:http";

/** Nothing but the page's own files: no inline script or style, no other origin, no frame around it. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

/** Headers of every answer of the portal. */
export const securityHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

const loopbackNames = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** True for an address that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return loopbackNames.has(host) || host === "::1";
}

/**
 * True when the request was made to a name of this machine. A foreign name that was made to resolve to the loopback
 * address (DNS rebinding) would otherwise let any web page read the board.
 */
export function isLocalName(hostHeader: string | undefined): boolean {
  if (hostHeader === undefined || !URL.canParse(`http://${hostHeader}`)) return false;
  return loopbackNames.has(new URL(`http://${hostHeader}`).hostname);
}

/** True when a proxy passed the request on: whoever asked need not be on this machine. */
export function isForwarded(headers: IncomingHttpHeaders): boolean {
  return ["x-forwarded-for", "forwarded", "x-forwarded-host"].some((name) => headers[name] !== undefined);
}

/**
 * True when a changing request comes from the page itself: `Sec-Fetch-Site` says so, or, in browsers and settings
 * without it, `Origin` names the host that was asked. A request with neither is refused.
 */
export function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin";
  const { origin, host } = headers;
  if (origin === undefined || host === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === host;
}
