import { readValue } from "../../dialect/read-value.ts";

/** What the access policy asks of a place (ror-api §10). */
export interface Guarded {
  /** uniteSensible of its service. */
  readonly sensitive: boolean;
  /** Field of activity medico-social. */
  readonly medicoSocial: boolean;
}

const INSTALLED = "01";
const SUPPLEMENTARY = "06";

/**
 * The capacity records of a place that a profile may see: mapping of RORLocation 0.7.0 (ror-api §10). 0: none; 1 and
 * 4: all; 2: no supplementary ones; 3: the same, of medico-social places only; 5: installed beds only; 2, 3 and 5
 * see nothing of a sensitive unit.
 */
export function visibleCapacity(
  profile: number,
  place: Guarded,
  extensions: readonly unknown[],
): readonly unknown[] {
  switch (profile) {
    case 1:
    case 4:
      return extensions;
    case 2:
      return place.sensitive ? [] : extensions.filter((it) => statusOf(it) !== SUPPLEMENTARY);
    case 3:
      return place.sensitive || !place.medicoSocial
        ? []
        : extensions.filter((it) => statusOf(it) !== SUPPLEMENTARY);
    case 5:
      return place.sensitive ? [] : extensions.filter((it) => statusOf(it) === INSTALLED);
    default:
      return [];
  }
}

function statusOf(extension: unknown): string | null {
  const read = readValue(extension);
  return read.kind === "record" ? read.record.combination.capacityStatus : null;
}
