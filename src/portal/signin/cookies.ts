import type { CookieSerializeOptions } from "@fastify/cookie";

/** Names and attributes of the cookies of one portal. */
export interface CookieRules {
  readonly session: string;
  /** Ties the way back from the provider to the browser that began it. */
  readonly attempt: string;
  readonly options: CookieSerializeOptions;
}

/**
 * Over https the names begin with `__Host-`: browsers then take such a cookie from this host alone (RFC 6265bis
 * §4.1.3.2). `lax`, since the way back from a provider is a navigation from another site.
 */
export function cookieRules(isHttps: boolean): CookieRules {
  const prefix = isHttps ? "__Host-" : "";
  return {
    session: `${prefix}raccord-session`,
    attempt: `${prefix}raccord-sign-in`,
    options: { path: "/", httpOnly: true, sameSite: "lax", secure: isHttps },
  };
}
