import type { JourneyFacts } from "./facts.ts";
import type { Role } from "./roles.ts";

/** Steps in the order of the pages (official page; onboarding §1, which adds 03b and the GRADeS mapping). */
export const stepIds = [
  "00",
  "01",
  "02",
  "03",
  "03b",
  "04",
  "05",
  "06",
  "07",
  "mapping",
  "08",
  "09",
  "go-live",
  "completed",
] as const;
export type StepId = (typeof stepIds)[number];

/** The four phases of the official page. */
export type Phase = "preparatory" | "administrative" | "technical" | "ans";

/** What runs at the same time (onboarding §0.3). */
export type Track = "start" | "circle-of-trust" | "test-material" | "production" | "data" | "connection";

/** Whom a journey can wait for. */
export type Party = Role | "ans" | "committee" | "igc-sante";

export type StepState = "blocked" | "not-started" | "in-progress" | "waiting" | "done" | "skipped";

/** How a field is typed and judged. `choice` takes one of `options`. */
export type FieldKind =
  | "text"
  | "long-text"
  | "email"
  | "phone"
  | "date"
  | "number"
  | "yes-no"
  | "finess"
  | "siren"
  | "siret"
  | "department"
  | "url";

interface FieldBase {
  /** Needed before the step can be complete; `false`: may stay empty. Conditions belong to the step's `findings`. */
  readonly required: boolean;
  readonly lengthMax: number;
}

export type Field =
  | (FieldBase & { readonly kind: FieldKind })
  | (FieldBase & { readonly kind: "choice"; readonly options: readonly string[] });

/** A group of fields: filled once (`one`), or as rows of a table (`many`). */
export interface Section {
  readonly name: string;
  readonly rows: "one" | "many";
  readonly fields: Readonly<Record<string, Field>>;
  /** Who may write it. */
  readonly writers: readonly Role[];
  /** Roles among the writers that write these fields of rows that are there, and nothing else. */
  readonly onlyFields?: Readonly<Partial<Record<Role, readonly string[]>>>;
  /**
   * Where rows belong to things of a list that can change (indicators, conditions, regions): the identifiers of those that
   * stand. Nothing is asked in a row of any other, which no page shows.
   */
  askedRows?(facts: JourneyFacts): ReadonlySet<string>;
}

/** How a move is proved (DESIGN §8). */
export type Proof =
  /** Software saw it: the step's findings say so. */
  | "evidence"
  /** A person says so, with the date. */
  | "date"
  /** A person says so, with the date and the document. */
  | "date-and-document"
  /** A person decides, with a reason. */
  | "reason";

/** Something that can be recorded once (or once per subject) in a journey. */
export interface Move {
  readonly name: string;
  readonly by: readonly Role[];
  readonly proof: Proof;
  /** Moves that must stand before this one is taken. */
  readonly after: readonly string[];
  /** Moves of which one at least must stand before this one is taken. */
  readonly afterOneOf?: readonly string[];
  /** Moves that must stand for the same thing. */
  readonly afterOwn?: readonly string[];
  /** Moves that may not stand for the same subject: whoever changes their mind takes the first back. */
  readonly excludes?: readonly string[];
  /** Moves whose earlier records it ends: they stay visible, no longer count, and can be made anew (`rounds.ts`). */
  readonly closes?: readonly string[];
  /** The subject is the member organisation that the person speaks for. */
  readonly forMember?: true;
  /** The subject is the FINESS number of the establishment that the person speaks for. */
  readonly forEstablishment?: true;
  /** Whatever else the step asks for before it is taken; false refuses it. */
  readonly when?: (facts: JourneyFacts, subject: string) => boolean;
  /** What it is about: the whole journey, or one thing of it (a certificate, a row). */
  readonly subject: "journey" | "thing";
  /**
   * Roles among `by` who do not decide it and declare what they were answered: they give the day and the uploaded answer
   * besides the proof, and its effect is the same (DESIGN §8).
   */
  readonly declaredBy?: readonly Role[];
  /** The move by which the supplier declares the same from the answer, where that has a name of its own. */
  readonly declaredAs?: string;
  /** It has a content that its own route takes: nobody makes it as a bare move. */
  readonly ownRoute?: true;
  /** Can be recorded although an earlier step is open. */
  readonly whileBlocked?: true;
  /** Allowed only while no finding of the step is `missing`. */
  readonly whenComplete?: true;
}

/** What the portal found while looking at a step. Texts stand in the pages, by `code`. */
export interface Finding {
  readonly code: string;
  /** `missing` keeps the step open; `warning` does not; `ask` is a question for ANS or GRADeS; `ok` was verified. */
  readonly severity: "missing" | "warning" | "ask" | "ok";
  readonly at?: { readonly section: string; readonly row: string; readonly field: string };
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface StepDefinition {
  readonly id: StepId;
  readonly phase: Phase;
  readonly track: Track;
  /** Who works on it. */
  readonly actors: readonly Role[];
  /** Steps without which this one cannot begin. */
  readonly needs: readonly StepId[];
  readonly sections: readonly Section[];
  readonly moves: readonly Move[];
  /** Everything found, missing fields of `sections` excluded: the caller adds them. */
  findings(facts: JourneyFacts): readonly Finding[];
  /** The party that must act before anything goes on, or nothing. */
  waitingFor(facts: JourneyFacts): Party | undefined;
  /** True when the step does not apply. */
  skipped(facts: JourneyFacts): boolean;
}
