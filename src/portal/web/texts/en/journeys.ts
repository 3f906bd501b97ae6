import type { texts as fr } from "../fr/journeys.ts";
import type { Same } from "../same.ts";

/** List of journeys, and beginning one. */
export const texts: Same<typeof fr> = {
  title: "Connection journeys",
  intro:
    "A journey leads a data supplier to the national ROR: what to do, whom to write to, what is missing. Whatever you type is saved as you go.",
  none: "No journey yet: begin the first one below.",
  current: "Current step: {{step}}",
  begun: "Begun on {{date}}",
  done: "{{done}} steps done of {{all}}",
  begin: {
    title: "Begin a journey",
    name: "Name of your organisation",
    nameHelp: "The supplier that will send the data: software vendor, establishment, GHT, GRADeS.",
    kind: "Kind of solution",
    submit: "Begin",
    needed: "To be filled in.",
    tooLong: "200 characters at most.",
    failed: "The journey was not created: {{reason}}",
  },
  kindHelp: {
    "regional-eai": "An integration hub feeds the ROR for a whole region. One certificate.",
    saas: "A hosted solution feeds the ROR for several establishments. One certificate.",
    proprietary:
      "A solution installed at the establishment or GHT. One certificate for each instance that feeds.",
  },
};
