import { FHIR_JSON, operationOutcome } from "../../wire/fhir/operation-outcome.ts";
import type { HttpAnswer } from "../http/answer.ts";
import type { HeldPlace } from "../places/places.ts";
import type { Finding } from "../rules/finding.ts";
import type { Behaviour } from "../settings.ts";
import { locationIdentifiers } from "./identifiers.ts";

const json = { "content-type": `${FHIR_JSON};charset=UTF-8` };

/** Answer to an accepted PATCH: version, date and functional identifier of the place (ror-api §5.7). */
export function acceptedAnswer(place: HeldPlace, settings: Behaviour): HttpAnswer {
  const headers = {
    etag: `W/"${place.version}"`,
    "last-modified": new Date(place.updatedMs).toUTCString(),
  };
  if (settings.successBody === "empty") return { status: 200, headers, body: undefined };
  return {
    status: 200,
    headers: { ...headers, ...json },
    body: { resourceType: "Location", identifier: locationIdentifiers(place) },
  };
}

/** Answer to a refused request: the status of the first finding, all of them in one outcome (ror-api §5.6). */
export function refusedAnswer(findings: readonly Finding[], settings: Behaviour): HttpAnswer {
  const status = findings[0]?.status ?? 500;
  const challenge = status === 401 ? { "www-authenticate": challengeOf(findings) } : {};
  const unpublished = status === 401 || status === 403;
  if (unpublished && settings.apiRefusalBody === "empty") {
    return { status, headers: challenge, body: undefined };
  }
  const body = operationOutcome(findings.map((finding) => finding.issue));
  return { status, headers: { ...json, ...challenge }, body };
}

/** RFC 6750 §3: a request without credentials gets no error code. */
function challengeOf(findings: readonly Finding[]): string {
  const missing = findings[0]?.code === "sandbox.bearer-missing";
  return missing ? 'Bearer realm="ror"' : 'Bearer realm="ror", error="invalid_token"';
}
