import { z } from "zod";
import { journeyOf, signedInOrThrow } from "../access/guard.ts";
import { writeTrail } from "../audit/trail.ts";
import { attachmentHeader } from "../documents/file-name.ts";
import { dayInParis } from "../journey/load-facts.ts";
import {
  changeJourney,
  factsOf,
  type JourneyWorld,
  journeyOrThrow,
  type TypedApp,
} from "../journey/world.ts";
import { journeyArchive } from "./journey-archive.ts";

const journeyParams = z.strictObject({ journey: z.string().min(1).max(64) });

/** The archive of a journey; who took it stands in the trail. */
export function archiveRoutes(app: TypedApp, world: JourneyWorld): void {
  app.get("/api/journeys/:journey/archive", { schema: { params: journeyParams } }, async (request, reply) => {
    const { journey } = journeyOf(request);
    const by = signedInOrThrow(request);
    const atMs = world.clock.nowMs();
    await changeJourney(world, journey.id, (transaction) =>
      writeTrail(transaction, {
        atMs,
        by,
        journeyId: journey.id,
        action: "journey-exported",
        what: {},
        why: "",
      }),
    );
    const { name } = await journeyOrThrow(world, world.database, journey.id);
    const facts = await factsOf(world, world.database, journey.id);
    const archive = await journeyArchive(world.database, {
      journey: { id: journey.id, name },
      facts,
      atMs,
    });
    return reply
      .header("content-disposition", attachmentHeader(`raccord-${name}-${dayInParis(atMs)}.zip`))
      .header("x-content-type-options", "nosniff")
      .type("application/zip")
      .send(archive);
  });
}
