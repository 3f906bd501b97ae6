import { z } from "zod";

/** `GET /api/journeys/:journey/test-access`: what was granted, and how far the platform has it. */
export const testAccessShape = z.strictObject({
  /** False: no test platform is set, so ANS sets accesses up by hand. */
  platform: z.boolean(),
  granted: z.enum(["none", "no-certificate", "client"]),
  clientId: z.string(),
  subjectDn: z.string(),
  profile: z.int().nullable(),
  idNatStructs: z.array(z.string()),
  /** How far the platform is; null before the first grant. */
  setUp: z
    .strictObject({
      state: z.enum(["queued", "failed", "done"]),
      reason: z.string(),
      attempts: z.int(),
      nextAttemptAt: z.string().nullable(),
      doneAt: z.string().nullable(),
    })
    .nullable(),
});
export type TestAccessView = z.infer<typeof testAccessShape>;
