import type { IncomingHttpHeaders } from "node:http";
import { isForwarded, isLocalName } from "../../live/security-headers.ts";

/**
 * Whether a call comes from this machine itself. A proxy in front of the loopback address would open the demonstration to a
 * network: such requests bear the public name, or the mark of a proxy.
 */
export function isLocalCall(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  return isLocalName(headers.host) && isLocalName(new URL(publicUrl).host) && !isForwarded(headers);
}
