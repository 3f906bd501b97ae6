import type { ActOutView } from "../../act-out/shapes.ts";

type ActId = Extract<ActOutView, { state: "begun" }>["acts"][number]["id"];

const moves = "step-moves";

/** Headings of the panels where an act is played by hand, in the order of its gestures. */
export const gesturePanels: Readonly<Record<ActId, readonly string[]>> = {
  who: [moves],
  data: [moves],
  modalities: [moves],
  application: [],
  signatures: [moves],
  sending: [moves],
  hospital: ["confirmations"],
  committee: ["committee-desk"],
  access: ["committee-access"],
  "test-material": [moves],
  contract: [moves],
  designation: [moves],
  certificates: [moves],
  mapping: [],
  identifiers: [],
  tests: [moves, "campaign", "journal"],
  request: [moves, "white-list-ask"],
  "white-list": ["white-list-requests"],
  live: ["fed"],
};
