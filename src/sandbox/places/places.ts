import { placeIdentifier } from "../../domain/identifiers/id-nat-struct.ts";
import type { PlaceSeed } from "../settings.ts";
import { sandboxStatement, type Work } from "./tables.ts";

/** A place as the sandbox holds it. */
export interface HeldPlace {
  readonly id: number;
  readonly idNatStruct: string;
  readonly externalId: string;
  readonly entryId: string | null;
  readonly name: string;
  readonly region: string;
  readonly function: string;
  /** Raised by each accepted PATCH; the ETag of the answer. */
  readonly version: number;
  readonly updatedMs: number;
  readonly createdMs: number;
  /** Address and service of a generated place, JSON; null for one that was given. */
  readonly details: string | null;
}

const bySyncIdentifier = sandboxStatement((tables, the: { identifier: string }) =>
  tables.selectFrom("place").selectAll().where("sync_identifier", "=", the.identifier).orderBy("id"),
);
const byEntryId = sandboxStatement((tables, the: { identifier: string }) =>
  tables.selectFrom("place").selectAll().where("entry_id", "=", the.identifier).orderBy("id"),
);

/** Places that an identifier finds: by external identifier or by entry identifier (ror-api §5.1), each once. */
export function placesFor(work: Work, identifier: string): HeldPlace[] {
  const found = bySyncIdentifier.all(work, { identifier });
  const seen = new Set(found.map((row) => row.id));
  const others = byEntryId.all(work, { identifier }).filter((row) => !seen.has(row.id));
  const rows = others.length === 0 ? found : [...found, ...others].sort((one, other) => one.id - other.id);
  return rows.map(heldPlace);
}

/** Places of these numbers that exist. */
export async function placesById(work: Work, ids: readonly number[]): Promise<HeldPlace[]> {
  const rows = await work.selectFrom("place").selectAll().where("id", "in", ids).orderBy("id").execute();
  return rows.map(heldPlace);
}

/** Every place, oldest first, from after `afterId`. */
export async function listPlaces(work: Work, afterId: number, rowsMax: number): Promise<HeldPlace[]> {
  const rows = await work
    .selectFrom("place")
    .selectAll()
    .where("id", ">", afterId)
    .orderBy("id")
    .limit(rowsMax)
    .execute();
  return rows.map(heldPlace);
}

/** Establishments that have a place. */
export async function heldStructures(work: Work): Promise<string[]> {
  const rows = await work
    .selectFrom("place")
    .select("id_nat_struct")
    .distinct()
    .orderBy("id_nat_struct")
    .execute();
  return rows.map((row) => row.id_nat_struct);
}

const versionUpdate = sandboxStatement((tables, the: { placeId: number; version: number; nowMs: number }) =>
  tables
    .updateTable("place")
    .set({ version: the.version, updated_ms: the.nowMs })
    .where("id", "=", the.placeId),
);

/** Gives the place its next version. */
export function raiseVersion(work: Work, place: HeldPlace, nowMs: number): HeldPlace {
  const raised = { ...place, version: place.version + 1, updatedMs: nowMs };
  versionUpdate.run(work, { placeId: place.id, version: raised.version, nowMs });
  return raised;
}

/**
 * Adds the places that are not held yet, and tells how many. A seed that names the same place twice makes two
 * places, as the 412 of the national service needs; seeding again adds nothing.
 */
export async function seedPlaces(work: Work, seeds: readonly PlaceSeed[], nowMs: number): Promise<number> {
  const held = new Map<string, number>();
  for (const place of await work.selectFrom("place").select(["sync_identifier", "entry_id"]).execute()) {
    const key = seedKey(place.sync_identifier, place.entry_id);
    held.set(key, (held.get(key) ?? 0) + 1);
  }
  let added = 0;
  for (const seed of seeds) {
    const syncIdentifier = placeIdentifier(seed.idNatStruct, seed.externalId);
    const key = seedKey(syncIdentifier, seed.entryId ?? null);
    const left = held.get(key) ?? 0;
    held.set(key, left - 1);
    if (left > 0) continue;
    insertPlace(work, { ...seed, entryId: seed.entryId ?? null, origin: "given", details: null }, nowMs);
    added += 1;
  }
  return added;
}

/** A place that is to be held, before it has a number. */
export type NewPlace = Omit<HeldPlace, "id" | "version" | "updatedMs" | "createdMs"> & {
  /** `given` by settings, file or control API; `generated` with the national data set. */
  readonly origin: "given" | "generated";
};

type PlaceValues = {
  readonly idNatStruct: string;
  readonly externalId: string;
  readonly syncIdentifier: string;
  readonly entryId: string | null;
  readonly name: string;
  readonly region: string;
  readonly function: string;
  readonly origin: string;
  readonly details: string | null;
  readonly nowMs: number;
};

const placeInsertion = sandboxStatement((tables, the: PlaceValues) =>
  tables.insertInto("place").values({
    id_nat_struct: the.idNatStruct,
    external_id: the.externalId,
    sync_identifier: the.syncIdentifier,
    entry_id: the.entryId,
    name: the.name,
    region: the.region,
    function: the.function,
    version: 1,
    updated_ms: the.nowMs,
    created_ms: the.nowMs,
    origin: the.origin,
    details: the.details,
  }),
);

/** Holds a place, in version 1. Returns its number. */
export function insertPlace(work: Work, place: NewPlace, nowMs: number): number {
  const syncIdentifier = placeIdentifier(place.idNatStruct, place.externalId);
  return placeInsertion.run(work, { ...place, syncIdentifier, nowMs });
}

function seedKey(syncIdentifier: string, entryId: string | null): string {
  return JSON.stringify([syncIdentifier, entryId]);
}

function heldPlace(row: {
  id: number;
  id_nat_struct: string;
  external_id: string;
  entry_id: string | null;
  name: string;
  region: string;
  function: string;
  version: number;
  updated_ms: number;
  created_ms: number;
  details: string | null;
}): HeldPlace {
  return {
    id: row.id,
    idNatStruct: row.id_nat_struct,
    externalId: row.external_id,
    entryId: row.entry_id,
    name: row.name,
    region: row.region,
    function: row.function,
    version: row.version,
    updatedMs: row.updated_ms,
    createdMs: row.created_ms,
    details: row.details,
  };
}
