import { z } from "zod";

/** Shapes of a journey's certificates: the server validates by them, the pages take their types from them. */

/** What a certificate is for. `instance` names a running instance, or is empty for the supplier's one certificate. */
export const certificatePlaceShape = z.strictObject({
  environment: z.enum(["test", "production"]),
  role: z.enum(["writer", "reader"]),
  instance: z
    .string()
    .trim()
    .max(200)
    .regex(/^[^\p{Cc}]*$/u)
    .default(""),
});
export type CertificatePlace = z.infer<typeof certificatePlaceShape>;

const wordsShape = z.strictObject({ fr: z.string(), en: z.string() });

/** One of the twelve checks. `text` and `advice` are empty when it passed. */
export const verdictShape = z.strictObject({
  /** 1 to 12, the row of onboarding §5.6. */
  check: z.int(),
  name: z.string(),
  result: z.enum(["passed", "warned", "failed", "could-not-check"]),
  title: wordsShape,
  text: wordsShape,
  advice: wordsShape,
  detail: z.string(),
});
export type VerdictView = z.infer<typeof verdictShape>;

export const certificateShape = z.strictObject({
  id: z.string(),
  environment: z.enum(["test", "production"]),
  role: z.enum(["writer", "reader"]),
  instance: z.string(),
  /** RFC 4514 text, ready to be sent to the ROR team. */
  subjectDn: z.string(),
  /** Upper-case hexadecimal SHA-256, in pairs. */
  fingerprint: z.string(),
  notAfter: z.string(),
  uploadedAt: z.string(),
  uploadedByName: z.string(),
  /** Instant of the checks; they are made again on demand. */
  checkedAt: z.string(),
  verdicts: z.array(verdictShape),
});
export type CertificateView = z.infer<typeof certificateShape>;

/** `GET /api/journeys/:journey/certificates`. */
export const certificateListShape = z.strictObject({
  /** Every certificate that the supplier needs, and the structures that each may bear, the likeliest first. */
  needed: z.array(
    z.strictObject({
      environment: z.enum(["test", "production"]),
      role: z.enum(["writer", "reader"]),
      instance: z.string(),
      structures: z.array(
        z.strictObject({ idNatStruct: z.string(), name: z.string(), department: z.string() }),
      ),
    }),
  ),
  certificates: z.array(certificateShape),
});
export type CertificateList = z.infer<typeof certificateListShape>;

/** `POST /api/journeys/:journey/certificates/:certificate/remove`. */
export const certificateRemoveShape = z.strictObject({ reason: z.string().trim().min(1).max(2000) });
