import type { texts as fr } from "../fr/step-09.ts";
import type { Same } from "../same.ts";

/** Step 09: the end of the tests, and the white list. */
export const texts: Same<typeof fr> = {
  summary:
    "You tell ANS that the tests are over and send it your list. It puts you on the white list and gives the address of feeding. Before that no call succeeds.",
  corrections: [
    "The official page speaks of certificates on the white list; for FHIR the ROR team also asks for the subject (DN) as text. Send both.",
    "It is the PRODUCTION certificates that count here, and their public part alone.",
    "Renewing a certificate raises the question of the white list again: ask how it is entered, and plan an overlap.",
  ],
  todo: [
    "Read the list of establishments over and freeze a version of it (step 03).",
    "Write to ANS that the tests are over, with the list and, depending on your solution, the certificates.",
    "Note the day of sending: five working days begin to run.",
    "Upload the answer here when it comes: address of feeding, confirmation of the white list.",
  ],
  prepare: [
    "The record of the tests of step 08.",
    "The frozen version of the list: exactly the establishments that will send.",
    "The subject (DN) of each production certificate, and the public file; never a key.",
    "The places that the GRADeS has seen in production.",
  ],
  tips: [
    "The list can be updated at any time through the same mailbox: treat each new establishment as a small step 09.",
    "Working days: Monday to Friday without national holidays; counting begins on the day after sending.",
    "No answer after the fifth day: write again to the same mailbox, with the date of sending.",
  ],
  contact: {
    subject: "End of tests, white list of the national ROR ({{journey}})",
    body: "Hello,\n\nOur tests of {{journey}} on the test environment are over. Please find attached their record and the updated list of the establishments that supply us with data.\n\nSubject (DN) of the production certificate(s):\n\nThe public certificates are attached. Could you confirm the entry in the white list, and the address of feeding?\n\nKind regards,",
  },
  send: {
    title: "What you send",
    shared: [
      "The updated list of the establishments that supply you with data (template for a regional EAI or SaaS): ANS allows writing for them with your certificate.",
      "The subject (DN) of your production certificate, and its public part.",
    ],
    proprietary: [
      "The list of the establishments that supply data (template for a proprietary solution).",
      "The public certificate of each: one per feeding instance, with its subject (DN).",
    ],
    get: "What you receive",
    getShared:
      "The address of feeding of the national ROR, and the confirmation that your certificate is on the white list.",
    getProprietary:
      "The address of feeding of the national ROR, and the confirmation that the certificates of the establishments concerned are on the white list.",
    delay: "Announced delay: five working days.",
    due: "Answer expected by {{date}}.",
  },
  sections: {},
  findings: {
    "list-not-frozen": "No version of the list of establishments is frozen: it is what is sent.",
    "list-frozen": "List of establishments: version {{version}} is frozen.",
    "white-list-due": "Answer expected by {{date}} (five working days).",
    "white-list-overdue": "The answer was expected by {{date}}: write to ANS again.",
  },
  moves: {
    "tests-ended-declared": "End of the tests announced to ANS",
    "white-list-confirmed": "Entry in the white list confirmed",
  },
};
