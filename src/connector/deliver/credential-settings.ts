import { z } from "zod";

/** Either a PEM file or the PEM text itself. */
export const pem = z.union([
  z.strictObject({ file: z.string().min(1) }),
  z.strictObject({ text: z.string().startsWith("-----BEGIN") }),
]);

/** Files that hold a client certificate and its key. */
const certificateFiles = z.strictObject({
  certificate: pem,
  key: pem,
  keyPassphraseFile: z.string().min(1).optional(),
});

/** Whatever is in service in a certificate store: `raccord certificate switch` changes it, these settings stay. */
const storedCertificate = z.strictObject({
  /** Folder of the store. */
  store: z.string().min(1),
  environment: z.enum(["test", "production"]),
  role: z.enum(["reader", "writer"]).default("writer"),
});

/** A client certificate with its key: in a certificate store, or in files. */
export const certificateSettings = z.union([storedCertificate, certificateFiles], {
  error: "name a store (store, environment, role) or files (certificate, key, keyPassphraseFile)",
});

/** A service prefix on the API host (ror-api §2). */
export const servicePrefix = z
  .string()
  .regex(/^(\/[A-Za-z0-9._~-]+)*$/, "starts with a slash, ends without one");
