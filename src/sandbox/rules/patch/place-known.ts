import { finding, nothing, type PatchCheck } from "../finding.ts";

/** The identifier finds a place, by external identifier or by entry identifier (ror-api §5.6, row 2). */
export const placeKnown: PatchCheck = ({ address, places }) =>
  address.kind !== "identifier" || places.length > 0
    ? nothing
    : [
        finding("sandbox.place-unknown", {
          status: 404,
          issueCode: "not-found",
          diagnostics: `La Location avec l'identifiant externe de synchro OU l'identifiant unique de saisie : '${address.text}' n'a pas été trouvée.`,
          expression: ["Location"],
        }),
      ];
