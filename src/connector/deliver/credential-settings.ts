import { z } from "zod";

/** Either a PEM file or the PEM text itself. */
export const pem = z.union([
  z.strictObject({ file: z.string().min(1) }),
  z.strictObject({ text: z.string().startsWith("-----BEGIN") }),
]);

/** A client certificate with its key. */
export const certificateSettings = z.strictObject({
  certificate: pem,
  key: pem,
  keyPassphraseFile: z.string().min(1).optional(),
});

/** A service prefix on the API host (ror-api §2). */
export const servicePrefix = z
  .string()
  .regex(/^(\/[A-Za-z0-9._~-]+)*$/, "starts with a slash, ends without one");
