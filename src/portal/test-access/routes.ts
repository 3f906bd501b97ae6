import { z } from "zod";
import { testAccess } from "../../domain/journey/test-access.ts";
import { journeyOf } from "../access/guard.ts";
import { factsOf, type JourneyWorld, type TypedApp } from "../journey/world.ts";
import { testAccessShape } from "./shapes.ts";

/** The access of a supplier to the test platform, as granted and as set up there. */
export function testAccessRoutes(app: TypedApp, world: JourneyWorld): void {
  app.get(
    "/api/journeys/:journey/test-access",
    {
      schema: {
        params: z.strictObject({ journey: z.string().min(1).max(64) }),
        response: { 200: testAccessShape },
      },
    },
    async (request) => {
      const { journey } = journeyOf(request);
      const access = testAccess(await factsOf(world, world.database, journey.id));
      const row = await world.database
        .selectFrom("test_access")
        .selectAll()
        .where("journey_id", "=", journey.id)
        .executeTakeFirst();
      const at = (ms: number | null): string | null =>
        ms === null ? null : new Date(Number(ms)).toISOString();
      return {
        platform: world.testAccess.configured,
        granted: access.kind,
        clientId: access.kind === "none" ? "" : access.clientId,
        subjectDn: access.kind === "client" ? access.subjectDn : "",
        profile: access.kind === "client" ? (access.profile ?? null) : null,
        idNatStructs: access.kind === "client" ? [...access.idNatStructs] : [],
        setUp:
          row === undefined
            ? null
            : {
                state: row.state,
                reason: row.reason,
                attempts: row.attempts,
                nextAttemptAt: row.state === "done" ? null : at(row.next_attempt_at_ms),
                doneAt: at(row.done_at_ms),
              },
      };
    },
  );
}
