import type { texts as french } from "../fr/step-06.ts";
import type { Same } from "../same.ts";

export const texts: Same<typeof french> = {
  summary:
    "Before any order, the legal representative says who may order, for which structure and which type of certificate. The law wants it in this sequence.",
  corrections: [
    "The official page says “My Authorizations” without an address: it is https://meshabilitations.esante.gouv.fr. Form F413 is the other way, just as good.",
    "It does not say that an outside company (the vendor) must first press “Activer” on that portal: until then its customer does not find it.",
  ],
  todo: [
    "Choose who will order: the legal representative, other people, or through a proxy.",
    "Choose the way: form F413 by e-mail, or the MesHabilitations portal with the card.",
    "By F413: copy the sheet, tick ORG AUTH_CLI and both declarations, date, sign, stamp, send.",
    "Record the sending, then the confirmation of the ANS certificates desk.",
  ],
  prepare: [
    "The blank form F413 (the March 2024 edition is known; ask ANS for the latest), or the card for the portal.",
    "The signatory's card: its number is asked for. That of each administrator too.",
    "Names of the project (ROR), of the vendor and of the solution.",
  ],
  tips: [
    "Tick ORG AUTH_CLI. SERVEUR does not do: the form's own examples file ROR under ORG AUTH_CLI.",
    "The administrator may belong to another company: this is how a vendor orders for its customers. Each customer designates for its own legal entity.",
    "A third-party structure presses “Activer” on MesHabilitations before it is designated; it takes effect at once.",
    "If the ordering portal does not offer the structure or the product, the designation is missing for that structure or type.",
    "When somebody leaves, take them out: the day is noted in the table of designations.",
  ],
  contact: {
    subject: "Form F413: technical administrators, ORG AUTH_CLI, ROR ({{journey}})",
    body: "Hello,\n\nPlease find attached form F413, filled, dated, signed and stamped, which designates the technical administrators for ORG AUTH_CLI certificates of the ROR project ({{journey}}).\n\nPlease confirm that it arrived, then that it is validated.\n\nKind regards,",
  },
  modes: {
    self: "The legal representative is the technical administrator: his or her own card is enough.",
    delegate: "Other people order: they stand in the table, each with a card (step 05).",
    proxy: "A proxy acts for the legal representative: declare the proxy first, who then signs.",
  },
  routes: {
    f413: "By F413: send the form to the address beside. The desk tells of reception and of validation; delay not published.",
    portal:
      "By the portal: open https://meshabilitations.esante.gouv.fr with the legal representative's or proxy's card.",
  },
  sheet: {
    title: "Sheet to copy into F413",
    rows: {
      structure: "Structure",
      identifier: "Identifier",
      signatory: "Signatory and capacity",
      contact: "E-mail and telephone",
      card: "Signatory's card",
      project: "Project",
      editor: "Vendor and solution",
      product: "Certificate type to tick",
      declarations: "Declarations",
      end: "To finish",
      administrator: "Administrator {{number}}",
    },
    product: "ORG AUTH_CLI (do not tick SERVEUR)",
    declarations: "tick both",
    end: "date, signature, stamp",
    legalRepresentative: "legal representative",
    proxy: "proxy",
  },
  sections: {
    designation: {
      title: "Designation",
      fields: {
        mode: {
          label: "Who will order the certificates?",
          options: {
            self: "The legal representative",
            delegate: "Other people, by delegation",
            proxy: "Through a proxy",
          },
        },
        route: {
          label: "Which way?",
          options: { f413: "Form F413", portal: "MesHabilitations portal" },
        },
        "signatory-card-number": {
          label: "Signatory's card number",
          help: "Legal representative or proxy.",
        },
        "certificate-type": {
          label: "Certificate type ticked",
          options: { "org-auth-cli": "ORG AUTH_CLI", serveur: "SERVEUR" },
        },
        "structure-id": {
          label: "Identifier of the structure",
          options: { finess: "FINESS (step 00)", siret: "SIRET (step 00)" },
        },
        signatory: { label: "Signatory" },
        "signatory-phone": { label: "Signatory's telephone" },
        "signatory-email": { label: "Signatory's e-mail" },
        project: { label: "Project", help: "ROR." },
        editor: { label: "Vendor and solution" },
        "declarations-ticked": {
          label: "Both declarations are ticked",
          options: { yes: "Yes", no: "Not yet" },
        },
        "third-party-activated": {
          label: "Has the outside company pressed “Activer”?",
          help: "On MesHabilitations, before its customer designates it.",
          options: { yes: "Yes", no: "Not yet", "not-concerned": "Not concerned" },
        },
      },
    },
    administrators: {
      title: "Technical administrators",
      help: "One row for each person; each has a card.",
      fields: {
        name: { label: "Name" },
        "first-name": { label: "First name" },
        email: { label: "E-mail" },
        phone: { label: "Telephone" },
        "card-number": { label: "Card number" },
        employer: {
          label: "Employer",
          options: { own: "the structure", outside: "another company" },
        },
      },
    },
    designations: {
      title: "Designations by legal entity",
      help: "For a proprietary solution, each customer's legal entity designates who orders its certificate.",
      fields: {
        "legal-entity": { label: "Legal entity" },
        "finess-ej": { label: "FINESS EJ" },
        administrator: { label: "Administrator" },
        "asked-on": { label: "Asked on" },
        "confirmed-on": { label: "Confirmed on" },
        "withdrawn-on": { label: "Withdrawn on" },
      },
    },
  },
  findings: {
    "finess-not-given": "FINESS is chosen but step 00 does not give it.",
    "no-administrator": "No technical administrator is named.",
    "delegation-differs": "Ordering is delegated here, and step 05 says that it is not: make both agree.",
    "serveur-ticked": "SERVEUR does not do: the ROR asks for ORG AUTH_CLI.",
    "declarations-not-ticked": "Both declarations of F413 are to be ticked.",
    "third-party-not-activated":
      "The outside company must press “Activer” on MesHabilitations before it is designated.",
    "entity-not-designated": "{{entity}} ({{finess}}) has no confirmed designation yet.",
    "order-after-designation":
      "Order no production certificate before the confirmation: the law wants it first.",
  },
  moves: {
    "proxy-declared": "Proxy declared",
    "designation-sent": "Designation sent (F413) or entered (portal)",
    "designation-confirmed": "Designation confirmed by ANS",
  },
};
