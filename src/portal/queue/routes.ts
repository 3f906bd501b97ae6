import { signedInOrThrow } from "../access/guard.ts";
import type { JourneyWorld, TypedApp } from "../journey/world.ts";
import { readQueue } from "./read-queue.ts";
import { queueShape } from "./shapes.ts";

/** What waits for the committee, for ANS, for a GRADeS. */
export function queueRoutes(app: TypedApp, world: JourneyWorld): void {
  app.get("/api/queue", { schema: { response: { 200: queueShape } } }, (request) =>
    readQueue(world, signedInOrThrow(request).grants),
  );
}
