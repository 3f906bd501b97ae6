import { parseKeyText } from "../../src/connector/indicators/canonical-key.ts";
import { type SetWanted, setWanted } from "../../src/connector/indicators/set-wanted.ts";
import type { Random } from "../../src/runtime/random.ts";
import type { World } from "./world.ts";

/** Somebody who computed a place earlier and only now stores what it found: order is the revision (DESIGN §3). */
export interface StaleOwner {
  /** Remembers a place as it is, or stores what it remembered. */
  act(): void;
}

export function createStaleOwner(world: World, random: Random, complain: (what: string) => void): StaleOwner {
  let remembered: SetWanted | undefined;
  const remember = (): SetWanted | undefined => {
    // A computation that a crash undoes was never stored: whoever remembers it remembers nothing older than the disk.
    if (world.disk.unsettled()) return undefined;
    const place = world.settings.places[random.integer(world.settings.places.length)];
    const known = world.disk.read(`SELECT revision FROM place_delivery WHERE place_id = '${place?.id}'`)[0];
    const revision = Number(known?.["revision"] ?? 0);
    if (!place || revision === 0) return undefined;
    const rows = world.disk.read(`SELECT * FROM indicator WHERE place_id = '${place.id}'`).map((row) => ({
      key: parseKeyText(String(row["indicator_key"])),
      indicatorId: String(row["indicator_id"]),
      capacityType: String(row["capacity_type"]),
      sourceType: String(row["source_type"]),
      count: Number(row["wanted_count"]),
      updatedAtMs: Number(row["wanted_updated_at_ms"]),
    }));
    return { placeId: place.id, revision, rows, removed: "keep", nowMs: world.scheduler.nowMs() };
  };
  const store = (
    database: NonNullable<ReturnType<World["running"]>>["instance"]["database"],
    old: SetWanted,
  ): void => {
    database
      .transaction()
      .execute((transaction) => setWanted(transaction, old))
      .then(
        (applied) => applied && complain(`an old computation of ${old.placeId} was stored`),
        (error: unknown) => world.disk.full || complain(`an old computation stumbled: ${String(error)}`),
      );
  };
  return {
    act() {
      const running = world.running();
      if (!running) return;
      if (remembered) {
        store(running.instance.database, remembered);
        remembered = undefined;
      } else remembered = remember();
    },
  };
}
