import type { Fault } from "./fault.ts";

/** A gateway finds nothing behind it: 502, no FHIR (RFC 9110 §15.6.3). */
export const badGateway: Fault = {
  name: "bad-gateway",
  endpoints: ["patch", "read", "token"],
  recovery: "later",
  fr: "une passerelle ne joint pas le service : 502",
  en: "a gateway does not reach the service: 502",
  effect: {
    kind: "instead",
    answer: () => ({
      status: 502,
      headers: { "content-type": "text/plain" },
      body: undefined,
      raw: "Bad Gateway",
    }),
  },
};
