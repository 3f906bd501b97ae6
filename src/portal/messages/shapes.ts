import { z } from "zod";

const messageShape = z.strictObject({
  id: z.string(),
  journeyId: z.string(),
  journeyName: z.string(),
  to: z.array(z.string()),
  subjectFr: z.string(),
  subjectEn: z.string(),
  textFr: z.string(),
  textEn: z.string(),
  state: z.enum(["queued", "sent", "failed", "withdrawn"]),
  attempts: z.int(),
  /** What the last attempt met; empty when none failed. */
  reason: z.string(),
  createdAt: z.string(),
  nextAttemptAt: z.string().nullable(),
  sentAt: z.string().nullable(),
});
export type MessageView = z.infer<typeof messageShape>;

/** `GET /api/messages` and `GET /api/journeys/:journey/messages`: newest first. */
export const messagesShape = z.strictObject({
  /** False while no mail server is set: the messages are there to be copied. */
  sending: z.boolean(),
  messages: z.array(messageShape),
});
export type Messages = z.infer<typeof messagesShape>;
