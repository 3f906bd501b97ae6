import { z } from "zod";

/** How the certificates of a journey are checked. Unknown members are refused. */
export const certificateSettings = z.strictObject({
  /** Whether revocation lists and authorities are read from the network. */
  checkOnline: z.boolean().default(true),
  /** Hosts that may be asked beside those of the national authority: `name` or `name:port`. */
  moreHosts: z
    .array(z.string().regex(/^[a-z0-9.-]+(:\d{1,5})?$/, "name or name:port"))
    .max(20)
    .default([]),
  /** Files of authorities (PEM, DER, P7B) that complete the chains. */
  authorityFiles: z.array(z.string().min(1)).max(20).default([]),
  /** Longest time that the network may take for one certificate. */
  networkTotalMs: z.int().min(100).max(60_000).default(6_000),
});
export type CertificateSettings = z.output<typeof certificateSettings>;
