import type { texts as fr } from "../fr/overview.ts";
import type { Same } from "../same.ts";

/** Overview of one journey. */
export const texts: Same<typeof fr> = {
  documentTitle: "{{journey}} · Overview",
  kind: "Kind",
  begun: "Begun on",
  next: {
    title: "Who acts now",
    none: "Nothing to do on your side: everything waits for an answer or is done.",
    you: "(you)",
    also: "Then, or at the same time:",
  },
  waiting: {
    title: "What others are expected to do",
    none: "Nobody is waited for.",
    party: "{{party}}:",
    since: "since {{date}}",
  },
  phases: {
    title: "The four phases",
    preparatory: "Understand the ROR, compare your data, study the request.",
    administrative:
      "Circle of trust, contract, cards, administrators, certificates; and your places with the GRADeS.",
    technical: "Try each request on the test environment.",
    ans: "Announce the end of the tests, get on the white list, feed.",
  },
  plan: {
    title: "Plan: what goes on at the same time",
    text: "The official page shows one queue. These tracks do not wait for each other: begin all of them on day one. They meet at steps 08 and 09.",
    dayOne: "Can begin on day one.",
    free: "Waits for nothing any more ({{steps}}).",
    waits: "Waits for: {{steps}}.",
    opens: "Opens: {{steps}}.",
    short: { mapping: "GRADeS", "go-live": "Production", completed: "Completed" },
  },
  delays: {
    title: "Usual delays",
    text: "ANS announces one delay only: five working days for the white list. The others come from the files of this portal, in calendar days, from five files on.",
    wait: "Wait",
    published: "Announced",
    recorded: "In the files of this portal",
    unpublished: "not published",
    workingDays_one: "{{count}} working day",
    workingDays_other: "{{count}} working days",
    few_zero: "no file",
    few_one: "{{count}} file, too few for a figure",
    few_other: "{{count}} files, too few for a figure",
    days_one: "median {{median}} days, from {{shortest}} to {{longest}} ({{count}} file)",
    days_other: "median {{median}} days, from {{shortest}} to {{longest}} ({{count}} files)",
    waits: {
      opinion: "Committee's opinion on the application",
      access: "Access to the tests after the opinion",
      "test-material": "Handling of form F414",
      "test-card": "Test card by post",
      contract: "Membership contract",
      "representative-card": "Legal representative's card",
      "administrator-cards": "CPA cards",
      designation: "Designation of administrators (F413)",
      "white-list": "White list",
    },
  },
  missing_zero: "nothing is missing",
  missing_one: "{{count}} item is missing",
  missing_other: "{{count}} items are missing",
};
