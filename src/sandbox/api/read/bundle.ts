import { readDetails } from "../../data/place-details.ts";
import type { HeldPlace } from "../../places/places.ts";
import { extensionsOf } from "../../places/rows.ts";
import type { Work } from "../../places/tables.ts";
import { visibleCapacity } from "./capacity-access.ts";
import { locationResource } from "./location-resource.ts";
import { serviceId, serviceResource } from "./service-resource.ts";

/** Function of a medico-social place (JDV_J198) and its field of activity (JDV_J20). */
const SOCIAL_FUNCTION = "003";
const SOCIAL_FIELD = "04";

export interface BundleRequest {
  readonly places: readonly HeldPlace[];
  readonly profile: number;
  readonly withServices: boolean;
  /** Address of the service that the resources live under. */
  readonly baseUrl: string;
  readonly selfUrl: string;
}

/** The answer to a search: a Bundle of type searchset whose `total` counts the matches (ror-api §9.3). */
export async function searchBundle(work: Work, request: BundleRequest): Promise<unknown> {
  const matches: unknown[] = [];
  const included: unknown[] = [];
  for (const place of request.places) {
    const details = readDetails(place.details);
    const guarded = {
      sensitive: details?.service.sensitive ?? false,
      medicoSocial: (details?.service.field ?? "") === SOCIAL_FIELD || place.function === SOCIAL_FUNCTION,
    };
    const capacity = visibleCapacity(request.profile, guarded, await extensionsOf(work, place.id));
    matches.push({
      fullUrl: `${request.baseUrl}/Location/${place.id}`,
      resource: locationResource(place, details, capacity),
      search: { mode: "match" },
    });
    if (!request.withServices || details === undefined) continue;
    included.push({
      fullUrl: `${request.baseUrl}/HealthcareService/${serviceId(place)}`,
      resource: serviceResource(place, details),
      search: { mode: "include" },
    });
  }
  const entry = [...matches, ...included];
  return {
    resourceType: "Bundle",
    type: "searchset",
    total: matches.length,
    link: [{ relation: "self", url: request.selfUrl }],
    ...(entry.length === 0 ? {} : { entry }),
  };
}
