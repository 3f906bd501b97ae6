import { z } from "zod";
import { testConnection } from "../../domain/journey/test-platform.ts";
import { journeyOf, signedInOrThrow } from "../access/guard.ts";
import { factsOf, type JourneyWorld, type TypedApp } from "../journey/world.ts";
import { proveTests } from "./evidence.ts";
import { judgeOwnJournal } from "./judge.ts";
import type { TestPlatform } from "./open.ts";
import { evidenceMakeShape, testPlatformShape } from "./shapes.ts";
import { testPlatformView } from "./view.ts";

const params = z.strictObject({ journey: z.string().min(1).max(64) });

/** Step 08: how to connect, what the sandbox's journal shows of the file's client, the proof of the tests. */
export function testPlatformRoutes(
  app: TypedApp,
  world: JourneyWorld,
  platform: TestPlatform | undefined,
): void {
  app.get(
    "/api/journeys/:journey/test-platform",
    { schema: { params, response: { 200: testPlatformShape } } },
    async (request) => {
      const { journey, roles } = journeyOf(request);
      const facts = await factsOf(world, world.database, journey.id);
      return testPlatformView(facts, roles, platform, () =>
        judgeOwnJournal(world, platform, journey.id, testConnection(facts)),
      );
    },
  );
  app.post(
    "/api/journeys/:journey/test-platform/evidence",
    { schema: { params, body: evidenceMakeShape } },
    async (request, reply) => {
      const { journey, roles } = journeyOf(request);
      const { clock, random } = world;
      const maker = { person: signedInOrThrow(request), roles, nowMs: clock.nowMs(), random };
      await proveTests(world, platform, journey.id, request.body, maker);
      return reply.code(204).send();
    },
  );
}
