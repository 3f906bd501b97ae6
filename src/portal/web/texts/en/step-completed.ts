import type { texts as fr } from "../fr/step-completed.ts";
import type { Same } from "../same.ts";

/** The end of the journey. */
export const texts: Same<typeof fr> = {
  summary:
    "All steps are behind you: the national ROR receives your data. What follows has no end, and is prepared now.",
  corrections: [
    "The official page calls the course completed. List, certificates and identifiers live on: this is what will come back.",
  ],
  todo: [
    "A new establishment: updated list, certificate where one is needed, identifiers from the GRADeS, then ANS (a small step 09).",
    "An establishment that leaves: take it off the list and stop its requests.",
    "Certificate: renew it before its end (three years; notice 60 days before) and ask ANS how the white list follows.",
    "A new version of the model or guide: make the conformity note anew (step 01).",
    "A technical administrator leaves or the legal representative changes: steps 04 and 06.",
  ],
  prepare: [
    "A shared mailbox that receives the notices of expiry.",
    "Who looks at the page “Live”, and who is called when a feed falls silent.",
  ],
  tips: [
    "Updates of the list always go through monserviceclient.ror@esante.gouv.fr.",
    "The test card lives three years as well: without it there is no TEST certificate to try a new version with.",
  ],
  contact: { none: "Nobody is waited for. For an update of the list: monserviceclient.ror@esante.gouv.fr." },
  sections: {},
  findings: {},
  moves: {},
};
