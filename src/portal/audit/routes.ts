import type { JourneyWorld, TypedApp } from "../journey/world.ts";
import { auditShape } from "./shapes.ts";
import { verifyTrail } from "./trail.ts";

/** The check of the audit trail while the portal runs; `raccord audit verify` does the same on its database. */
export function auditRoutes(app: TypedApp, world: JourneyWorld): void {
  let running: ReturnType<typeof verifyTrail> | undefined;
  app.get("/api/audit/verify", { schema: { response: { 200: auditShape } } }, async () => {
    // Whoever asks meanwhile shares the walk.
    running ??= verifyTrail(world.database).finally(() => {
      running = undefined;
    });
    const { lines, head, faults } = await running;
    return { lines, head, faults: faults.map((fault) => ({ ...fault })) };
  });
}
