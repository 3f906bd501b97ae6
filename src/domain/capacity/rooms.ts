import type { Sex } from "../movements/fact.ts";
import type { Claim } from "./snapshot.ts";
import { usesNamedBed } from "./snapshot.ts";
import type { Gender, WhyReason, ZoneBed, ZoneSettings } from "./zone-types.ts";

export interface BedGender {
  readonly gender: Gender;
  readonly reason: WhyReason;
}

export function roomKey(bed: ZoneBed): string {
  return `${bed.unit}\n${bed.room}`;
}

/**
 * For each bed whom it could take (input-side §3.3 step 7, bed-indicators §5).
 *
 * The fixed rule of the unit or bed comes first. In a room of more than one register bed (closed ones included)
 * the one sex of its patients decides: leave included, newborns, sex `U` and people who use no bed excluded.
 * `holders` are the arrivals that hold a bed by name; only those whose own time has come bind the room.
 */
export function bedGenders(
  beds: readonly ZoneBed[],
  holders: ReadonlyMap<string, Claim>,
  settings: ZoneSettings,
): ReadonlyMap<string, BedGender> {
  const rooms = new Map<string, { bedCount: number; sexes: Set<Sex> }>();
  for (const bed of beds) {
    const room = rooms.get(roomKey(bed)) ?? { bedCount: 0, sexes: new Set<Sex>() };
    rooms.set(roomKey(bed), room);
    room.bedCount += 1;
    for (const patient of bed.patients) {
      if (patient.newborn || !usesNamedBed(patient, settings)) continue;
      if (patient.sex === "F" || patient.sex === "M") room.sexes.add(patient.sex);
    }
    const holder = holders.get(bed.key);
    if (holder?.binds && (holder.sex === "F" || holder.sex === "M")) room.sexes.add(holder.sex);
  }
  return new Map(beds.map((bed) => [bed.key, genderOf(bed, rooms.get(roomKey(bed)), settings)]));
}

function genderOf(
  bed: ZoneBed,
  room: { readonly bedCount: number; readonly sexes: ReadonlySet<Sex> } | undefined,
  settings: ZoneSettings,
): BedGender {
  if (bed.fixedGender) return { gender: bed.fixedGender, reason: "fixed-gender" };
  if (settings.genderRule === "unknown") return { gender: "either", reason: "gender-rule-unknown" };
  if (!room || room.bedCount < 2) return { gender: "either", reason: "single-room" };
  if (room.sexes.size > 1) return { gender: "either", reason: "both-sexes-in-room" };
  const [only] = room.sexes;
  if (only === "F" || only === "M") return { gender: only, reason: "one-sex-in-room" };
  return { gender: "either", reason: "no-sex-in-room" };
}
