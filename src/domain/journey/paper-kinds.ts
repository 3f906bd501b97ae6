import { type libraryKinds, mailboxes } from "./library-kinds.ts";
import type { StepId } from "./step.ts";

/** Papers that the portal writes from the facts of a journey, in the order of the journey. */
export const paperIds = [
  "conformity-note",
  "application-sheet",
  "notification-letter",
  "f414-sheet",
  "f101-sheet",
  "f413-sheet",
  "grades-letter",
  "end-of-tests",
] as const;
export type PaperId = (typeof paperIds)[number];

/** A paper: where it is needed, what says that it was sent, and to whom it goes. */
export interface PaperKind {
  readonly id: PaperId;
  /** Steps on whose pages it is offered. */
  readonly steps: readonly StepId[];
  /** Moves that declare it sent: the version of that moment is kept. None: people say so on the page. */
  readonly sentBy: readonly string[];
  /** The official form that it prepares, by its kind in the library. */
  readonly form: (typeof libraryKinds)[number]["id"] | null;
  /** One for each region of the list of establishments. */
  readonly perRegion: boolean;
  /** Addressees that a source names; empty where none does. */
  readonly to: string;
  readonly cc: string;
  /** Kinds of uploaded documents that go with it. */
  readonly encloses: readonly string[];
  /** Where its content and its addressee come from. */
  readonly clause: string;
}

/** Every paper (onboarding §1, "Software: generate" of each step; §2.2 for addressees). */
export const paperKinds: readonly PaperKind[] = [
  paper("conformity-note", ["01"], {
    sentBy: ["application-sent"],
    to: mailboxes.ror,
    clause: "onboarding §1 step 01",
  }),
  paper("application-sheet", ["03"], {
    sentBy: ["application-sent"],
    form: "application-form",
    to: mailboxes.ror,
    encloses: ["application-form", "establishment-list", "charter"],
    clause: "onboarding §1 step 03, §2.2",
  }),
  paper("notification-letter", ["03"], {
    sentBy: ["access-granted", "decision-changes-requested", "decision-refused"],
    encloses: [],
    clause: "official page, step 03; onboarding §1 step 03, outputs",
  }),
  paper("f414-sheet", ["03b"], {
    sentBy: ["f414-sent"],
    form: "f414",
    to: mailboxes.development,
    cc: mailboxes.ror,
    encloses: ["f414"],
    clause: "onboarding §1 step 03b, §2.2",
  }),
  paper("f101-sheet", ["04"], {
    sentBy: ["card-requested"],
    form: "f101",
    encloses: ["f101", "membership-contract"],
    clause: "onboarding §1 step 04, §2.2: the form itself names its address",
  }),
  paper("f413-sheet", ["06"], {
    sentBy: ["designation-sent"],
    form: "f413",
    to: mailboxes.certificates,
    encloses: ["f413"],
    clause: "onboarding §1 step 06, §2.2",
  }),
  paper("grades-letter", ["03", "mapping"], {
    perRegion: true,
    clause: "onboarding §1 step 03, generate; §4",
  }),
  paper("end-of-tests", ["09"], {
    sentBy: ["tests-ended-declared"],
    to: mailboxes.ror,
    encloses: ["test-record", "establishment-list"],
    clause: "onboarding §1 step 09",
  }),
];

function paper(
  id: PaperId,
  steps: readonly StepId[],
  more: Partial<PaperKind> & Pick<PaperKind, "clause">,
): PaperKind {
  return { id, steps, sentBy: [], form: null, perRegion: false, to: "", cc: "", encloses: [], ...more };
}

/** The paper of this name. Throws RangeError for what is none. */
export function paperKind(id: PaperId): PaperKind {
  const found = paperKinds.find((one) => one.id === id);
  if (found === undefined) throw new RangeError(`${id} is not a paper`);
  return found;
}
