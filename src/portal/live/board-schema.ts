import { z } from "zod";

/*
 * The answers of the connector's HTTP API as the live page reads them. Members that the page does not know are
 * ignored, so that a newer connector still has a page; a missing or mistyped member is a refusal in words.
 */

const instant = z.iso.datetime({ offset: true });
const maybeInstant = instant.nullable();
const count = z.int();

/** Body of `POST /feeds/:feed/warm-up/end`: who decided it. */
export const warmUpEndSchema = z.strictObject({ by: z.string().trim().min(1).max(100) });

/** One sentence in both languages of the page. */
const textSchema = z.object({ fr: z.string(), en: z.string() });

const feedSchema = z.object({
  name: z.string(),
  lastReceivedAt: maybeInstant,
  lastKnownAt: maybeInstant,
  warmUpEndedAt: maybeInstant,
  silent: z.boolean(),
  facts: count,
  refused: count,
  unknownUnits: z.array(z.string()),
});

/** The certificate that a target is reached with. `due`: its end comes within 90, 60 or 30 days. */
const certificateSchema = z.object({
  subjectDn: z.string().nullable(),
  validTo: maybeInstant,
  daysLeft: count.nullable(),
  notice: z.enum(["none", "due", "expired", "unreadable"]),
  /** Identifier of the next one, when it stands ready. */
  successor: z.string().nullable(),
});

const targetSchema = z.object({
  name: z.string(),
  state: z.enum(["open", "paused", "broken"]),
  since: maybeInstant,
  reason: textSchema.nullable(),
  certificate: certificateSchema.nullable(),
});

const indicatorSchema = z.object({
  id: z.string(),
  label: textSchema,
  /** `status/temporality/gender/closing/additional/crisis/assignment`, `-` for an absent one. */
  key: z.string(),
  wanted: count.nullable(),
  wantedUpdatedAt: maybeInstant,
  confirmed: count.nullable(),
  confirmedAt: maybeInstant,
  status: z.enum(["confirmed", "waiting", "held", "refused"]),
});

const placeSchema = z.object({
  id: z.string(),
  label: z.string(),
  identifier: z.string(),
  nature: z.enum(["bed", "place"]),
  target: z.string(),
  feed: z.string(),
  state: z.enum(["open", "parked"]),
  parkedReason: textSchema.nullable(),
  held: z.array(z.object({ code: z.string(), text: textSchema })),
  warnings: z.array(textSchema),
  indicators: z.array(indicatorSchema),
});

const deliverySchema = z.object({
  at: instant,
  place: z.string(),
  indicator: z.string(),
  operation: z.enum(["replace", "add", "delete"]),
  status: count.nullable(),
  ok: z.boolean(),
  durationMs: z.number(),
});

const refusalSchema = z.object({
  at: instant,
  kind: z.enum(["delivery", "message", "sheet"]),
  place: z.string().nullable(),
  code: z.string(),
  text: textSchema,
  advice: textSchema,
  count,
});

const taskSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  openedAt: instant,
  audience: z.string(),
  text: textSchema,
  message: textSchema,
});

/** `GET /board`: everything that the page shows, at one instant of the connector's clock. */
export const boardSchema = z.object({
  at: instant,
  establishment: z.string(),
  feeds: z.array(feedSchema),
  targets: z.array(targetSchema),
  places: z.array(placeSchema),
  deliveries: z.array(deliverySchema),
  refusals: z.array(refusalSchema),
  tasks: z.array(taskSchema),
});

/** `GET /places/:id/explain`: the beds and movements behind each figure of one place. */
export const explanationSchema = z.object({
  place: z.string(),
  at: instant,
  figures: z.array(
    z.object({
      indicator: z.string(),
      label: textSchema,
      count,
      lines: z.array(
        z.object({
          bed: z.string().nullable(),
          state: z.string(),
          reason: textSchema,
          movements: z.array(z.string()),
        }),
      ),
    }),
  ),
});

export type Text = z.output<typeof textSchema>;
export type Feed = z.output<typeof feedSchema>;
export type Certificate = z.output<typeof certificateSchema>;
export type Target = z.output<typeof targetSchema>;
export type Indicator = z.output<typeof indicatorSchema>;
export type Place = z.output<typeof placeSchema>;
export type Delivery = z.output<typeof deliverySchema>;
export type Refusal = z.output<typeof refusalSchema>;
export type Task = z.output<typeof taskSchema>;
export type Board = z.output<typeof boardSchema>;
export type Explanation = z.output<typeof explanationSchema>;

/**
 * Why the portal could not pass on an answer: the connector cannot be reached, took too long, answered something
 * that is not this contract, does not know the place or feed, or refused the request.
 */
export type Problem = "unreachable" | "timeout" | "not-understood" | "not-found" | "refused";

/** Body of every failed answer of the portal. `at` is its own clock; `last` the last good board, where one is known. */
export interface ProblemBody {
  readonly problem: Problem;
  readonly at: string;
  readonly last?: Board | null;
}
