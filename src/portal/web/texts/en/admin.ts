import type { texts as french } from "../fr/admin.ts";
import type { Same } from "../same.ts";

export const texts: Same<typeof french> = {
  title: "Reference data of the portal",
  intro: "What holds for every file: conditions of the committee, modality of each region, people.",
  introReader: "What holds for every file: conditions of the committee and modality of each region.",
  needed: "To be filled.",
  conditions: {
    title: "Conditions for joining the circle of trust",
    intro:
      "The “red box” of the official page. No public source that was read has its text: it stands here with its source and date, never invented.",
    ask: "No condition known: ask ANS",
    source: "Source: {{source}}, {{date}}",
    remove: "Remove the condition",
    removeNamed: "Remove the condition: {{text}}",
    add: "Add a condition",
    textFr: "Text in French",
    textEn: "Text in English",
    from: "Source",
    fromHelp: "An address, or the person who said so.",
    date: "Date of the source",
    submit: "Add",
  },
  regions: {
    title: "How each region feeds the national ROR",
    intro:
      "Directly or through a regional EAI: the region says which, with a date and a proof. Until somebody recorded it, it is to be confirmed.",
    region: "Region",
    grades: "GRADeS",
    noGrades: "Not found: ask the ARS",
    modality: "Modality",
    is: { direct: "Direct", eai: "Through the regional EAI", "to-be-confirmed": "To be confirmed" },
    proof: "Proof",
    letter: "The letter itself (optional)",
    proofHelp: "Reference of the letter, the e-mail or the page.",
    noProof: "None",
    history_one: "{{count}} earlier answer",
    history_other: "{{count}} earlier answers",
    date: "Date of the proof",
    act: "Action",
    record: "Record",
    recordNamed: "Record the modality: {{region}}",
    notYours: "For the GRADeS of the region.",
  },
  people: {
    title: "People",
    intro: "Every role, and the invitations that wait for a first sign-in.",
    waiting: "Invitations that wait",
    invite: "Invite to any role",
  },
  trail: {
    title: "Integrity of the history",
    intro:
      "Reads every line again and names those that were changed or removed. Note the last fingerprint elsewhere: “raccord audit verify --expect” will show whether the end was rewritten.",
    check: "Check now",
    whole: "Whole",
    broken: "Altered",
    lines_one: "{{count}} line read.",
    lines_other: "{{count}} lines read.",
    head: "Last fingerprint:",
    fault: {
      altered: "Line {{sequence}}: changed.",
      missing: "Line {{sequence}}: missing.",
      "end-missing": "After line {{sequence}}: the end is not what the portal counted.",
    },
  },
};
