import { defaultZone, hl7Text } from "../domain/time/stamp.ts";
import { seededRandom } from "../runtime/random.ts";
import { createDraw, type Draw } from "./draw.ts";
import { furtherUnit, type UnitSketch, unitSketches } from "./hospital-units.ts";
import { sheetTime } from "./stamps.ts";

/** One line of the bed register of the invented hospital. */
export interface HospitalBed {
  readonly unit: string;
  readonly room: string;
  readonly bed: string;
  readonly open: boolean;
  readonly reactivable?: "yes" | "no";
}

export interface HospitalUnit extends UnitSketch {
  /** Empty for the emergency department; the rows of a day unit are its places. */
  readonly beds: readonly HospitalBed[];
}

/** Beds closed in number, for a time. `from` and `to` are local times of sheets. */
export interface HospitalClosing {
  readonly unit: string;
  readonly count: number;
  readonly reactivableCount: number;
  readonly from: string;
  readonly to?: string;
  readonly cause: string;
}

/** One place of the ROR and the units, or the rooms of one unit, that feed it. */
export interface HospitalPlace {
  readonly idNatStruct: string;
  readonly externalId: string;
  readonly entryId: string;
  readonly name: string;
  readonly region: string;
  /** JDV_J198: 001 is a lodging place of acute care. */
  readonly function: string;
  readonly nature: "bed" | "place";
  readonly units: readonly { readonly unit: string; readonly rooms?: readonly string[] }[];
}

/** Everything of the hospital that does not change while it is simulated. */
export interface HospitalModel {
  readonly name: string;
  readonly code: string;
  readonly oid: string;
  readonly finess: string;
  readonly zone: string;
  readonly startMs: number;
  readonly units: readonly HospitalUnit[];
  readonly closings: readonly HospitalClosing[];
  readonly places: readonly HospitalPlace[];
}

export interface HospitalOptions {
  readonly seed: number;
  /** 6 to 200. */
  readonly unitsCount?: number;
  /** Beds and day places together, 60 to 20,000. */
  readonly bedsCount?: number;
  readonly startMs: number;
  readonly zone?: string;
}

/** Monday 12 January 2026, 06:00 in Paris: the fixed start of reproducible streams and of the example files. */
export const fixedStartMs = Date.UTC(2026, 0, 12, 5, 0, 0);

/** The hospital of `examples/hospital`. */
export const exampleOptions: HospitalOptions = { seed: 1, startMs: fixedStartMs };

/**
 * Invents a hospital: units, rooms, beds, closings and its places in the ROR. The same options give the same
 * hospital. No such hospital exists: FINESS numbers that begin with 99 are not given, the OID arc 2.999 is for
 * examples.
 */
export function hospitalModel(options: HospitalOptions): HospitalModel {
  const unitsCount = bounded("unitsCount", options.unitsCount ?? 8, 6, 200);
  const bedsCount = bounded("bedsCount", options.bedsCount ?? 142, 60, 20_000);
  const zone = options.zone ?? defaultZone;
  const draw = createDraw(seededRandom(options.seed));
  const sketches = Array.from({ length: unitsCount }, (_, index) => unitSketches[index] ?? further(index));
  const weights = sketches.reduce((sum, sketch) => sum + sketch.weight, 0);
  const units = sketches.map((sketch) => {
    const count = sketch.weight === 0 ? 0 : Math.max(4, Math.round((bedsCount * sketch.weight) / weights));
    return { ...sketch, beds: layOut(sketch, count, draw) };
  });
  const dayMs = 86_400_000;
  const local = (days: number): string => sheetTime(hl7Text(options.startMs + days * dayMs, zone));
  return {
    name: "Centre hospitalier imaginaire de Fictiville",
    code: "CHIF",
    oid: "2.999.28",
    finess: "990000028",
    zone,
    startMs: options.startMs,
    units,
    closings: [
      { unit: "0415", count: 2, reactivableCount: 2, from: local(-10), cause: "Manque de personnel" },
      { unit: "4100", count: 1, reactivableCount: 0, from: local(-30), to: local(335), cause: "Travaux" },
    ],
    places: places(units),
  };
}

function further(index: number): UnitSketch {
  return furtherUnit(index - unitSketches.length);
}

function bounded(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new RangeError(`${name} must be a whole number from ${least} to ${most}, not ${value}`);
}

function layOut(sketch: UnitSketch, count: number, draw: Draw): HospitalBed[] {
  const beds: HospitalBed[] = [];
  const doubleRooms = Math.floor((count * sketch.doubles) / 2);
  for (let roomIndex = 0; beds.length < count; roomIndex += 1) {
    const number = String(sketch.firstRoom + roomIndex);
    const room = sketch.kind === "short-stay" ? `B${number}` : number;
    const positions = roomIndex < doubleRooms ? ["P", "F"] : ["X"];
    for (const bed of positions) beds.push({ unit: sketch.code, room, bed, open: true });
  }
  for (const reactivable of sketch.closed) {
    const chosen = draw.whole(0, beds.length - 1);
    const bed = beds[chosen];
    if (bed?.open) beds[chosen] = { ...bed, open: false, reactivable };
  }
  return beds;
}

/** Short stay shares the place of medicine; the surgery unit is split by rooms; emergencies have no place. */
function places(units: readonly HospitalUnit[]): HospitalPlace[] {
  const found: HospitalPlace[] = [];
  const add = (name: string, nature: "bed" | "place", parts: HospitalPlace["units"]): void => {
    const number = String(found.length + 1).padStart(4, "0");
    const externalId = `ZH${number}`;
    const idNatStruct = "1990000028";
    found.push({
      idNatStruct,
      externalId,
      entryId: `24/99${number}`,
      name,
      region: "24",
      function: "001",
      nature,
      units: parts,
    });
  };
  for (const { code, label, kind, beds } of units) {
    if (kind === "emergency" || kind === "short-stay") continue;
    if (code === "0415") add("Médecine et courte durée", "bed", [{ unit: code }, { unit: "UHCD" }]);
    else if (kind === "surgery") {
      const rooms = [...new Set(beds.map((bed) => bed.room))];
      const half = Math.ceil(rooms.length / 2);
      add(`${label}, aile A`, "bed", [{ unit: code, rooms: rooms.slice(0, half) }]);
      add(`${label}, aile B`, "bed", [{ unit: code, rooms: rooms.slice(half) }]);
    } else add(label, kind === "day" ? "place" : "bed", [{ unit: code }]);
  }
  return found;
}
