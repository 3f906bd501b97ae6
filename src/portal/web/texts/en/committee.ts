import type { texts as fr } from "../fr/committee.ts";
import type { Same } from "../same.ts";

/** The committee's desk, on step 03. */
export const texts: Same<typeof fr> = {
  title: "Examination by the committee and ANS",
  intro:
    "What is noted here is noted by the committee, ANS or the supplier, each by name. An answer that came by e-mail is noted in “Move the step on”.",
  unsent: "The application is not sent: there is nothing to examine.",
  signed: "{{name}}, {{date}}",
  takeBack: "Take it back",
  takeBackTitle: "Take back: {{what}}",
  questions: {
    title: "Questions and answers",
    none: "No question.",
    ask: "Ask a question",
    question: "Question",
    answer: "Answer",
    answerText: "Your answer",
    open: "Waits for an answer",
  },
  opinions: {
    title: "Opinions of the member organisations",
    none: "no opinion yet",
    give: "Opinion of {{member}}: {{opinion}}",
    favourable: "favourable",
    reserved: "with a reserve",
    unfavourable: "unfavourable",
  },
  conditions: {
    title: "Conditions",
    none: "The portal knows of no condition.",
    met: "met",
    "not-met": "not met",
    open: "to be judged",
    judge: "Judge: {{verdict}}",
    evidence: "What shows it",
  },
  decision: {
    title: "Decision",
    none: "No decision yet.",
    favourable: "Decide favourably",
    "changes-requested": "Ask for changes",
    refused: "Refuse",
    made: {
      favourable: "Favourable",
      "changes-requested": "Changes requested",
      refused: "Application refused",
    },
    reopened: "Signature and sending are open again; what was recorded stays visible below.",
    obstacle: {
      "no-opinion": "No member gave an opinion.",
      "open-question": "A question waits for its answer.",
      "condition-open": "A condition is not judged.",
      "condition-not-met": "A condition is not met: ask for changes.",
    },
    obstacles: "A favourable decision is not possible yet:",
  },
  access: {
    title: "Test access",
    granted: "Access granted",
    help: "A message leaves with the opinion, the letter, the rights and how to connect.",
    date: "Day",
    profile: "Profile granted",
    none: "none: feeding alone",
    clientId: "client_id",
    clientIdHelp: "The identifier alone, never a secret.",
    letter: "Reference of the notification letter",
    grant: "Grant the access",
    needed: "To be filled in.",
    failed: "The portal did not note it: {{reason}}",
  },
  rounds: {
    title: "Earlier rounds",
    help: "Noted before the last decision: visible, without effect.",
  },
};
