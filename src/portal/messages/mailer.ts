import { readFileSync } from "node:fs";
import { createTransport } from "nodemailer";
import type { MailSettings } from "./settings.ts";

/** A message as it leaves. */
export interface OutgoingMail {
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/** Hands messages to a mail server. */
export interface Mailer {
  /** Ends when the server took the message for every recipient; rejects with what it said instead. */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

/** Opens no connection before the first message. Throws when a file of the settings cannot be read. */
export function createMailer(settings: MailSettings): Mailer {
  const { host, port, tls, user, passwordFile, authorityFile, from, timeoutMs } = settings;
  const transport = createTransport({
    host,
    port,
    secure: tls === "implicit",
    requireTLS: tls === "starttls",
    ignoreTLS: tls === "none",
    ...(authorityFile === undefined ? {} : { tls: { ca: readFileSync(authorityFile, "utf8") } }),
    ...(user === undefined || passwordFile === undefined
      ? {}
      : { auth: { user, pass: readFileSync(passwordFile, "utf8").trim() } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.slice(from.lastIndexOf("@") + 1);
  return {
    async send({ id, to, subject, text }) {
      const { rejected } = await transport.sendMail({
        from,
        to: [...to],
        subject,
        text,
        // The same at each attempt: whoever gets it twice can see that it is one message.
        messageId: `<${id}@${domain}>`,
      });
      if (rejected.length > 0) throw new Error(`refused for ${rejected.map(String).join(", ")}`);
    },
    close: () => transport.close(),
  };
}
