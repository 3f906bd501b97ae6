import regions from "../../../spec/regions/regions.json" with { type: "json" };
import { finessKey } from "../../domain/identifiers/finess.ts";
import { type Random, seededRandom } from "../../runtime/random.ts";
import type { Generation } from "../settings.ts";
import { inventedNames, pick } from "./names.ts";
import type { PlaceDetails } from "./place-details.ts";
import { functionOfField, natureOf, type UnitKind, unitKinds } from "./units.ts";

/** One place of the invented country. */
export interface GeneratedPlace {
  readonly idNatStruct: string;
  readonly externalId: string;
  readonly entryId: string;
  readonly name: string;
  readonly region: string;
  readonly function: string;
  readonly details: PlaceDetails;
  readonly nature: "01" | "02";
  readonly beds: BedFigures;
}

/** What the place's capacity rows say. Free beds never exceed those that are open. */
export interface BedFigures {
  readonly installed: number;
  readonly freeWomen: number;
  readonly freeMen: number;
  readonly freeEither: number;
  readonly closedReactivable: number;
  readonly extraMobilised: number;
  /** How long ago the figures were known in their source. */
  readonly ageMinutes: number;
}

const PLACES_PER_ESTABLISHMENT = 10;
/** Numbers of establishments start here: no real FINESS number was seen there. */
const FIRST_NUMBER = 990_000;
const NUMBERS_PER_TOWN = 9_999;
const AGE_MAX_MINUTES = 1440;
/** Fields of activity of the establishments, in turn: six general, two psychiatric, one SMR, one medico-social. */
const fields = ["01", "01", "03", "01", "02", "01", "01", "03", "01", "04"] as const;

/**
 * The places of a national data set, in order: the same seed and size give the same ones on every machine. One
 * establishment for ten places, the regions in turn, so that all 18 are there from 180 places on (60 establishments
 * for 600 places). Names are invented; FINESS numbers have the right key (onboarding §7.1).
 */
export function* generatePlaces({ seed, places }: Generation): Generator<GeneratedPlace> {
  const random = seededRandom(seed);
  const establishmentCount = Math.ceil(places / PLACES_PER_ESTABLISHMENT);
  let made = 0;
  for (let index = 0; index < establishmentCount; index += 1) {
    const establishment = establishmentOf(index, random);
    const count = Math.min(PLACES_PER_ESTABLISHMENT, places - made);
    for (let unit = 0; unit < count; unit += 1) {
      made += 1;
      yield placeOf(establishment, unit, made, random);
    }
  }
}

interface Establishment {
  readonly field: UnitKind["field"];
  readonly idNatStruct: string;
  readonly region: string;
  readonly details: Omit<PlaceDetails, "service">;
}

function establishmentOf(index: number, random: Random): Establishment {
  const region = regions.regions[index % regions.regions.length];
  if (!region) throw new RangeError("no region");
  // Shifted by the rounds already made, so that every region has every kind of establishment.
  const field = fields[(index + Math.floor(index / regions.regions.length)) % fields.length] ?? "01";
  const { town } = region;
  const number = 2 * Math.floor(index / regions.regions.length);
  const finess = finessOf(town.finessPrefix, number);
  const legalFiness = finessOf(town.finessPrefix, number + 1);
  const { establishment, legalEntity } = inventedNames(field, town.name, random);
  return {
    field,
    idNatStruct: `1${finess}`,
    region: region.code,
    details: {
      establishment: { name: establishment, finess, legalName: legalEntity, legalFiness },
      address: { town: town.name, postalCode: town.postalCode, communeCode: town.communeCode },
    },
  };
}

function finessOf(prefix: string, number: number): string {
  if (number > NUMBERS_PER_TOWN) throw new RangeError("too many establishments in one town");
  const body = `${prefix}${String(FIRST_NUMBER + number).slice(prefix.length - 2)}`;
  return body + finessKey(body);
}

function placeOf(establishment: Establishment, unit: number, serial: number, random: Random): GeneratedPlace {
  const { field, idNatStruct, region, details } = establishment;
  const kind = pick(unitKinds[field], random);
  const wing = String(unit + 1).padStart(2, "0");
  const name = `${kind.name} ${wing}`;
  return {
    idNatStruct,
    externalId: `${kind.mark}${wing}`,
    entryId: `${region}/${990_000 + serial}`,
    name,
    region,
    function: functionOfField[field],
    details: {
      ...details,
      service: {
        name,
        field,
        activity: kind.activity,
        activityName: kind.activityName,
        mode: kind.mode,
        sensitive: kind.sensitive === true,
      },
    },
    nature: natureOf(kind),
    beds: bedsOf(kind, random),
  };
}

function bedsOf(kind: UnitKind, random: Random): BedFigures {
  const installed = kind.bedsMin + random.integer(kind.bedsMax - kind.bedsMin + 1);
  const closedReactivable = random.fraction() < 0.2 ? 1 + random.integer(3) : 0;
  const open = installed - closedReactivable;
  const free = random.integer(Math.max(1, Math.ceil(open * 0.3)));
  const freeWomen = random.integer(free + 1);
  const freeMen = random.integer(free - freeWomen + 1);
  return {
    installed,
    freeWomen,
    freeMen,
    freeEither: free - freeWomen - freeMen,
    closedReactivable,
    extraMobilised: random.fraction() < 0.1 ? 1 + random.integer(2) : 0,
    ageMinutes: random.integer(AGE_MAX_MINUTES),
  };
}
