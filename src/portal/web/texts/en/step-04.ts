import type { texts as french } from "../fr/step-04.ts";
import type { Same } from "../same.ts";

export const texts: Same<typeof french> = {
  summary:
    "The membership contract and the legal representative's card open the way to production certificates. Answer two questions: the page shows your case.",
  corrections: [
    "The official page puts this step after the committee's opinion. Nothing demands it: the contract is for production and can leave on day one.",
    "It does not consider a card without a contract (a health professional's, for example): that is a question for ANS.",
  ],
  todo: [
    "Answer the two questions and read what your case asks for.",
    "Have contract and form F101 signed by the legal representative in person, or by a proxy who is already declared.",
    "Record each sending and each reception with its day: nobody publishes these delays.",
  ],
  prepare: [
    "The contract of membership to the ANS services for means of electronic identification.",
    "Form F101 (legal representative's card): it bears the address to send it to.",
    "Identity of the structure (FINESS if it cares for patients, otherwise SIRET) and of the legal representative.",
  ],
  tips: [
    "A health establishment can get its first card and contract online; the order shown is: declare structure and representative, activate e-CPS, manage delegates, then certificates.",
    "Card and designation bear one person's name: a change of director breaks the chain. Plan for it.",
    "A proxy does what the legal representative does, once declared (step 06).",
    "The contract is for production. It does not replace the test material of step 03b.",
  ],
  contact: {
    subject: "Membership contract and legal representative's card ({{journey}})",
    body: "Hello,\n\nFor the connection of {{journey}} to the national ROR we are preparing the contract of membership to the ANS services and the legal representative's card (form F101).\n\nCould you confirm the current versions of both documents, the address to send them to and the usual delay?\n\nKind regards,",
  },
  decision: { title: "Where do you stand?", answer: "Answer the two questions to see your case." },
  details: { title: "Contract and card" },
  branches: {
    "contract-and-card": {
      title: "Contract and card: go on to step 05",
      todo: [
        "Note the number of the contract, that of the card and its end below.",
        "Make sure that the card is the present legal representative's.",
      ],
    },
    "contract-only": {
      title: "A contract and no valid card: ask for the card",
      todo: [
        "Fill form F101 and send it to the address that it bears.",
        "Record the request, then the reception with number and end of the card.",
      ],
    },
    "card-only": {
      title: "A card and no contract: the contract first",
      todo: [
        "Ask ANS whether that card can serve the structure's legal representative.",
        "Fill and send the membership contract; record the sending, then the signature with the document.",
      ],
    },
    neither: {
      title: "Neither contract nor card: both together",
      todo: [
        "Fill the membership contract and form F101; send both, neither waits for the other.",
        "Record each sending, then the signed contract (with the document) and the card's arrival.",
      ],
    },
  },
  sheet: {
    title: "Sheet to copy into the contract and F101",
    rows: {
      structure: "Structure",
      identifier: "Identifier",
      address: "Address",
      representative: "Legal representative",
      purpose: "Purpose",
    },
    purpose: "Production certificates to feed the national ROR",
  },
  sections: {
    contract: {
      title: "Contract and card",
      fields: {
        "has-contract": {
          label: "Do you have a membership contract with ANS?",
          options: { yes: "Yes", no: "No" },
        },
        "has-card": {
          label: "Does the legal representative have the card?",
          help: "A card past its end counts as none.",
          options: { yes: "Yes", no: "No" },
        },
        "structure-id": {
          label: "Identifier of the structure",
          help: "FINESS if it cares for patients, otherwise SIRET.",
          options: { finess: "FINESS (step 00)", siret: "SIRET (step 00)" },
        },
        "legal-representative": {
          label: "Legal representative",
          help: "First name and name, as on the card.",
        },
        "contract-number": { label: "Number of the contract" },
        "contract-date": { label: "Date of the contract" },
        "card-number": { label: "Number of the card" },
        "card-expiry": { label: "End of the card" },
      },
    },
  },
  findings: {
    "finess-not-given": "FINESS is chosen but step 00 does not give it.",
    "card-without-contract": "A card without a contract is no foreseen case: ask ANS whether it can serve.",
    "card-expired": "The card ended on {{date}}: ask for the next one.",
    "card-ends-soon": "The card ends on {{date}}: ask for the next one.",
    "representative-differs":
      "The legal representative is “{{name}}” here and “{{other}}” in step 00: contract, card and designations must bear one name.",
  },
  moves: {
    "contract-sent": "Membership contract sent",
    "contract-signed": "Contract signed by ANS",
    "card-requested": "Legal representative's card asked for (F101)",
    "card-received": "Legal representative's card received",
  },
};
