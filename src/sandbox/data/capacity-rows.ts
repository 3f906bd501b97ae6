import list from "../../../spec/indicators/bed-indicators.json" with { type: "json" };
import { CAPACITY_URL, type Combination, combinationKey } from "../dialect/capacity-url.ts";
import { combinationOf } from "../dialect/read-path.ts";
import { systemOf } from "../rules/terminology.ts";
import type { Behaviour } from "../settings.ts";
import type { GeneratedPlace } from "./generate.ts";

export interface CapacityRow {
  readonly combination: string;
  /** The extension, JSON. */
  readonly extension: string;
}

/** Bed management, as the published examples say (ror-api §6.2). */
const SOURCE_TYPE = "02";
const CURRENT = "01";
const NO_ASSIGNMENT = "01";

/** The capacity rows of a generated place, as its feeder would have written them (ror-api §6.3). */
export function capacityRows(
  { beds, nature }: GeneratedPlace,
  policy: Behaviour["gender03"],
  nowMs: number,
): CapacityRow[] {
  const updateDate = new Date(nowMs - beds.ageMinutes * 60_000).toISOString().replace(/\.\d+/, "");
  const either = policy === "accept" ? list.genderEither.before20250828 : list.genderEither.since20250828;
  const row = (count: number, codes: Readonly<Record<string, string>>): CapacityRow =>
    rowOf(count, nature, updateDate, codes);
  return [
    row(beds.installed, { capacityStatus: "01" }),
    row(beds.freeWomen, { capacityStatus: "02", genderCapacityAvailable: "01" }),
    row(beds.freeMen, { capacityStatus: "02", genderCapacityAvailable: "02" }),
    row(beds.freeEither, { capacityStatus: "02", genderCapacityAvailable: either }),
    ...(beds.closedReactivable > 0
      ? [row(beds.closedReactivable, { capacityStatus: "05", capacityClosingType: "01" })]
      : []),
    ...(beds.extraMobilised > 0
      ? [row(beds.extraMobilised, { capacityStatus: "06", additionalBedType: "01" })]
      : []),
  ];
}

function rowOf(
  count: number,
  nature: string,
  updateDate: string,
  codes: Readonly<Record<string, string>>,
): CapacityRow {
  const attributes = { ...codes, temporalityCapacity: CURRENT, temporaryAssignement: NO_ASSIGNMENT };
  const combination: Combination = combinationOf(new Map(Object.entries(attributes)));
  const coded = { ...attributes, capacityType: nature, capacitySourceType: SOURCE_TYPE };
  const extension = [
    { url: "nbCapacity", valueInteger: count },
    { url: "capacityUpdateDate", valueDateTime: updateDate },
    ...Object.entries(coded).map(([url, code]) => ({
      url,
      valueCodeableConcept: { coding: [{ code, system: systemOf(url) }] },
    })),
  ];
  return {
    combination: combinationKey(combination),
    extension: JSON.stringify({ extension, url: CAPACITY_URL }),
  };
}
