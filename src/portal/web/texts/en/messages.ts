import type { texts as fr } from "../fr/messages.ts";
import type { Same } from "../same.ts";

/** Messages that go out. */
export const texts: Same<typeof fr> = {
  title: "Messages to the supplier",
  all: "Messages going out",
  none: "No message.",
  unset: "Sending by mail is not set (portal.mail): copy the message and send it yourself.",
  to: "To: {{to}}",
  nobody: "No address in the file (signatory, contacts of step 00): copy the message.",
  state: { queued: "Waiting", sent: "Sent", failed: "Not sent yet", withdrawn: "Held back" },
  made: "prepared on {{date}}",
  sentAt: "left on {{date}}",
  failed: "Attempts: {{attempts}}. The server said: {{reason}}",
  next: "Next attempt: {{date}}",
  withdrawn: "The decision was taken back before it left.",
  show: "Read the message",
  copy: "Copy the message",
};
