import { z } from "zod";
import { paperIds } from "../../domain/journey/paper-kinds.ts";
import { stepIds } from "../../domain/journey/step.ts";

/** Shapes of the papers' API. */

const versionShape = z.strictObject({
  number: z.int(),
  /** Day of sending, YYYY-MM-DD. */
  day: z.string(),
  by: z.string(),
  /** True when the declaration was taken back. */
  withdrawn: z.boolean(),
});

const changeShape = z.strictObject({ label: z.string(), before: z.string(), after: z.string() });

export const paperShape = z.strictObject({
  paper: z.enum(paperIds),
  /** Code of the region of a letter to a GRADeS; empty for other papers. */
  region: z.string(),
  steps: z.array(z.enum(stepIds)),
  title: z.string(),
  subtitle: z.string(),
  /** Labels of what nobody filled yet. */
  unfilled: z.array(z.string()),
  /** Newest first. */
  versions: z.array(versionShape),
  /** What it says otherwise than the last version sent; `null` while none was. At most a hundred of `changeCount`. */
  changes: z.array(changeShape).nullable(),
  changeCount: z.int(),
  /** True when people declare its sending here; other papers are kept when their move is recorded. */
  declaredHere: z.boolean(),
  /** The official form in the library, when it is a PDF. */
  form: z.boolean(),
});
export type PaperView = z.infer<typeof paperShape>;

/** `GET /api/journeys/:journey/papers`. */
export const paperListShape = z.strictObject({
  papers: z.array(paperShape),
  /** True when this person may declare one sent. */
  mayDeclare: z.boolean(),
});
export type PaperList = z.infer<typeof paperListShape>;

/** `GET /api/journeys/:journey/papers/:paper/message`: the covering e-mail. */
export const paperMessageShape = z.strictObject({
  to: z.string(),
  cc: z.string(),
  subject: z.string(),
  text: z.string(),
  attachments: z.array(z.strictObject({ name: z.string(), sizeBytes: z.int() })),
});
export type PaperMessage = z.infer<typeof paperMessageShape>;

/** `GET /api/journeys/:journey/papers/:paper/form/fields`: how the official form was understood. */
export const formFieldsShape = z.strictObject({
  /** Fields of the form that were filled, with what. */
  filled: z.array(z.strictObject({ field: z.string(), label: z.string(), value: z.string() })),
  /** Fields of the form that no fact is known for. */
  unknown: z.array(z.string()),
  /** What the paper says and no field of the form takes. */
  left: z.array(z.string()),
});
export type FormFields = z.infer<typeof formFieldsShape>;

/** `POST /api/journeys/:journey/papers/:paper/versions`: it was sent on this day. */
export const paperSentShape = z.strictObject({
  region: z.string().max(3).default(""),
  date: z.iso.date(),
});
