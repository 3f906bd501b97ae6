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
  },
  ask: {
    title: "Ask ANS",
    intro:
      "One request per certificate. It goes to the ROR team by message, and the five working days begin on the next day. Each later change is asked for in the same way.",
    certificate: "Production certificate",
    add: "Establishments to open",
    remove: "Establishments to remove",
    all: "Tick all",
    replaces: "This certificate replaces another one",
    replacesHelp: "It takes all its establishments; the former one is removed with the confirmation.",
    replacesNone: "No",
    takeover: "Day of the takeover",
    takeoverHelp:
      "Only when another supplier writes for one of these establishments already: the day agreed with them.",
    date: "Sent to ANS on",
    needed: "To be filled in",
    send: "Ask for the entry",
  },
  answer: {
    title: "Answer of ANS",
    date: "Answered on",
    document: "Answer received (document of the step)",
    feedingUrl: "Address of feeding",
    tokenUrl: "Address of the token",
    clientId: "client_id of production",
    refuse: "Not possible for {{name}} ({{id}}): reason",
    refuseHelp: "Leave empty when the establishment is opened.",
  },
  requests: {
    title: "Requests and answers",
    none: "No request.",
    state: {
      declared: "Declared",
      preparing: "Being prepared by ANS",
      confirmed: "Confirmed",
      partly: "Partly possible",
      impossible: "Not possible",
    },
    on: "on {{date}}",
    due: "answer due by {{date}}",
    overdue: "Overdue: remind ANS.",
    add: "To open: {{names}}",
    remove: "To remove: {{names}}",
    replaces: "Replaces: {{subject}}",
    takeover: "Taken over from another supplier on {{date}}",
    feedingUrl: "Address of feeding: {{url}}",
    refused: "{{id}} is not opened: {{reason}}",
    prepare: "ANS prepares",
    answer: "Note the answer of ANS",
    withdraw: "Take the last record back",
  },
  open: {
    title: "The white list now",
    none: "No establishment is open.",
    target: "Settings of the target for the connector (JSON)",
    changes: "Changes asked for, for ANS:",
    noPlatform: "No production platform is set here: ANS enters what is confirmed itself.",
    platform: { queued: "To be entered", failed: "Not entered yet", done: "Entered" },
    next: "Next attempt: {{at}}",
  },
  sections: {},
  findings: {
    "list-not-frozen": "No version of the list of establishments is frozen: it is what is sent.",
    "list-frozen": "List of establishments: version {{version}} is frozen.",
    "tests-ended-before-begun":
      "Tests ended on {{ended}}, before they began on {{begun}}: one of the dates is wrong.",
    "white-list-nothing-asked": "No entry is asked for.",
    "white-list-not-asked": "Nothing is asked for the certificate {{subject}}.",
    "white-list-awaited": "ANS has not answered for {{subject}} yet.",
    "white-list-due": "{{subject}}: answer due by {{date}} (five working days).",
    "white-list-overdue": "{{subject}}: the answer was due on {{date}}, remind ANS.",
    "white-list-open": "{{subject}}: confirmed by ANS ({{count}} establishments asked for).",
    "white-list-partly": "{{subject}}: {{count}} establishments are not opened; the answer says why.",
    "white-list-impossible": "{{subject}}: ANS opens nothing; the answer says why.",
    "establishment-of-two-suppliers":
      "{{establishment}}: another file ({{other}}) writes or asks to write for it. Agree on a day of takeover.",
    "establishment-taken-over":
      "{{establishment}}: {{other}} writes for it from {{date}} on. Stop sending on that day.",
  },
  moves: {
    "tests-begun-declared": "Beginning of the tests announced to ANS",
    "tests-ended-declared": "End of the tests announced to ANS",
    "white-list-requested": "Entry in the white list asked for",
    "white-list-preparing": "ANS prepares the entry",
    "white-list-confirmed": "Answer of ANS about the white list",
  },
};
