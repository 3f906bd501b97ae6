import type { Clock } from "../../runtime/clock.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { PlaceAddress } from "../deliver/exchange.ts";
import type { ClientConnection } from "../deliver/lane-context.ts";
import type { DeliveryLimits, TargetSettings } from "../deliver/target-settings.ts";
import { readPlaceBack } from "../read-back/read-place.ts";
import type { ReaderSettings } from "../read-back/reader-settings.ts";

/** One capacity row as the platform shows it. */
export interface HeldRow {
  readonly keyText: string;
  readonly capacityType: string;
  readonly sourceType: string;
  readonly count: number;
  readonly updatedAtMs: number;
  /** Everything that it holds can be written back; a comment, for one, cannot (ror-api §6.1). */
  readonly writable: boolean;
}

export interface ReadWorld {
  readonly target: TargetSettings;
  readonly limits: DeliveryLimits;
  readonly clock: Clock;
}

/**
 * The rows of one place, by their key (ror-api §9.2), read as the connector reads back. Throws `campaign.cannot-read`
 * when the reader is refused, or the identifier does not name exactly one place.
 */
export async function readPlace(
  world: ReadWorld,
  reader: ReaderSettings,
  connection: ClientConnection,
  place: PlaceAddress,
): Promise<ReadonlyMap<string, HeldRow>> {
  const reading = await readPlaceBack(world, reader, connection, place);
  if (reading.kind !== "read") throw new RaccordError("campaign.cannot-read", reading.detail);
  const { remote } = reading;
  if (remote.kind !== "held") {
    const found = remote.kind === "several" ? remote.count : 0;
    throw new RaccordError("campaign.cannot-read", `${place.establishment}/${place.externalId} (${found})`);
  }
  return new Map(
    remote.rows.map(({ keyText, capacityType, sourceType, count, updatedAtMs, carriesMore }) => {
      const writable = !carriesMore && count !== null && updatedAtMs !== undefined && sourceType !== "";
      const row = {
        keyText,
        capacityType,
        sourceType,
        count: count ?? 0,
        updatedAtMs: updatedAtMs ?? 0,
        writable,
      };
      return [keyText, row];
    }),
  );
}
