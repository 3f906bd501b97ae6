import type { texts as french } from "../fr/step-mapping.ts";
import type { Same } from "../same.ts";

export const texts: Same<typeof french> = {
  summary:
    "A sending reaches a place only when it exists in the ROR with the agreed identifier. The region's GRADeS enters it, by hand. Ask for it on day one.",
  corrections: [
    "The official page does not speak of this condition. Without it the first sending answers 404 with the expression “Location”: the identifier is unknown.",
  ],
  todo: [
    "One row for each unit to feed, with the FINESS of the geographic establishment (EG).",
    "Send sheet and letter to the GRADeS of each region and note the day.",
    "When it answers, note the identifier and the day it was assigned, or let the GRADeS enter them here.",
    "Note the day each place was seen in the sandbox, then in production.",
  ],
  prepare: [
    "The list of your units, with the name under which the ROR knows each place.",
    "The FINESS EG of each establishment: it stands in the sendings, not the EJ.",
    "A contact in the establishment who knows the places described in the ROR.",
  ],
  tips: [
    "The sandbox is a monthly, anonymised copy of production: an identifier assigned today may appear there at the next copy only.",
    "Two places with one identifier answer 412: the GRADeS and the establishment remove the duplicate.",
    "The GRADeS assigns; when you write its answer down yourself, it is shown as declared, with your name.",
    "The whole identifier of a sending is 1 + FINESS EG, a slash, then the external identifier.",
  ],
  contact: {
    none: "The GRADeS of each region: the letter is ready below. No list of addresses is published for all regions; ask your establishment or the ARS.",
    subject: "",
    body: "",
  },
  sheet: {
    title: "Sheet for the GRADeS",
    intro: "All rows, with the identifier of each sending.",
    download: "Download the sheet (CSV)",
    copy: "Copy the sheet",
    empty: "Add a row first.",
    fileName: "ror-places.csv",
    columns: {
      unit: "Unit",
      placeName: "Place",
      finessEg: "FINESS EG",
      idNatStruct: "IdNatStruct",
      externalId: "External identifier",
      askedOn: "Asked on",
      assignedOn: "Assigned on",
      sandboxOn: "Seen in the sandbox on",
      productionOn: "Seen in production on",
    },
  },
  letter: {
    title: "Letter to the GRADeS",
    to: "{{grades}} ({{region}}), {{count}} places",
    unknown: "Region unknown: the FINESS names none of the 18 regions, {{count}} places",
    ars: "GRADeS not found in the sources: ask the ARS",
    copy: "Copy the letter",
    write: "Write (message ready)",
    subject: "External identifiers of places in the ROR ({{journey}})",
    body: "Hello,\n\nWe are preparing to feed the national ROR with bed capacity and availability through {{journey}}.\n\nEach place that is fed must bear an external identifier in the ROR. Could you enter those of the places below, or tell us those that exist, with the day they were assigned? Please also confirm the feeding modality of the region (direct or through an EAI).\n\n{{lines}}\n\nKind regards,",
    line: "- {{unit}} {{place}}: establishment {{finess}}, identifier {{id}}",
    wanted: "to be assigned",
    proposed: "{{id}} (to be confirmed)",
  },
  authors: {
    title: "Who typed the GRADeS's answers",
    grades: "typed by the GRADeS",
    declared: "declared by the supplier",
    line: "Row {{row}}, {{field}}: {{as}}, {{name}}, on {{date}}",
    none: "No answer typed.",
    gradesHelp: "You are the GRADeS: you can fill the external identifier and the day it was assigned.",
  },
  sections: {
    mapping: {
      title: "Units and places",
      help: "One row for each unit.",
      fields: {
        unit: { label: "Unit" },
        "place-name": { label: "Place in the ROR" },
        "finess-eg": { label: "FINESS EG" },
        "external-id": { label: "External identifier" },
        "asked-on": { label: "Asked on" },
        "assigned-on": { label: "Assigned on" },
        "sandbox-on": { label: "Seen in the sandbox on" },
        "production-on": { label: "Seen in production on" },
      },
    },
  },
  findings: {
    "no-mapping": "No unit is listed.",
    "mapping-not-asked": "{{count}} places of {{of}} were not asked from the GRADeS yet.",
    "mapping-not-assigned": "{{count}} places of {{of}} have no assigned identifier with its day.",
    "mapping-not-in-sandbox":
      "{{count}} places of {{of}} were not seen in the sandbox; its copy is monthly.",
    "mapping-not-in-production": "{{count}} places of {{of}} were not seen in production.",
    "external-id-twice": "{{id}} names several places: the ROR will answer 412. Settle it with the GRADeS.",
    "unit-twice": "Unit {{unit}} stands there twice.",
    "date-to-come": "“{{field}}” is in the future.",
    "assigned-before-asked": "“{{field}}” is before the request.",
    "mapping-not-in-list": "Establishment {{finess}} is not in the list of step 03.",
    "establishment-without-unit": "Establishment {{finess}} of the list has no unit here.",
  },
  moves: {},
};
