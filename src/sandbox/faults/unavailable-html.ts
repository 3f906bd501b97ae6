import type { Fault } from "./fault.ts";

const page =
  "<!DOCTYPE html><html><head><title>503</title></head><body><h1>Service temporairement indisponible</h1></body></html>";

/** A page for people where a machine expects FHIR: 503 (RFC 9110 §15.6.4). */
export const unavailableHtml: Fault = {
  name: "unavailable-html",
  endpoints: ["patch", "read", "token"],
  recovery: "later",
  fr: "page HTML d'indisponibilité : 503",
  en: "HTML page of unavailability: 503",
  effect: {
    kind: "instead",
    answer: () => ({
      status: 503,
      headers: { "content-type": "text/html; charset=utf-8" },
      body: undefined,
      raw: page,
    }),
  },
};
