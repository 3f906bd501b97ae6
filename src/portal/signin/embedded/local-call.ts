import type { IncomingHttpHeaders } from "node:http";
import { isLocalName } from "../../live/security-headers.ts";

/**
 * Whether a call comes from this machine itself. A proxy in front of the loopback address would open the demonstration to a
 * network: such requests bear the public name, or the mark of a proxy.
 */
export function isLocalCall(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const forwarded = headers["x-forwarded-for"] ?? headers["forwarded"] ?? headers["x-forwarded-host"];
  return isLocalName(headers.host) && isLocalName(new URL(publicUrl).host) && forwarded === undefined;
}
