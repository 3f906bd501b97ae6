import type { texts as fr } from "../fr/step-go-live.ts";
import type { Same } from "../same.ts";

/** The first feeding in production. */
export const texts: Same<typeof fr> = {
  summary:
    "Once on the white list you send the data of the listed establishments. Begin with one place, check it, then open the others.",
  corrections: [
    "The official page ends with the first sending. A feed that falls silent, a certificate that expires or a place whose identifier changes stop the feeding later: settle who sees it.",
  ],
  todo: [
    "Set the connector to the address of feeding received from ANS and the PRODUCTION certificate.",
    "Send a single place of a pilot establishment, and read it over in the ROR together.",
    "Open the other places, establishment by establishment.",
    "Note the day of the first accepted request.",
  ],
  prepare: [
    "The address of feeding and the confirmation of step 09.",
    "The production certificate, one per instance for a proprietary solution.",
    "A bed manager of the pilot establishment, to compare the figures.",
  ],
  tips: [
    "Nothing succeeds before the entry in the white list: a refusal on that day is settled in step 09.",
    "A token but a refused request: wrong client_id, Ror-* headers left in, or an establishment that is not in the list.",
    "For critical care the decree asks for at least one update a day, two in periods of tension.",
    "What the operator sees first is the date of the latest update: a feed that stops is noticed.",
  ],
  contact: {
    subject: "First feeding of the national ROR in production ({{journey}})",
    body: "Hello,\n\n{{journey}} begins to feed the national ROR.\n\nFirst place sent:\nTime:\nAnswer received:\n\nKind regards,",
  },
  addresses: {
    title: "Documented addresses of production",
    note: "Facts to start from, not settings: the address of feeding is the one that ANS gives you in step 09. Whether it is that of reading is not published.",
  },
  waiting: {
    title: "Who acts, and what is waited for",
    list: [
      "The developer sets up and sends; the bed manager reads over.",
      "Nothing is expected of ANS but the confirmation of step 09.",
      "The GRADeS is called when a place is answered 404 (Location) or 412.",
    ],
  },
  fed: {
    title: "Last accepted request, by establishment",
    refused:
      "No establishment is on the white list: no request would succeed. The confirmation is read at step 09.",
    seen: "Accepted on {{at}} ({{place}}), seen in the platform's journal.",
    declared: "Accepted on {{date}}, declared with its proof.",
    nothing: "No accepted request yet.",
    declare: "Declare the first accepted request",
    read: "Read the journal of production",
  },
  sections: {},
  findings: {
    "not-white-listed":
      "Refused for now: no establishment is on the white list, no request would succeed (step 09).",
    "nothing-accepted": "{{establishment}}: no accepted request yet.",
    "patch-seen": "{{establishment}}: request accepted on {{date}}, seen in the journal.",
    "patch-declared": "{{establishment}}: request accepted on {{date}}, declared.",
    "accepted-before-white-list":
      "{{establishment}}: request accepted on {{accepted}}, before the white list of {{confirmed}}: one of the dates is wrong, or the request did not go to production.",
  },
  moves: { "patch-accepted": "First request accepted in production" },
};
