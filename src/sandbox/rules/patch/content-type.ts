import { FHIR_JSON } from "../../../wire/fhir/operation-outcome.ts";
import { finding, nothing, type PatchCheck } from "../finding.ts";

const anyJson = /^application\/(?:[a-z0-9.-]+\+)?json$/;

/** `Content-Type: application/fhir+json` is required (ror-api §4); parameters such as the charset are free. */
export const contentTypeIsFhir: PatchCheck = ({ contentType, settings }) => {
  const type = (contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const good = settings.contentType === "any-json" ? anyJson.test(type) : type === FHIR_JSON;
  return good ? nothing : [finding("sandbox.content-type", { status: 415, issueCode: "not-supported" })];
};
