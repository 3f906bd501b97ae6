import { insertPlace } from "../places/places.ts";
import { insertRowAs } from "../places/rows.ts";
import type { Work } from "../places/tables.ts";
import type { Behaviour, Generation } from "../settings.ts";
import { capacityRows } from "./capacity-rows.ts";
import { generatePlaces } from "./generate.ts";

/** What the store needs to know of the environment. */
export interface DataContext {
  readonly gender03: Behaviour["gender03"];
  readonly nowMs: number;
}

/** The data set that the environment holds. */
export async function heldGeneration(work: Work): Promise<Generation | undefined> {
  return work.selectFrom("generation").select(["seed", "places"]).executeTakeFirst();
}

/**
 * Makes `wanted` the national data set of the environment. One that is held already stays as it is; another one goes
 * with its rows. Places that were given otherwise are not touched.
 */
export async function ensureNationalData(
  work: Work,
  wanted: Generation,
  context: DataContext,
): Promise<void> {
  const held = await heldGeneration(work);
  if (held && held.seed === wanted.seed && held.places === wanted.places) return;
  await work
    .deleteFrom("capacity_row")
    .where("place_id", "in", work.selectFrom("place").select("id").where("origin", "=", "generated"))
    .execute();
  await work.deleteFrom("place").where("origin", "=", "generated").execute();
  await work.deleteFrom("generation").execute();
  insertPlaces(work, wanted, context.nowMs);
  await insertRows(work, wanted, context);
  await work.insertInto("generation").values(wanted).execute();
}

/**
 * What production does to the national sandbox every month (ror-api §2): every row that was written vanishes, those
 * of the generated data set are back with fresh dates. Versions go on.
 */
export async function refreshRows(work: Work, context: DataContext): Promise<void> {
  const { nowMs } = context;
  await work.deleteFrom("capacity_row").execute();
  await work
    .updateTable("place")
    .set((update) => ({ version: update("version", "+", 1), updated_ms: nowMs }))
    .execute();
  await restore(work, context);
}

/** As at the first start: no written row, versions back to 1. */
export async function resetRows(work: Work, context: DataContext): Promise<void> {
  await work.deleteFrom("capacity_row").execute();
  await work.updateTable("place").set({ version: 1, updated_ms: context.nowMs }).execute();
  await restore(work, context);
}

async function restore(work: Work, context: DataContext): Promise<void> {
  const held = await heldGeneration(work);
  if (held) await insertRows(work, held, context);
}

function insertPlaces(work: Work, generation: Generation, nowMs: number): void {
  for (const place of generatePlaces(generation)) {
    insertPlace(work, { ...place, details: JSON.stringify(place.details), origin: "generated" }, nowMs);
  }
}

async function insertRows(
  work: Work,
  generation: Generation,
  { gender03, nowMs }: DataContext,
): Promise<void> {
  const ids = await work
    .selectFrom("place")
    .select("id")
    .where("origin", "=", "generated")
    .orderBy("id")
    .execute();
  let index = 0;
  for (const place of generatePlaces(generation)) {
    const id = ids[index]?.id;
    index += 1;
    if (id === undefined) throw new Error("a generated place is missing");
    for (const { combination, extension } of capacityRows(place, gender03, nowMs)) {
      insertRowAs(work, id, { combination, extension, nowMs });
    }
  }
}
