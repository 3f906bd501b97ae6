import { finding, nothing, type PatchCheck } from "../finding.ts";

/** The identifier finds one place only (ror-api §5.6, row 3). */
export const placeUnique: PatchCheck = ({ places }) =>
  places.length <= 1
    ? nothing
    : [
        finding("sandbox.place-not-unique", {
          status: 412,
          issueCode: "multiple-matches",
          diagnostics: `La Location recherchée n'est pas unique, il y a '${places.length}' résultats`,
          expression: ["Location"],
        }),
      ];
