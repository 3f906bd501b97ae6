import type { texts as french } from "../fr/library.ts";
import type { Same } from "../same.ts";

export const texts: Same<typeof french> = {
  title: "Reference documents",
  intro:
    "Blank forms, display model, indicators, guide, charter: the current version of each, its source and date. What is missing says where to ask.",
  step: "Step {{step}}.",
  history_one: "{{count}} earlier version",
  history_other: "{{count}} earlier versions",
  removed: "Replaced or withdrawn on {{date}}.",
  item: {
    version: "Version",
    file: "File",
    download: "{{name}}: download {{file}}",
    source: "Source",
    added: "Added",
    addedBy: "by {{name}}, on {{date}}",
  },
  withdraw: {
    act: "Withdraw",
    named: "Withdraw: {{name}}",
    text: "The document is no longer offered; it stays among the earlier versions.",
  },
  ask: {
    missing: "Not here yet",
    write: "Ask {{address}} for “{{name}}”",
    subject: "Request for a document: {{name}}",
    body: "Hello,\n\nTo connect our solution to the national ROR, could you send us the current version of the document “{{name}}”?\n\nThank you,",
    public: "Public address:",
  },
  add: {
    title: "Add or replace a document",
    kind: "Document",
    version: "Version",
    source: "Source",
    sourceHelp: "An address, or the person who sent it.",
    date: "Date of the source",
    file: "File (not needed when the source is an address)",
    needed: "To be filled.",
    incomplete: "First fill the version, the source and the date.",
    submit: "Save",
  },
  kind: {
    "display-model": {
      name: "Display model",
      use: "Says which data the national ROR shows, and in which form.",
      ask: "Ask the ROR team for the version in force (3.0.1 when last read).",
    },
    "bed-availability-indicators": {
      name: "Bed availability indicators",
      use: "The list and the definition of the indicators to be fed.",
      ask: "The official list is in no public source that was read: ask the ROR team.",
    },
    "implementation-guide": {
      name: "Implementation guide",
      use: "The technical specification; scenario 2 for capacity and availability.",
      ask: "Published online; the ROR team says which version applies.",
    },
    "application-form": {
      name: "Application for the circle of trust",
      use: "Filled and signed by the legal representative; its appendix gives the modality of each region.",
      ask: "Ask the ROR team: the official page offers it as a download.",
    },
    "list-eai-saas": {
      name: "List of establishments, regional EAI or SaaS",
      use: "The template when one certificate feeds for all.",
      ask: "Ask the ROR team for the template “regional EAI or SaaS”.",
    },
    "list-proprietary": {
      name: "List of establishments, proprietary solution",
      use: "The template when each instance has its certificate.",
      ask: "Ask the ROR team for the template “proprietary solution”.",
    },
    charter: {
      name: "Data access and consumption charter",
      use: "Signed by whoever develops or operates for a third party.",
      ask: "Ask the ROR team; ask also whether it applies to you.",
    },
    f414: {
      name: "Form F414",
      use: "Test card and TEST certificate, in parallel with the application.",
      ask: "Ask the developer support of ANS, copy to the ROR team.",
    },
    "membership-contract": {
      name: "Membership contract",
      use: "The contract with ANS for the production environment.",
      ask: "Ask the ROR team where to get it: the sources read give no address of its own.",
    },
    f101: {
      name: "Form F101",
      use: "Card of the legal representative.",
      ask: "Its address is on the form itself, which could not be read: ask the ROR team for it.",
    },
    f413: {
      name: "Form F413",
      use: "Designation of the technical administrators, production certificates.",
      ask: "Ask the certificates desk, or designate on the portal MesHabilitations.",
    },
    "development-terms": {
      name: "Development terms and conditions",
      use: "To be read, with the guide, before the tests.",
      ask: "Ask the ROR team: they are in no public source that was read.",
    },
  },
};
