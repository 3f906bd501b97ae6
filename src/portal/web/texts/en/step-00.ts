import type { texts as fr } from "../fr/step-00.ts";
import type { Same } from "../same.ts";

/** Step 00: who you are. */
export const texts: Same<typeof fr> = {
  summary:
    "Say who connects, with which solution, and who answers for what. The whole file rests on this page.",
  todo: [
    "Describe your organisation and your solution.",
    "Name at least one project lead; add the developer and the legal representative as soon as they are known.",
    "For a proprietary solution: one row for each establishment, with the instance that feeds it and its legal entity.",
  ],
  prepare: [
    "The SIRET number of your organisation, and its FINESS if it cares for patients.",
    "The FINESS numbers of each establishment: that of the legal entity (EJ) and that of the establishment (EG).",
  ],
  tips: [
    "A FINESS number does not tell whether it is a legal entity's or an establishment's: both are asked for apart. Deliveries use the EG, certificates follow the EJ.",
    "Give a shared mailbox rather than a personal one: expiry notices will still arrive there in three years.",
  ],
  contact: {
    subject: "Connection to the national ROR: {{journey}}",
    body: "Hello,\n\nWe are preparing the connection of {{journey}} to the national ROR (update of bed capacity and availability).\n\nOur question:\n\n\nKind regards,",
  },
  sections: {
    organisation: {
      title: "Your organisation",
      fields: {
        kind: {
          label: "Kind of solution",
          help: "It decides how many certificates there are and what ANS puts on the white list.",
          options: {
            "regional-eai": "Regional EAI: a hub feeds for a whole region",
            saas: "SaaS solution: a hosted platform feeds for several establishments",
            proprietary: "Proprietary solution: installed at the establishment or GHT",
          },
        },
        name: { label: "Name of the organisation", help: "As it stands on your official documents." },
        siret: { label: "SIRET", help: "14 digits." },
        finess: { label: "FINESS", help: "9 characters, if the organisation cares for patients." },
        department: { label: "Department", help: "Code: 01 to 95, 2A, 2B, 971 to 976. It gives the region." },
        address: { label: "Postal address", help: "Cards and letters will be sent there." },
        solution: { label: "Name of the solution", help: "The software that will send the data." },
        "solution-version": { label: "Version of the solution", help: "The one that will be tested." },
      },
    },
    contacts: {
      title: "Contacts",
      help: "Whom to reach, and for what.",
      fields: {
        name: { label: "Name" },
        part: {
          label: "Part in the project",
          options: {
            "project-lead": "project lead",
            developer: "developer",
            "legal-representative": "legal representative",
            "technical-administrator": "technical administrator",
            "bed-manager": "bed manager",
            other: "other",
          },
        },
        email: { label: "E-mail address" },
        phone: { label: "Telephone" },
      },
    },
    instances: {
      title: "Instances and establishments",
      help: "One row for each establishment that is fed. The same instance can serve several.",
      fields: {
        instance: { label: "Instance" },
        "legal-entity": { label: "Legal entity" },
        "finess-ej": { label: "FINESS EJ" },
        establishment: { label: "Establishment" },
        "finess-eg": { label: "FINESS EG" },
      },
    },
  },
  findings: {
    "no-contact": "No contact is named.",
    "no-project-lead": "No contact is the project lead.",
    "no-instance": "No instance is declared: a proprietary solution has one certificate for each instance.",
    "several-legal-entities":
      "Instance “{{instance}}” serves {{count}} legal entities: ask ANS which one carries the certificate.",
    "ej-is-eg": "The same number is given for the legal entity and for the establishment.",
  },
  moves: { "identity-completed": "This page is complete" },
};
