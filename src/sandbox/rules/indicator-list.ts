import list from "../../../spec/indicators/bed-indicators.json" with { type: "json" };
import { type Combination, combinationKey } from "../dialect/capacity-url.ts";
import type { Behaviour } from "../settings.ts";

/** What the sandbox knows of one admissible combination. */
export interface ListedIndicator {
  /** Name in the diagnostics. Ours: the official names are not public (bed-indicators, state of knowledge). */
  readonly id: string;
  /** Natures (capacityType) that the indicator takes. */
  readonly natures: readonly string[];
}

/** Name that the published diagnostics give to a combination that is no indicator (ror-api §6.4). */
export const UNKNOWN_INDICATOR = "INDICATEUR_INCONNU";

const { placeholder, since20250828, before20250828 } = list.genderEither;
/** Codes that stand for "either gender", per policy (bed-indicators §2.1). */
const eitherCodes: Readonly<Record<Behaviour["gender03"], readonly string[]>> = {
  refuse: [since20250828],
  accept: [before20250828],
  both: [since20250828, before20250828],
};

const lists = {
  refuse: expand("refuse"),
  accept: expand("accept"),
  both: expand("both"),
} as const;

/** The indicator of a combination, or undefined when the list has none. */
export function listedIndicator(
  combination: Combination,
  policy: Behaviour["gender03"],
): ListedIndicator | undefined {
  return lists[policy].get(combinationKey(combination));
}

function expand(policy: Behaviour["gender03"]): ReadonlyMap<string, ListedIndicator> {
  const byKey = new Map<string, ListedIndicator>();
  for (const { id, key, capacityType } of list.indicators) {
    const genders =
      key.genderCapacityAvailable === placeholder ? eitherCodes[policy] : [key.genderCapacityAvailable];
    for (const genderCapacityAvailable of genders) {
      byKey.set(combinationKey({ ...key, genderCapacityAvailable }), { id, natures: capacityType });
    }
  }
  return byKey;
}
