import modes from "../../../../spec/terminology/JDV-J19-ModePriseEnCharge-ROR.json" with { type: "json" };
import fields from "../../../../spec/terminology/JDV-J20-ChampActivite-ROR.json" with { type: "json" };
import regions from "../../../../spec/terminology/JDV-J237-RegionOM-ROR.json" with { type: "json" };
import type { PlaceDetails } from "../../data/place-details.ts";
import type { HeldPlace } from "../../places/places.ts";
import { typedIdentifier } from "../identifiers.ts";
import { ACTIVITIES, codingOf, PROFILES } from "./codings.ts";

/** Naming system of national structure identifiers (ror-api §8.2). */
const STRUCTURES = "urn:oid:1.2.250.1.71.4.2.2";

/** The service that a generated place belongs to, as RORHealthcareService (ror-api §8.3). */
export function serviceResource(place: HeldPlace, { service, establishment }: PlaceDetails): unknown {
  return {
    resourceType: "HealthcareService",
    id: serviceId(place),
    meta: {
      lastUpdated: new Date(place.createdMs).toISOString(),
      profile: [`${PROFILES}/ror-healthcareservice`],
      tag: [codingOf(regions, place.region)],
    },
    extension: [
      { url: `${PROFILES}/ror-healthcareservice-sensitive-unit`, valueBoolean: service.sensitive },
      {
        url: `${PROFILES}/ror-meta-creation-date`,
        valueDateTime: new Date(place.createdMs).toISOString(),
      },
    ],
    identifier: [typedIdentifier("35", `${place.region}/${SERVICE_NUMBERS + place.id}`)],
    active: true,
    providedBy: {
      identifier: { system: STRUCTURES, value: place.idNatStruct },
      display: establishment.name,
    },
    type: [{ coding: [codingOf(fields, service.field)] }],
    specialty: [{ coding: [{ system: ACTIVITIES, code: service.activity, display: service.activityName }] }],
    location: [{ reference: `Location/${place.id}` }],
    name: service.name,
    characteristic: [{ coding: [codingOf(modes, service.mode)] }],
  };
}

const SERVICE_NUMBERS = 900_000;

export function serviceId(place: HeldPlace): string {
  return `offre-${place.id}`;
}
