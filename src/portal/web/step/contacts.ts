import type { StepId } from "../../../domain/journey/step.ts";

/** Mailboxes as they really are; the official page prints the first with a missing dot (onboarding §9.1). */
const mailboxes = {
  ror: "monserviceclient.ror@esante.gouv.fr",
  developers: "monserviceclient.developpement@esante.gouv.fr",
  certificates: "monserviceclient.certificats@esante.gouv.fr",
} as const;

export interface StepContact {
  readonly to: string;
  readonly cc?: string;
}

/** Whom each step writes to (onboarding §2.2); steps without one depend on the supplier alone, or on a GRADeS. */
export const stepContacts: Partial<Record<StepId, StepContact>> = {
  "00": { to: mailboxes.ror },
  "01": { to: mailboxes.ror },
  "02": { to: mailboxes.ror },
  "03": { to: mailboxes.ror },
  "03b": { to: mailboxes.developers, cc: mailboxes.ror },
  "04": { to: mailboxes.ror },
  "05": { to: mailboxes.ror },
  "06": { to: mailboxes.certificates },
  "07": { to: mailboxes.ror },
  "08": { to: mailboxes.ror },
  "09": { to: mailboxes.ror },
  "go-live": { to: mailboxes.ror },
};

/** Address that opens the person's mail program with the message in it. */
export function mailAddress({ to, cc }: StepContact, subject: string, body: string): string {
  const parts = [
    ...(cc === undefined ? [] : [`cc=${encodeURIComponent(cc)}`]),
    `subject=${encodeURIComponent(subject)}`,
    `body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`,
  ];
  return `mailto:${encodeURIComponent(to).replace("%40", "@")}?${parts.join("&")}`;
}
