import type { Clock } from "../../runtime/clock.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { createHttpClient, type HttpClient } from "../../runtime/http-client.ts";
import { faultOf, readCredentials } from "./credentials.ts";
import type { TargetSettings } from "./target-settings.ts";

/**
 * The HTTP client of one target, with its certificate read now. The same client serves the token address, which
 * requires the certificate, and the API, which gets it only if it asks (ror-api §3).
 *
 * Throws RaccordError `delivery.credential-unreadable` when a file is missing or key and certificate do not agree.
 */
export function openTargetClient(target: TargetSettings, clock: Clock): HttpClient {
  try {
    return createHttpClient({
      clock,
      connectionsMax: target.placesInParallelMax + 1,
      connectTimeoutMs: target.connectTimeoutMs,
      ...readCredentials(target),
    });
  } catch (error) {
    throw new RaccordError("delivery.credential-unreadable", `${target.name}: ${faultOf(error)}`, {
      cause: error,
    });
  }
}
