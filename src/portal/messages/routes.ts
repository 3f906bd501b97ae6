import { z } from "zod";
import { journeyOf } from "../access/guard.ts";
import type { JourneyWorld, TypedApp } from "../journey/world.ts";
import { readMessages } from "./outbox.ts";
import { messagesShape } from "./shapes.ts";

/** What went out to suppliers, of one journey or of all. */
export function messageRoutes(app: TypedApp, world: JourneyWorld): void {
  const { database, mail } = world;
  app.get("/api/messages", { schema: { response: { 200: messagesShape } } }, async () => ({
    sending: mail.configured,
    messages: [...(await readMessages(database, undefined))],
  }));
  app.get(
    "/api/journeys/:journey/messages",
    {
      schema: {
        params: z.strictObject({ journey: z.string().min(1).max(64) }),
        response: { 200: messagesShape },
      },
    },
    async (request) => ({
      sending: mail.configured,
      messages: [...(await readMessages(database, journeyOf(request).journey.id))],
    }),
  );
}
