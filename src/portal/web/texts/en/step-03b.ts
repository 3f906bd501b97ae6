import type { texts as french } from "../fr/step-03b.ts";
import type { Same } from "../same.ts";

export const texts: Same<typeof french> = {
  summary:
    "To try your sendings in the sandbox you need a test card and a TEST certificate. Form F414 asks for both, without waiting for the committee's opinion.",
  corrections: [
    "The official page leaves this step out of its list: it speaks of cards in step 04 only, for production. The newer ANS course asks for it together with the application.",
    "The TEST certificate is not the production one: step 07 asks for another.",
  ],
  todo: [
    "Send form F414 on the same day as the application of step 03: both waits then run together.",
    "Fill this page, then copy the sheet below into the form. Have the requester sign it and put the stamp on it.",
    "Send it to developer support with the ROR team in copy: both addresses are needed.",
    "When the card arrives, check reader and drivers, then order the TEST certificate (step 07).",
    "With the favourable opinion and the certificate in hand, send its subject (DN) to the ROR team and record it here.",
  ],
  prepare: [
    "The blank form F414 (the March 2024 edition is known; ask ANS for the latest).",
    "FINESS or SIRET of the structure, its address, and the delivery address of the card.",
    "Name, e-mail and telephone of the requester; the number of your test card if you own one.",
    "A card reader and the CPS drivers on the computer that will order.",
  ],
  tips: [
    "TEST ordering needs the physical test card: Pro Santé Connect and e-CPS do not do.",
    "An individual CPS3 card does, whatever the specialty. Test cards are free.",
    "One form orders at most 10 individual cards, 2 kits and 2 sets.",
    "Check the reader on https://diagcps.eservices.esante.gouv.fr/, in a private window of Chrome or Firefox.",
    "A test card lives three years and is then blocked. The delay is not published; ANS warns that it can be long.",
    "A subject that was never sent looks, in step 08, like a technical failure: the token is refused.",
  ],
  contact: {
    subject: "Form F414: test card and certificate, national ROR ({{journey}})",
    body: "Hello,\n\nPlease find attached form F414, filled, signed and stamped, for the ROR project ({{journey}}): one test card and the right to order a TEST ORG AUTH_CLI certificate.\n\nOur application to the circle of trust of the national ROR is sent at the same time.\n\nKind regards,",
  },
  next: {
    title: "What happens next",
    steps: [
      "ANS (developer support) handles the form. Delay not published.",
      "The test card comes by post to the delivery address, unless you owned one.",
      "ANS opens the right to order a TEST certificate bound to that card.",
      "You order the certificate with the card and upload it in step 07, which gives its subject ready to copy.",
      "You send that subject to the ROR team; step 08 can begin.",
    ],
  },
  sheet: {
    title: "Sheet to copy into F414",
    rows: {
      structure: "Structure",
      identifier: "Identifier",
      address: "Address",
      requester: "Requester",
      contact: "E-mail and telephone",
      purpose: "Project",
      delivery: "Delivery address",
      product: "Certificate type to tick",
      card: "Test card",
    },
    purpose: "ROR",
    product: "ORG AUTH_CLI (TEST)",
    cardOrder: "to be ordered: individual offer, CPS3",
  },
  sections: {
    "test-material": {
      title: "Your request for test material",
      fields: {
        "structure-id": {
          label: "Identifier of the structure on the form",
          help: "It becomes the OU of the certificate: choose the one wanted there. FINESS if the structure cares for patients, otherwise SIRET.",
          options: { finess: "FINESS (step 00)", siret: "SIRET (step 00)" },
        },
        requester: { label: "Requester", help: "The person who signs the form." },
        "requester-email": { label: "Requester's e-mail" },
        "requester-phone": { label: "Requester's telephone" },
        "delivery-address": { label: "Delivery address", help: "The card comes by post." },
        "has-test-card": {
          label: "Do you own a test card already?",
          options: { yes: "Yes", no: "No, to be ordered" },
        },
        "test-card-number": { label: "Number of the test card" },
        "test-card-expiry": { label: "End of the card", help: "Three years after it was made." },
        "cards-wanted": { label: "Individual cards to order", help: "10 at most on one form." },
        "auth-cli-ticked": {
          label: "ORG AUTH_CLI (TEST) is ticked on the form",
          options: { yes: "Yes", no: "Not yet" },
        },
        "ror-named": { label: "The ROR project is named on it", options: { yes: "Yes", no: "Not yet" } },
        "signed-and-stamped": {
          label: "It is signed and bears the stamp",
          options: { yes: "Yes", no: "Not yet" },
        },
      },
    },
  },
  findings: {
    "finess-not-given": "FINESS is chosen but step 00 does not give it.",
    "test-structure-is-ou":
      "The identifier chosen becomes the OU of the certificate. If in doubt (vendor, GIP, GHT), ask ANS before sending.",
    "f414-auth-cli-ticked": "Tick ORG AUTH_CLI (TEST) on the form.",
    "f414-ror-named": "Name the ROR project on the form.",
    "f414-signed-and-stamped": "Have the form signed and put the stamp on it.",
    "too-many-test-cards": "One form orders {{max}} individual cards at most.",
    "test-card-expired": "The test card ended on {{date}}: it is blocked. Order another with F414.",
    "card-ends-soon": "The test card ends on {{date}}: order the next one.",
  },
  moves: {
    "f414-sent": "Form F414 sent to both addresses",
    "f414-accepted": "ANS opened the right to order (optional)",
    "test-card-received": "Test card received",
    "test-certificate-ordered": "TEST certificate ordered",
    "test-dn-sent": "Subject (DN) of the TEST certificate sent to the ROR team",
  },
};
