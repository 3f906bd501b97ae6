import { z } from "zod";
import { supplierKinds } from "../../domain/journey/facts.ts";
import { committeeMembers, supplierRoles } from "../../domain/journey/roles.ts";
import { stepIds } from "../../domain/journey/step.ts";

/** Shapes of the journey's API: the server validates by them, the pages take their types from them. */

export const grantShape = z.discriminatedUnion("role", [
  z.strictObject({ role: z.enum(supplierRoles), organisationId: z.string().min(1).max(64) }),
  z.strictObject({
    role: z.literal("establishment-contact"),
    organisationId: z.string().min(1).max(64),
    finess: z.string().min(1).max(9),
  }),
  z.strictObject({ role: z.literal("grades"), region: z.string().min(2).max(2) }),
  z.strictObject({ role: z.literal("committee-member"), member: z.enum(committeeMembers) }),
  z.strictObject({ role: z.literal("ans-operator") }),
  z.strictObject({ role: z.literal("administrator") }),
]);

/** `GET /api/session`: who is signed in. `csrfToken` goes into the header `x-csrf-token` of every changing call. */
export const sessionShape = z.strictObject({
  person: z
    .strictObject({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      grants: z.array(grantShape),
    })
    .nullable(),
  csrfToken: z.string().nullable(),
  /** True when the embedded provider with invented people serves the sign-in. */
  demonstration: z.boolean(),
});
export type Session = z.infer<typeof sessionShape>;

const valueShape = z.union([z.string().max(4000), z.boolean(), z.null()]);

/** One field that was typed. `base` is the revision that the person saw, 0 for a field never stored. */
export const changeShape = z.strictObject({
  section: z.string().min(1).max(40),
  row: z.string().max(40),
  field: z.string().min(1).max(40),
  value: valueShape,
  base: z.int().min(0),
});
export type Change = z.infer<typeof changeShape>;

/** `PATCH /api/journeys/:journey/answers`. */
export const changesShape = z.strictObject({ changes: z.array(changeShape).min(1).max(200) });

/** Its answer: one result per change, in order. `conflict`: somebody else's value stands; nothing was overwritten. */
export const changeResultsShape = z.strictObject({
  results: z.array(
    z.strictObject({
      section: z.string(),
      row: z.string(),
      field: z.string(),
      status: z.enum(["saved", "conflict", "refused"]),
      revision: z.int(),
      value: valueShape,
      by: z.string().nullable(),
    }),
  ),
});
export type ChangeResults = z.infer<typeof changeResultsShape>;

/** `GET /api/journeys/:journey/answers/:section`. */
export const sectionShape = z.strictObject({
  section: z.string(),
  rows: z.array(
    z.strictObject({
      id: z.string(),
      fields: z.record(
        z.string(),
        z.strictObject({ value: valueShape, revision: z.int(), by: z.string(), at: z.string() }),
      ),
    }),
  ),
});
export type SectionView = z.infer<typeof sectionShape>;

const findingShape = z.strictObject({
  code: z.string(),
  severity: z.enum(["missing", "warning", "ask", "ok"]),
  at: z.strictObject({ section: z.string(), row: z.string(), field: z.string() }).optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

export const recordShape = z.strictObject({
  id: z.string(),
  step: z.enum(stepIds),
  move: z.string(),
  subject: z.string(),
  at: z.string(),
  by: z.string(),
  byName: z.string(),
  date: z.string().nullable(),
  documentId: z.string().nullable(),
  reason: z.string().nullable(),
  /** Declared by the supplier from the answer that it uploaded. */
  declared: z.literal(true).optional(),
  withdrawnAt: z.string().nullable(),
  /** The later record that ended the round in which this one counted. */
  closedBy: z.string().optional(),
});
export type RecordView = z.infer<typeof recordShape>;

export const stepShape = z.strictObject({
  id: z.enum(stepIds),
  state: z.enum(["blocked", "not-started", "in-progress", "waiting", "done", "skipped"]),
  blockedBy: z.array(z.enum(stepIds)),
  waitingFor: z.string().nullable(),
  /** Day since when it waits or is done, YYYY-MM-DD. */
  since: z.string().nullable(),
  findings: z.array(findingShape),
  /** The moves of the step: whether this person may make it now, and if not, why. */
  moves: z.array(
    z.strictObject({
      name: z.string(),
      proof: z.enum(["evidence", "date", "date-and-document", "reason"]),
      subject: z.enum(["journey", "thing"]),
      allowed: z.boolean(),
      /** Decides it, or declares from an uploaded answer what somebody else decided. */
      part: z.enum(["decides", "declares", "none"]),
      why: z.enum(["role", "after", "findings", "recorded", "blocked", "skipped"]).nullable(),
    }),
  ),
  /** True when this person may type in some section of it. */
  writable: z.boolean(),
  /** Names of those sections. */
  writes: z.array(z.string()),
});
export type StepView = z.infer<typeof stepShape>;

/** `GET /api/journeys/:journey`. */
export const journeyShape = z.strictObject({
  id: z.string(),
  name: z.string(),
  organisationId: z.string(),
  kind: z.enum(supplierKinds),
  createdAt: z.string(),
  steps: z.array(stepShape),
  records: z.array(recordShape),
});
export type JourneyView = z.infer<typeof journeyShape>;

/** `GET /api/journeys`. */
export const journeyListShape = z.strictObject({
  journeys: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      organisationId: z.string(),
      kind: z.enum(supplierKinds),
      createdAt: z.string(),
      steps: z.array(stepShape.pick({ id: true, state: true })),
      currentStep: z.enum(stepIds),
    }),
  ),
});
export type JourneyList = z.infer<typeof journeyListShape>;

/** `POST /api/journeys`: begins one; the person becomes its applicant when the organisation is new. */
export const journeyBeginShape = z.strictObject({
  name: z.string().trim().min(1).max(200),
  kind: z.enum(supplierKinds),
});

/** `POST /api/journeys/:journey/moves`. `evidence` moves take neither date nor document. */
export const moveMakeShape = z.strictObject({
  move: z.string().min(1).max(60),
  subject: z.string().max(64).default(""),
  date: z.iso.date().nullable().default(null),
  documentId: z.string().max(64).nullable().default(null),
  reason: z.string().trim().max(2000).nullable().default(null),
});

/** `POST /api/journeys/:journey/moves/:record/withdraw`. */
export const moveWithdrawShape = z.strictObject({ reason: z.string().trim().min(1).max(2000) });

/** `POST /api/journeys/:journey/rows`: takes a row out of its table, or puts it back as it was. */
export const rowMarkShape = z.strictObject({
  section: z.string().min(1).max(40),
  row: z.string().min(1).max(40),
  removed: z.boolean(),
});

/** `GET /api/journeys/:journey/trail`, newest first; `before` pages on. `what` is JSON text. */
export const trailShape = z.strictObject({
  lines: z.array(
    z.strictObject({
      sequence: z.int(),
      at: z.string(),
      byName: z.string(),
      action: z.string(),
      what: z.string(),
      why: z.string(),
      hash: z.string(),
    }),
  ),
});
export type TrailView = z.infer<typeof trailShape>;

/** `GET /api/delays`: counts and days over all files, nothing of a single one. */
export const delaysShape = z.strictObject({
  waits: z.array(
    z.strictObject({
      name: z.string(),
      /** The step on whose page people wait. */
      step: z.enum(stepIds),
      /** Files that recorded both days. */
      files: z.int().min(0),
      /** Calendar days; null while too few files have both. */
      days: z.strictObject({ median: z.number(), shortest: z.int(), longest: z.int() }).nullable(),
      publishedWorkingDays: z.int().nullable(),
    }),
  ),
});
export type Delays = z.infer<typeof delaysShape>;

/** Faults in words: `code` is one of the error catalogue. */
export const problemShape = z.strictObject({
  code: z.string(),
  messageFr: z.string(),
  messageEn: z.string(),
  details: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
});
export type ProblemView = z.infer<typeof problemShape>;
