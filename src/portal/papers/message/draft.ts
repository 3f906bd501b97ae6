import { createTransport } from "nodemailer";
import type { JourneyFacts } from "../../../domain/journey/facts.ts";
import { paperKind } from "../../../domain/journey/paper-kinds.ts";
import type { PortalDatabase } from "../../store/tables.ts";
import type { PaperContent } from "../content.ts";
import { sayIn } from "../kinds/paper-source.ts";
import { coveringText, typedRecipients } from "./covering-text.ts";
import { type Enclosure, enclosuresOf } from "./enclosures.ts";

/** An e-mail ready to be looked at and sent by a person. */
export interface Draft {
  /** Addresses, separated by commas; empty where nobody knows one. */
  readonly to: string;
  readonly cc: string;
  readonly subject: string;
  readonly text: string;
  readonly enclosed: readonly Enclosure[];
}

/** Who sends, and when. */
export interface DraftBy {
  readonly facts: JourneyFacts;
  readonly at: Date;
  readonly author: string;
}

/** The covering e-mail of a paper with everything that goes with it; what is too large for an e-mail is named in it. */
export async function paperDraft(
  database: PortalDatabase,
  journey: { readonly id: string; readonly name: string },
  content: PaperContent,
  by: DraftBy,
): Promise<Draft> {
  const { enclosed, tooLarge } = await enclosuresOf(database, journey, content, by);
  const { subject, body } = coveringText(content, journey.name, by.facts);
  const { to, cc } = paperKind(content.paper);
  const say = sayIn(content.language);
  const later = say(
    "Trop volumineux pour ce courriel, envoyés à part :",
    "Too large for this e-mail, sent separately:",
  );
  return {
    to: to || typedRecipients(content, by.facts),
    cc,
    subject,
    text:
      tooLarge.length === 0 ? body : `${body}\n\n${later}\n${tooLarge.map((name) => `- ${name}`).join("\n")}`,
    enclosed,
  };
}

/**
 * A draft as a file that mail programs open for sending (RFC 5322, MIME): `X-Unsent` makes them offer it as a message to be
 * completed. `from` is empty when the person's address is not known: the program puts its own.
 */
export async function draftEml(
  draft: Draft,
  { from, at, id }: { readonly from: string; readonly at: Date; readonly id: string },
): Promise<Buffer> {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  const { message } = await transport.sendMail({
    ...(from === "" ? {} : { from }),
    to: draft.to,
    cc: draft.cc,
    subject: draft.subject,
    text: draft.text,
    date: at,
    messageId: `<${id}@raccord.invalid>`,
    headers: { "X-Unsent": "1" },
    attachments: draft.enclosed.map(({ name, mediaType, bytes }) => ({
      filename: name,
      contentType: mediaType,
      content: Buffer.from(bytes),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return Buffer.isBuffer(message) ? message : Buffer.from(String(message), "utf8");
}
