import type { texts as fr } from "../fr/queue.ts";
import type { Same } from "../same.ts";

/** What waits for the committee, ANS or a GRADeS. */
export const texts: Same<typeof fr> = {
  title: "To deal with",
  committee: {
    title: "Applications to the circle of trust",
    none: "No application waits.",
    since: "since {{date}}",
    turn: { decide: "to be decided", supplier: "the supplier is to answer", grant: "access to be granted" },
    questions_one: "{{count}} question without an answer",
    questions_other: "{{count}} questions without an answer",
    opinions: "Opinions: {{list}}",
    noOpinions: "No opinion",
    opinion: { favourable: "favourable", reserved: "with a reserve", unfavourable: "unfavourable" },
    yours: "Your opinion is awaited: {{members}}",
  },
  whiteList: {
    title: "White list: answers awaited from ANS",
    none: "No request waits.",
    state: { declared: "to be prepared", preparing: "being prepared" },
    overdue: "overdue",
    days: "asked on {{on}}, answer due on {{due}}",
    counts: "{{add}} to open, {{remove}} to remove",
    shared_one: "{{count}} establishment has another supplier already",
    shared_other: "{{count}} establishments have another supplier already",
  },
  regions: {
    title: "Files of your region",
    none: "No file.",
    mapping_one: "{{count}} identifier asked for since {{date}}",
    mapping_other: "{{count}} identifiers asked for since {{date}}",
    nothing: "Nothing is asked.",
    modality: "Modality to be told: {{regions}}",
    sent: "application sent",
    unsent: "application in preparation",
  },
};
