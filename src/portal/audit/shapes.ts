import { z } from "zod";

/** `GET /api/audit/verify`: the whole trail, checked now. */
export const auditShape = z.strictObject({
  lines: z.int(),
  head: z.string(),
  faults: z.array(
    z.strictObject({
      fault: z.enum(["altered", "missing", "end-missing"]),
      sequence: z.int(),
      expected: z.int().optional(),
    }),
  ),
});
export type AuditView = z.infer<typeof auditShape>;
