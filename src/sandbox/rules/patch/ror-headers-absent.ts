import { malformed, nothing, type PatchCheck } from "../finding.ts";

/** The four `Ror-*` headers of reads must not be present on a capacity PATCH (ror-api §4). */
export const rorHeadersAbsent: PatchCheck = (facts) =>
  facts.rorHeaders.length === 0 || facts.settings.rorHeaders === "ignore"
    ? nothing
    : [
        malformed(facts, "sandbox.ror-headers", {
          issueCode: "invalid",
          detail: facts.rorHeaders.join(", "),
        }),
      ];
