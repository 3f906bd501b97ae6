import { z } from "zod";

/** Shapes of the white list's API: the server validates by them, the pages take their types from them. */

/** One request names at most as many establishments as a list has lines. */
const establishmentsMax = 5_000;
const idNatStruct = z.string().min(1).max(50);
const establishment = z.strictObject({ idNatStruct: z.string(), name: z.string() });
const https = z
  .url({ protocol: /^https$/ })
  .max(500)
  .refine((text) => {
    const { username, password, search, hash } = new URL(text);
    return username === "" && password === "" && search === "" && hash === "";
  }, "no credentials, query or fragment here")
  .transform((text) => text.replace(/\/+$/, ""));
const refused = z
  .array(z.strictObject({ idNatStruct, reason: z.string().trim().min(1).max(1000) }))
  .max(establishmentsMax);

/** `POST …/white-list/requests`. `date`: the day on which ANS is told, YYYY-MM-DD. */
export const requestMakeShape = z.strictObject({
  /** Fingerprint of a production certificate of the file. */
  fingerprint: z.string().min(1).max(200),
  add: z.array(idNatStruct).max(establishmentsMax).default([]),
  remove: z.array(idNatStruct).max(establishmentsMax).default([]),
  /** Fingerprint of the certificate whose lines this one takes over, all of them; null for none. */
  replaces: z.string().max(200).nullable().default(null),
  takeoverOn: z.iso.date().nullable().default(null),
  date: z.iso.date(),
});
export type RequestMake = z.output<typeof requestMakeShape>;

/** `POST …/white-list/requests/:request/answer`. `documentId`: the e-mail of ANS, when the supplier declares it. */
export const answerMakeShape = z.strictObject({
  date: z.iso.date(),
  documentId: z.string().max(64).nullable().default(null),
  feedingUrl: https,
  tokenUrl: https,
  clientId: z.string().trim().min(1).max(200),
  refused: refused.default([]),
});
export type AnswerMake = z.output<typeof answerMakeShape>;

const certificate = z.strictObject({ subjectDn: z.string(), fingerprint: z.string() });

const requestState = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("declared"), on: z.string(), due: z.string(), overdue: z.boolean() }),
  z.strictObject({
    kind: z.literal("preparing"),
    on: z.string(),
    since: z.string(),
    due: z.string(),
    overdue: z.boolean(),
  }),
  z.strictObject({ kind: z.literal("confirmed"), on: z.string(), feedingUrl: z.string() }),
  z.strictObject({
    kind: z.literal("partly"),
    on: z.string(),
    feedingUrl: z.string(),
    refused: z.array(z.strictObject({ idNatStruct: z.string(), reason: z.string() })),
  }),
  z.strictObject({
    kind: z.literal("impossible"),
    on: z.string(),
    refused: z.array(z.strictObject({ idNatStruct: z.string(), reason: z.string() })),
  }),
]);

/** `GET …/white-list`. */
export const whiteListShape = z.strictObject({
  /** Production certificates that write, each with the establishments that it can be opened for and is open for. */
  certificates: z.array(
    certificate.extend({
      instance: z.string(),
      usable: z.array(establishment),
      open: z.array(establishment.extend({ since: z.string() })),
    }),
  ),
  requests: z.array(
    z.strictObject({
      id: z.string(),
      certificate,
      instance: z.string(),
      add: z.array(establishment),
      remove: z.array(establishment),
      replaces: certificate.nullable(),
      takeoverOn: z.string().nullable(),
      state: requestState,
      /** Whether this person may say that ANS prepares it, and answer it. */
      mayPrepare: z.boolean(),
      mayAnswer: z.boolean(),
      /** True when this person gives the answer of ANS as a document. */
      needsDocument: z.boolean(),
    }),
  ),
  /** Certificates on the white list that are no longer among those above: a renewed one can take their lines. */
  former: z.array(certificate),
  mayAsk: z.boolean(),
  /** Establishments for which somebody else writes or asks. */
  others: z.array(establishment.extend({ journey: z.string() })),
  /** What is proposed for an answer. */
  proposed: z.strictObject({ feedingUrl: z.string(), tokenUrl: z.string(), clientId: z.string() }),
  /** The establishments that are open, with the last PATCH of each that production accepted. */
  fed: z.array(
    z.strictObject({
      establishment,
      since: z.string(),
      acceptance: z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("seen"), at: z.string(), place: z.string() }),
        z.strictObject({ kind: z.literal("declared"), on: z.string() }),
        z.strictObject({ kind: z.literal("none") }),
      ]),
    }),
  ),
  mayDeclareAccepted: z.boolean(),
  /** What the confirmations call for on the production platform; `null` when none is set: ANS does it by hand. */
  platform: z
    .array(
      z.strictObject({
        id: z.string(),
        subjectDn: z.string(),
        state: z.enum(["queued", "failed", "done"]),
        attempts: z.int(),
        reason: z.string(),
        /** Instant of the next attempt; null when none follows. */
        nextAttemptAt: z.string().nullable(),
      }),
    )
    .nullable(),
});
export type WhiteListView = z.infer<typeof whiteListShape>;

/** One change of the white list as ANS and tools take it. `fingerprint` is SHA-256 in upper-case hexadecimal pairs. */
export const changeLineShape = z.strictObject({
  change: z.enum(["add", "remove"]),
  subjectDn: z.string(),
  fingerprint: z.string(),
  idNatStruct: z.string(),
  name: z.string(),
  /** Day on which ANS was told, and day from which it is to hold, YYYY-MM-DD. */
  askedOn: z.string(),
  from: z.string(),
  state: z.enum(["declared", "preparing", "confirmed", "partly", "impossible"]),
});

/** `GET …/white-list/changes?format=json`. */
export const changesFileShape = z.strictObject({ journey: z.string(), changes: z.array(changeLineShape) });
