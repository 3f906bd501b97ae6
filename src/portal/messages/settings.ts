import { z } from "zod";

const loopbackHosts = new Set(["127.0.0.1", "localhost", "::1"]);

/** The mail server that takes the portal's messages. Without this section the portal shows them, ready to copy. */
export const mailSettings = z
  .strictObject({
    host: z.string().min(1).max(253),
    port: z.int().min(1).max(65_535).default(587),
    /** `starttls`: the connection must become TLS (RFC 3207); `implicit`: TLS from the first byte; `none`: this machine only. */
    tls: z.enum(["starttls", "implicit", "none"]).default("starttls"),
    /** PEM file of the authorities to trust instead of those of the system. */
    authorityFile: z.string().min(1).optional(),
    user: z.string().min(1).max(200).optional(),
    /** File with the user's password. */
    passwordFile: z.string().min(1).optional(),
    /** Sender of the messages. */
    from: z.email(),
    timeoutMs: z.int().min(100).max(300_000).default(20_000),
  })
  .refine((mail) => (mail.user === undefined) === (mail.passwordFile === undefined), {
    error: "give user and passwordFile together, or neither",
  })
  .refine((mail) => mail.tls !== "none" || loopbackHosts.has(mail.host), {
    error: "without TLS only a server on this machine is used",
    path: ["tls"],
  });

export type MailSettings = z.output<typeof mailSettings>;
