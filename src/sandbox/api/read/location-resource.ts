import functions from "../../../../spec/terminology/JDV-J198-FonctionLieu-ROR.json" with { type: "json" };
import statuses from "../../../../spec/terminology/JDV-J224-StatutLieu-ROR.json" with { type: "json" };
import regions from "../../../../spec/terminology/JDV-J237-RegionOM-ROR.json" with { type: "json" };
import type { PlaceDetails } from "../../data/place-details.ts";
import type { HeldPlace } from "../../places/places.ts";
import { locationIdentifiers } from "../identifiers.ts";
import { codingOf, PROFILES, TOWNS } from "./codings.ts";

const OPERATIONAL = "3";

/** A place as RORLocation 0.7.0 (ror-api §7), with the capacity records that the caller may see. */
export function locationResource(
  place: HeldPlace,
  details: PlaceDetails | undefined,
  capacity: readonly unknown[],
): unknown {
  const address = details?.address;
  return {
    resourceType: "Location",
    id: String(place.id),
    meta: {
      versionId: String(place.version),
      lastUpdated: new Date(place.updatedMs).toISOString(),
      profile: [`${PROFILES}/ror-location`],
      ...(place.region === "" ? {} : { tag: [codingOf(regions, place.region)] }),
    },
    extension: [
      ...(address === undefined
        ? []
        : [
            {
              url: `${PROFILES}/ror-commune-cog`,
              valueCodeableConcept: {
                coding: [{ system: TOWNS, code: address.communeCode, display: address.town }],
              },
            },
          ]),
      {
        url: `${PROFILES}/ror-meta-creation-date`,
        valueDateTime: new Date(place.createdMs).toISOString(),
      },
      ...capacity,
    ],
    identifier: locationIdentifiers(place),
    status: "active",
    operationalStatus: codingOf(statuses, OPERATIONAL),
    ...(place.name === "" ? {} : { name: place.name }),
    ...(place.function === "" ? {} : { type: [{ coding: [codingOf(functions, place.function)] }] }),
    ...(address === undefined ? {} : { address: { city: address.town, postalCode: address.postalCode } }),
  };
}
