import { placeIdentifier } from "../../domain/identifiers/id-nat-struct.ts";
import type { Work } from "../places/tables.ts";
import type { Behaviour, Generation } from "../settings.ts";
import { capacityRows } from "./capacity-rows.ts";
import { type GeneratedPlace, generatePlaces } from "./generate.ts";

/** What the store needs to know of the environment. */
export interface DataContext {
  readonly gender03: Behaviour["gender03"];
  readonly nowMs: number;
}

/** Rows in one statement: below the limit of bound values of the database. */
const BATCH_ROWS = 200;

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
  await insertPlaces(work, wanted, context.nowMs);
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

async function insertPlaces(work: Work, generation: Generation, nowMs: number): Promise<void> {
  for (const batch of batches(generatePlaces(generation), BATCH_ROWS)) {
    await work
      .insertInto("place")
      .values(batch.map((place) => placeRow(place, nowMs)))
      .execute();
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
  const rows = rowsOf(generation, ids, gender03, nowMs);
  for (const batch of batches(rows, BATCH_ROWS)) {
    await work.insertInto("capacity_row").values(batch).execute();
  }
}

function* rowsOf(
  generation: Generation,
  ids: readonly { readonly id: number }[],
  gender03: Behaviour["gender03"],
  nowMs: number,
): Generator<{ place_id: number; combination: string; extension: string; written_ms: number }> {
  let index = 0;
  for (const place of generatePlaces(generation)) {
    const id = ids[index]?.id;
    index += 1;
    if (id === undefined) throw new Error("a generated place is missing");
    for (const { combination, extension } of capacityRows(place, gender03, nowMs)) {
      yield { place_id: id, combination, extension, written_ms: nowMs };
    }
  }
}

function placeRow(place: GeneratedPlace, nowMs: number) {
  return {
    id_nat_struct: place.idNatStruct,
    external_id: place.externalId,
    sync_identifier: placeIdentifier(place.idNatStruct, place.externalId),
    entry_id: place.entryId,
    name: place.name,
    region: place.region,
    function: place.function,
    version: 1,
    updated_ms: nowMs,
    created_ms: nowMs,
    origin: "generated",
    details: JSON.stringify(place.details),
  };
}

function* batches<Item>(items: Iterable<Item>, size: number): Generator<Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
