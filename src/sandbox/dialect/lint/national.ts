import { FHIR_JSON } from "../../../wire/fhir/operation-outcome.ts";
import type { Finding } from "../../rules/finding.ts";
import { judgePatch } from "../../rules/order.ts";
import { operationIn, type PatchFacts } from "../../rules/patch-facts.ts";
import type { Behaviour } from "../../settings.ts";
import { readBody } from "../read-body.ts";

/** A place that does not exist, for judging a body without one. */
const place = {
  id: 1,
  idNatStruct: "1990000011",
  externalId: "LINT",
  entryId: null,
  name: "",
  region: "",
  function: "",
  version: 1,
  updatedMs: 0,
  createdMs: 0,
  details: null,
} as const;

/** What the rules of the sandbox find, everything outside the body supposed right. */
export function nationalFindings(body: Uint8Array, settings: Behaviour, nowMs: number): readonly Finding[] {
  const facts: PatchFacts = {
    settings,
    nowMs,
    bearer: {
      kind: "caller",
      client: { clientId: "lint", subjectDn: "CN=lint", profile: undefined, secretDigest: undefined },
    },
    contentType: FHIR_JSON,
    rorHeaders: [],
    address: { kind: "identifier", text: "1990000011/LINT", idNatStruct: place.idNatStruct },
    writable: new Set([place.idNatStruct]),
    body: readBody(body, settings),
    places: [place],
    rows: [],
  };
  const operation = operationIn(facts);
  const held = operation && operation.type !== "add" ? [{ id: 1, extension: "" }] : [];
  return judgePatch({ ...facts, rows: held });
}
