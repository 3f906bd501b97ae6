import { summariseDelays, waits } from "../../domain/journey/delays.ts";
import { daysUntil } from "../../domain/journey/findings.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { type Delays, delaysShape } from "./shapes.ts";
import type { JourneyWorld, TypedApp } from "./world.ts";

/** What the recorded files say about waits that nobody publishes (onboarding §0.4, §10). */
export function delayRoutes(app: TypedApp, world: JourneyWorld): void {
  app.get("/api/delays", { schema: { response: { 200: delaysShape } } }, () => readDelays(world.database));
}

/** Median and range of each wait over every journey; moves that were taken back do not count. */
export async function readDelays(database: PortalDatabase): Promise<Delays> {
  const names = [...new Set(waits.flatMap(({ from, to }) => [from, to]))];
  const rows = await database
    .selectFrom("move_record")
    .select(["journey_id", "subject", "move", "day"])
    .where("move", "in", names)
    .where("withdrawn_at_ms", "is", null)
    .where("day", "is not", null)
    .execute();
  const days = new Map(rows.map((row) => [`${row.move} ${fileOf(row)}`, row.day ?? ""]));
  const files = [...new Set(rows.map(fileOf))];
  return {
    waits: waits.map(({ name, from, to, publishedWorkingDays }) => {
      const lengths = files.flatMap((file) => {
        const [begun, ended] = [days.get(`${from} ${file}`), days.get(`${to} ${file}`)];
        return begun === undefined || ended === undefined ? [] : [daysUntil(begun, ended)];
      });
      const { files: counted, days: found } = summariseDelays(lengths);
      return { name, files: counted, days: found === null ? null : { ...found }, publishedWorkingDays };
    }),
  };
}

/** Each request to the white list waits by itself: it counts like a file of its own. */
function fileOf(row: { readonly journey_id: string; readonly subject: string }): string {
  return `${row.journey_id} ${row.subject}`;
}
