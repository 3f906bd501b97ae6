import { finding, nothing } from "../finding.ts";
import type { ReadCheck } from "../read-facts.ts";

/** The four `Ror-*` headers are required on every read (ror-api §4). */
export const rorHeadersPresent: ReadCheck = ({ missingHeaders, settings }) =>
  missingHeaders.length === 0 || settings.readHeaders === "ignore"
    ? nothing
    : [
        finding("sandbox.read-headers", {
          status: 400,
          issueCode: "required",
          detail: missingHeaders.join(", "),
        }),
      ];
