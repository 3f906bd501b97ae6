import { foldCode } from "../../domain/beds/bed-index.ts";
import { bedKey, type Closing, type RegisterBed } from "../../domain/beds/register.ts";
import {
  type BedClosing,
  defaultZoneSettings,
  hourMs,
  type ZoneArrival,
  type ZoneBed,
  type ZoneInput,
  type ZonePatient,
} from "../../domain/capacity/zone-types.ts";
import type { Lodging } from "../../domain/movements/movement.ts";
import type { VisitState } from "../../domain/occupancy/visit-state.ts";
import { withDefaultHour } from "../../domain/time/stamp.ts";
import type { PlaceSettings } from "../settings.ts";
import type { FeedState } from "./feed-state.ts";

/** Does this unit and room belong to the place? A patient whose room is not known belongs to the first place of the unit. */
export type Belongs = (lodging: { readonly unit: string; readonly room?: string }) => boolean;

/** Membership of places by unit and room (mapping file, DESIGN §3). `all` in the order of the mapping. */
export function belongsTo(place: PlaceSettings, all: readonly PlaceSettings[]): Belongs {
  const claims = new Map<
    string,
    { readonly id: string; readonly rooms: ReadonlySet<string> | undefined }[]
  >();
  for (const other of all) {
    if (other.feed !== place.feed) continue;
    for (const { unit, rooms } of other.units) {
      const claim = { id: other.id, rooms: rooms && new Set(rooms) };
      const known = claims.get(unit);
      if (known) known.push(claim);
      else claims.set(unit, [claim]);
    }
  }
  return ({ unit, room }) => {
    const ofUnit = claims.get(unit);
    const owner = ofUnit?.find(({ rooms }) => rooms === undefined || (room !== undefined && rooms.has(room)));
    return (owner ?? ofUnit?.[0])?.id === place.id;
  };
}

/** Beds and patients of one place at one instant, ready for the procedure of input-side §3.3. */
export function placeZone(place: PlaceSettings, belongs: Belongs, feed: FeedState, atMs: number): ZoneInput {
  const units = new Set(place.units.map((part) => part.unit));
  const patientsByBed = new Map<string, ZonePatient[]>();
  const unbound: ZonePatient[] = [];
  const arrivals: ZoneArrival[] = [];
  const spelt = new Set(spellings(units, feed));
  for (const visit of feed.visits.inUnits(spelt)) {
    sortVisit(visit, { belongs, feed, place, patientsByBed, unbound, arrivals });
  }
  const folded = new Set([...units].map(foldCode));
  const ofPlace = (unit: string): boolean => units.has(unit) || folded.has(foldCode(unit));
  const statuses = new Map(
    feed.visits.book
      .bedStatuses(atMs, ofPlace)
      .map((fact) => [bedKey(feed.register.find(fact) ?? fact), fact.status]),
  );
  const beds: ZoneBed[] = [];
  for (const unit of units) {
    for (const bed of feed.register.bedsOf(unit)) {
      if (!belongs(bed)) continue;
      const key = bedKey(bed);
      const status = statuses.get(key);
      beds.push({
        key,
        unit: bed.unit,
        room: bed.room,
        bed: bed.bed,
        permanent: true,
        ...fixedGender(place, bed),
        closings: closingsOf(bed, feed.closings),
        ...(status === undefined ? {} : { status }),
        patients: patientsByBed.get(key) ?? [],
        ...(bed.from === undefined ? {} : { validFromMs: bed.from.ms }),
        ...(bed.to === undefined ? {} : { validToMs: bed.to.ms }),
      });
    }
  }
  return {
    atMs,
    beds,
    unbound,
    arrivals,
    closingsByCount: feed.closings
      .filter((closing) => closing.bed === undefined && units.has(closing.unit) && belongs(closing))
      .map((closing) => ({ ...dated(closing), count: closing.count })),
    settings: {
      ...defaultZoneSettings,
      nature: place.nature,
      leave: place.leaveCountsAs,
      newborns: place.newbornsUseBeds ? "always" : "with-register-bed",
      emergencyUnitCounts: place.emergencyUnit,
      graceMs: place.overdueGraceHours * hourMs,
      cleaningBlocks: place.cleaningBlocks,
    },
  };
}

interface Sorting {
  readonly belongs: Belongs;
  readonly feed: FeedState;
  readonly place: PlaceSettings;
  readonly patientsByBed: Map<string, ZonePatient[]>;
  readonly unbound: ZonePatient[];
  readonly arrivals: ZoneArrival[];
}

/** Puts one visit where it counts: on its bed, without a bed, or among those who are expected. */
function sortVisit(
  visit: VisitState,
  { belongs, feed, place, patientsByBed, unbound, arrivals }: Sorting,
): void {
  const lodging = visit.lodging && spelled(visit.lodging, feed);
  const dueMs = (stamp: VisitState["expectedIn"]): number | null =>
    stamp === undefined ? null : withDefaultHour(stamp, feed.settings.defaultHour, feed.settings.zone);
  if (visit.phase === "preadmitted" || visit.phase === "expected") {
    if (!lodging || !belongs(lodging) || !lodges(visit.patientClass, place)) return;
    const bed = feed.register.find(lodging);
    arrivals.push({
      ...person(visit),
      dueMs: dueMs(visit.expectedIn),
      ...(visit.begunAt === undefined ? {} : { announcedMs: visit.begunAt.ms }),
      ...(bed === undefined ? {} : { bedKey: bedKey(bed) }),
      kind: visit.phase === "preadmitted" ? "preadmission" : "pending-arrival",
    });
    return;
  }
  const next = visit.next && { at: visit.next.at, lodging: spelled(visit.next.lodging, feed) };
  const nextBed = next && feed.register.find(next.lodging);
  const comesHere = next !== undefined && belongs(next.lodging);
  if (lodging && belongs(lodging)) {
    const patient: ZonePatient = {
      ...person(visit),
      onLeave: visit.phase === "leave",
      newborn: visit.newborn,
      ...(lodging.room?.toUpperCase() === "DOMICILE" ? { homeCare: true } : {}),
      expectedOutMs: visit.expectedOut === undefined ? null : dueMs(visit.expectedOut),
      plannedMove: next && {
        toZoneHere: comesHere,
        ...(comesHere && nextBed ? { bedKey: bedKey(nextBed) } : {}),
        atMs: dueMs(next.at),
      },
    };
    const bed = feed.register.find(lodging);
    if (!bed) unbound.push(patient);
    else patientsByBed.set(bedKey(bed), [...(patientsByBed.get(bedKey(bed)) ?? []), patient]);
    return;
  }
  if (next && comesHere && lodges(visit.patientClass, place)) {
    arrivals.push({
      ...person(visit),
      dueMs: dueMs(next.at),
      ...(nextBed === undefined ? {} : { bedKey: bedKey(nextBed) }),
      kind: "pending-transfer",
    });
  }
}

function person(visit: VisitState): {
  visit: string;
  sex?: "F" | "M" | "U";
  patientClass?: string;
  movement?: string;
} {
  const movement = visit.because.at(-1);
  return {
    visit: visit.visit,
    ...(visit.sex === undefined ? {} : { sex: visit.sex }),
    ...(visit.patientClass === undefined ? {} : { patientClass: visit.patientClass }),
    ...(movement === undefined ? {} : { movement }),
  };
}

/** Only lodging classes are expected on beds: consultations and sessions are not (input-side §3.3 step 4). */
function lodges(patientClass: string | undefined, place: PlaceSettings): boolean {
  if (place.nature === "place") return true;
  return (
    patientClass === undefined ||
    patientClass === "I" ||
    patientClass === "P" ||
    (place.emergencyUnit && patientClass === "E")
  );
}

function fixedGender(place: PlaceSettings, bed: RegisterBed): { fixedGender?: "F" | "M" | "either" } {
  const rule = bed.gender ?? (place.genderRule === "rooms" ? undefined : place.genderRule);
  return rule === undefined ? {} : { fixedGender: rule };
}

function closingsOf(bed: RegisterBed, closings: readonly Closing[]): BedClosing[] {
  const named = closings
    .filter((closing) => closing.unit === bed.unit && closing.room === bed.room && closing.bed === bed.bed)
    .map(dated);
  // Closed in the register itself: without dates, so for all time.
  return bed.open
    ? named
    : [...named, { reactivable: bed.reactivable ?? "unknown", fromMs: Number.MIN_SAFE_INTEGER }];
}

function dated(closing: Closing): BedClosing {
  return {
    reactivable: closing.reactivable,
    fromMs: closing.from.ms,
    ...(closing.to === undefined ? {} : { toMs: closing.to.ms }),
  };
}

/** Messages may spell a unit otherwise than the register (case, space): both names are looked up. */
function* spellings(units: ReadonlySet<string>, feed: FeedState): Generator<string> {
  for (const unit of feed.visits.units()) {
    if (units.has(unit) || units.has(feed.register.unitName(unit))) yield unit;
  }
}

function spelled(lodging: Lodging, feed: FeedState): Lodging {
  const bed = feed.register.find(lodging);
  return bed
    ? { unit: bed.unit, room: bed.room, bed: bed.bed }
    : { ...lodging, unit: feed.register.unitName(lodging.unit) };
}
