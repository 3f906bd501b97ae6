import { roundsOfWait, summariseDelays, waits } from "../../domain/journey/delays.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { dayInParis } from "./load-facts.ts";
import { type Delays, delaysShape } from "./shapes.ts";
import type { JourneyWorld, TypedApp } from "./world.ts";

/** What the recorded files say about waits that nobody publishes (onboarding §0.4, §10). */
export function delayRoutes(app: TypedApp, world: JourneyWorld): void {
  app.get("/api/delays", { schema: { response: { 200: delaysShape } } }, () => readDelays(world.database));
}

/** Median and range of each wait over every journey, round by round; moves that were taken back do not count. */
export async function readDelays(database: PortalDatabase): Promise<Delays> {
  const names = [...new Set(waits.flatMap(({ from, to }) => [...from, ...to]))];
  const rows = await database
    .selectFrom("move_record")
    .select(["journey_id", "subject", "move", "day", "at_ms"])
    .where("move", "in", names)
    .where("withdrawn_at_ms", "is", null)
    .orderBy("sequence")
    .execute();
  // A decision with a reason alone has no day of its own: the one on which it was recorded is its day.
  const moves = rows.map((row) => ({
    journey: row.journey_id,
    subject: row.subject,
    move: row.move,
    day: row.day ?? dayInParis(row.at_ms),
  }));
  // Each request to the white list waits by itself, and all of a file count as that one file.
  const files = [...Map.groupBy(moves, ({ journey }) => journey).values()].map((own) => [
    ...Map.groupBy(own, ({ subject }) => subject).values(),
  ]);
  return {
    waits: waits.map((wait) => {
      const { files: count, days } = summariseDelays(
        files.map((own) => own.flatMap((thing) => roundsOfWait(wait, thing))),
      );
      const { name, step, publishedWorkingDays } = wait;
      return { name, step, files: count, days: days === null ? null : { ...days }, publishedWorkingDays };
    }),
  };
}
