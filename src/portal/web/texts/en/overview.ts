import type { texts as fr } from "../fr/overview.ts";
import type { Same } from "../same.ts";

/** Overview of one journey. */
export const texts: Same<typeof fr> = {
  documentTitle: "{{journey}} · Overview",
  kind: "Kind",
  begun: "Begun on",
  next: {
    title: "To do now",
    none: "Nothing to do on your side: everything waits for an answer or is done.",
  },
  waiting: {
    title: "What others are expected to do",
    none: "Nobody is waited for.",
  },
  phases: "The four phases",
  plan: {
    title: "Plan: what goes on at the same time",
    text: "The tracks do not wait for each other: begin all of them on day one.",
  },
  blockedBy: "waits for {{steps}}",
  missing_zero: "nothing is missing",
  missing_one: "{{count}} item is missing",
  missing_other: "{{count}} items are missing",
};
