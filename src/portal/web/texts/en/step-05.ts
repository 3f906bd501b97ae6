import type { texts as french } from "../fr/step-05.ts";
import type { Same } from "../same.ts";

export const texts: Same<typeof french> = {
  summary:
    "An optional step: it concerns only a legal representative who delegates the ordering of certificates to people who have no card yet.",
  corrections: [
    "On the official page the paragraph on CPA cards is printed before its number, under step 04: it is step 05.",
    "It speaks of CPA only. Whether an employee needs a CPE or a CPA is settled by no source: ask ANS.",
  ],
  todo: [
    "Say whether ordering is delegated.",
    "List the future technical administrators; those with an active CPx card have nothing to order.",
    "The legal representative orders the missing cards on the TOM portal, the one for staff cards.",
    "When they arrive, note number and end of each card.",
  ],
  prepare: [
    "The identity of each person and the structure they belong to.",
    "The legal representative's card (step 04): he or she orders.",
  ],
  tips: [
    "A technical administrator must have a card: without it the designation of step 06 is of no use.",
    "When a card is renewed, its holder's authorisations follow by themselves.",
    "Name two people: an absence must not hold up a renewal.",
    "In production e-CPS can replace the physical card; for TEST certificates it cannot.",
  ],
  contact: {
    subject: "A technical administrator's card: CPE or CPA? ({{journey}})",
    body: "Hello,\n\nFor the connection of {{journey}} to the national ROR, the legal representative delegates the ordering of certificates to one or more employees.\n\nDo they need a CPE or a CPA card, and is it ordered on the TOM portal?\n\nKind regards,",
  },
  skipped: {
    no: "Nothing is delegated: the legal representative will order in person. Go on to step 06.",
    cards: "Everyone has an active card: nothing to order. Go on to step 06.",
  },
  sections: {
    delegation: {
      title: "Delegation",
      fields: {
        delegated: {
          label: "Does the legal representative delegate the ordering of certificates?",
          options: { yes: "Yes, to other people", no: "No, he or she orders" },
        },
      },
    },
    "card-holders": {
      title: "Future technical administrators",
      help: "One row for each person.",
      fields: {
        name: { label: "First name and name" },
        structure: { label: "Structure" },
        "has-card": { label: "Active card?", options: { yes: "Yes", no: "No" } },
        "card-number": { label: "Card number" },
        "card-expiry": { label: "End of the card" },
      },
    },
  },
  findings: {
    "no-card-holder": "Nobody is listed: name at least one person to whom ordering is delegated.",
    "cpe-or-cpa": "CPE or CPA? The sources do not settle it: ask ANS before ordering (message ready).",
    "holder-card-expired": "{{name}}'s card ended on {{date}}: order it again.",
    "holder-card-ends-soon": "{{name}}'s card ends on {{date}}.",
  },
  moves: { "cards-ordered": "Cards ordered", "cards-received": "Cards received" },
};
