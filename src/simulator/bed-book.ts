import type { Draw } from "./draw.ts";
import type { HospitalBed, HospitalModel, HospitalUnit } from "./hospital.ts";

export interface Place {
  readonly unit: string;
  /** Empty when not known. */
  readonly room: string;
  /** Empty when not known. */
  readonly bed: string;
}

export type Sex = "F" | "M";

/**
 * Who holds which bed while the story goes on. A bed is held from before its message until after the message
 * that frees it, so that no two stays ever claim one bed.
 */
export interface BedBook {
  /** A bed of `unit` free since before `nowMs`, fit for `sex` by the rule of the room (input-side §3.3). */
  find(unit: string, sex: Sex, nowMs: number, draw: Draw): Place | undefined;
  hold(place: Place, visit: string, sex: Sex): void;
  /** Frees what `visit` holds there; the bed can be given again at `readyMs`. */
  release(place: Place, visit: string, readyMs: number): void;
  /** From when on the next stay may begin there. */
  freeSince(place: Place): number;
  /** Takes an empty bed out of use, or gives it back. */
  setUsable(place: Place, usable: boolean): void;
  /** Beds of all units but day hospitals, closed ones left out. */
  counts(): BedCounts;
  countsOf(unit: string): BedCounts;
}

interface BedCounts {
  readonly open: number;
  readonly held: number;
}

interface State {
  readonly bed: HospitalBed;
  usable: boolean;
  holder?: { readonly visit: string; readonly sex: Sex } | undefined;
  freeSinceMs: number;
}

const keyOf = (place: Place): string => `${place.unit}/${place.room}/${place.bed}`;

/** An empty book over the register; closings in number are kept by leaving that many beds unused. */
export function createBedBook(hospital: HospitalModel): BedBook {
  const states = new Map<string, State>();
  const byUnit = new Map<string, { unit: HospitalUnit; rooms: Map<string, State[]> }>();
  for (const unit of hospital.units) {
    const rooms = new Map<string, State[]>();
    let closing = hospital.closings
      .filter((one) => one.unit === unit.code)
      .reduce((sum, one) => sum + one.count, 0);
    for (const bed of unit.beds.toReversed()) {
      const usable = bed.open && closing === 0;
      if (bed.open && closing > 0) closing -= 1;
      const state: State = { bed, usable, freeSinceMs: Number.NEGATIVE_INFINITY };
      states.set(keyOf(bed), state);
      rooms.set(bed.room, [...(rooms.get(bed.room) ?? []), state]);
    }
    byUnit.set(unit.code, { unit, rooms });
  }
  const total = { open: 0, held: 0 };
  const perUnit = new Map(hospital.units.map((unit) => [unit.code, { open: 0, held: 0 }]));
  const dayUnits = new Set(hospital.units.filter((unit) => unit.kind === "day").map((unit) => unit.code));
  const count = (one: State, what: "open" | "held", by: number): void => {
    const own = perUnit.get(one.bed.unit);
    if (own) own[what] += by;
    if (!dayUnits.has(one.bed.unit)) total[what] += by;
  };
  for (const one of states.values()) if (one.usable) count(one, "open", 1);
  const state = (place: Place): State | undefined => states.get(keyOf(place));
  return {
    find(unitCode, sex, nowMs, draw) {
      const found = byUnit.get(unitCode);
      if (!found) return undefined;
      const { unit, rooms } = found;
      if (unit.genderRule === "F" && sex !== "F") return undefined;
      const shared: State[] = [];
      const other: State[] = [];
      const bendsRule = unit.genderRule !== "room" || draw.chance(0.02);
      for (const room of rooms.values()) {
        const holders = room.filter((one) => one.holder).map((one) => one.holder?.sex);
        if (!bendsRule && holders.some((held) => held !== sex)) continue;
        const free = room.filter((one) => one.usable && !one.holder && one.freeSinceMs <= nowMs);
        (holders.length > 0 ? shared : other).push(...free);
      }
      const chosen = draw.pick(shared.length > 0 && draw.chance(0.8) ? shared : [...shared, ...other]);
      return chosen && { unit: chosen.bed.unit, room: chosen.bed.room, bed: chosen.bed.bed };
    },
    hold(place, visit, sex) {
      const one = state(place);
      if (!one) return;
      if (one.holder) throw new Error(`bed ${keyOf(place)} is already held`);
      one.holder = { visit, sex };
      count(one, "held", 1);
    },
    release(place, visit, readyMs) {
      const one = state(place);
      if (one?.holder?.visit !== visit) return;
      one.holder = undefined;
      count(one, "held", -1);
      one.freeSinceMs = readyMs;
    },
    freeSince: (place) => state(place)?.freeSinceMs ?? Number.NEGATIVE_INFINITY,
    setUsable(place, usable) {
      const one = state(place);
      if (!one || one.usable === usable) return;
      one.usable = usable;
      count(one, "open", usable ? 1 : -1);
    },
    counts: () => ({ ...total }),
    countsOf: (unit) => ({ open: 0, held: 0, ...perUnit.get(unit) }),
  };
}
