import { bedKey, type RegisterBed } from "./register.ts";

/** The bed register, searchable by what messages say. */
export interface BedIndex {
  readonly beds: readonly RegisterBed[];
  /** Units of the register in its order. */
  readonly units: readonly string[];
  bedsOf(unit: string): readonly RegisterBed[];
  /** The register's spelling of a unit; the text itself when the register does not know it. */
  unitName(unit: string): string;
  /** The bed that a place names, or `undefined`: not in the register, or no bed named. */
  find(place: {
    readonly unit: string;
    readonly room?: string;
    readonly bed?: string;
  }): RegisterBed | undefined;
}

/**
 * Builds the index. Codes match as written; where that fails they match without regard to case and surrounding
 * space (hl7-pam-fr §5.6), provided that only one entry of the register does. Leading zeros are significant.
 */
export function bedIndex(beds: readonly RegisterBed[]): BedIndex {
  const byUnit = new Map<string, RegisterBed[]>();
  const byKey = new Map<string, RegisterBed>();
  const folded = new Map<string, RegisterBed | undefined>();
  const foldedUnits = new Map<string, string | undefined>();
  for (const bed of beds) {
    const key = bedKey(bed);
    byKey.set(key, bed);
    folded.set(foldCode(key), folded.has(foldCode(key)) ? undefined : bed);
    const known = byUnit.get(bed.unit);
    if (known) known.push(bed);
    else {
      byUnit.set(bed.unit, [bed]);
      foldedUnits.set(foldCode(bed.unit), foldedUnits.has(foldCode(bed.unit)) ? undefined : bed.unit);
    }
  }
  return {
    beds,
    units: [...byUnit.keys()],
    bedsOf: (unit) => byUnit.get(unit) ?? [],
    unitName: (unit) => (byUnit.has(unit) ? unit : (foldedUnits.get(foldCode(unit)) ?? unit)),
    find({ unit, room, bed }) {
      if (room === undefined || bed === undefined) return undefined;
      const key = bedKey({ unit, room, bed });
      return byKey.get(key) ?? folded.get(foldCode(key));
    },
  };
}

/** A code, or codes joined by `/`, without regard to case and surrounding space. */
export function foldCode(code: string): string {
  return code
    .split("/")
    .map((part) => part.trim().toUpperCase())
    .join("/");
}
