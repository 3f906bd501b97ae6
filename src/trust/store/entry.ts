import { z } from "zod";

/** Shape of `entry.json`: what happened to one certificate since it was stored. */
export const Entry = z.strictObject({
  environment: z.enum(["test", "production"]),
  role: z.enum(["reader", "writer"]),
  importedAtMs: z.int(),
  /** Last rehearsals, oldest first. */
  rehearsals: z
    .array(z.strictObject({ atMs: z.int(), token: z.boolean(), detail: z.string().max(300) }))
    .max(50),
  /** Answer by which the national service said that this subject is on the white list. */
  confirmation: z
    .strictObject({
      /** Day of the answer, `2026-11-23`. */
      date: z.iso.date(),
      /** Where the answer is found: reference of the mail or ticket. */
      reference: z.string().min(1).max(300),
      subjectDn: z.string().min(1).max(1000),
      recordedAtMs: z.int(),
    })
    .optional(),
  /** Each time it was put into service. */
  switchedAtMs: z.array(z.int()).max(50),
});
export type Entry = z.infer<typeof Entry>;

/** Rows of a list that are kept. */
export const HISTORY_ROWS_MAX = 50;
