import { combinationKey } from "../dialect/capacity-url.ts";
import { readValue } from "../dialect/read-value.ts";
import type { HeldPlace } from "../places/places.ts";
import { extensionsOf } from "../places/rows.ts";
import type { Work } from "../places/tables.ts";

/** A place with what it holds, as the control API shows it. */
export async function placeView(work: Work, place: HeldPlace): Promise<unknown> {
  const { id, idNatStruct, externalId, entryId, name, region, version, updatedMs } = place;
  const extensions = await extensionsOf(work, id);
  return {
    id,
    idNatStruct,
    externalId,
    entryId,
    name,
    region,
    function: place.function,
    version,
    lastUpdated: new Date(updatedMs).toISOString(),
    rows: extensions.map(rowView),
  };
}

function rowView(extension: unknown): unknown {
  const read = readValue(extension);
  if (read.kind !== "record") return { extension };
  const { combination, capacityType, nbCapacity, capacityUpdateDate } = read.record;
  return {
    key: combinationKey(combination),
    ...combination,
    capacityType,
    nbCapacity,
    capacityUpdateDate,
    extension,
  };
}
