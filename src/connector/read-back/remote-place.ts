import { z } from "zod";
import { keyText } from "../indicators/canonical-key.ts";

/** One capacity record as the ROR shows it. */
export interface RemoteRow {
  /** Canonical text of the seven attributes. */
  readonly keyText: string;
  /** `null`: no readable number. */
  readonly count: number | null;
  readonly capacityType: string;
  readonly sourceType: string;
  /** `undefined`: no readable date. */
  readonly updatedAtMs: number | undefined;
  /** It holds what a PATCH of ours does not carry, as a comment (ror-api §6.1). */
  readonly carriesMore: boolean;
}

/** What a read of one place found. */
export type RemotePlace =
  /** `unnamed`: records without status, temporality or assignment, which no key can name. */
  | { readonly kind: "held"; readonly rows: readonly RemoteRow[]; readonly unnamed: number }
  /** No such place, or none that this reader may see. */
  | { readonly kind: "absent" }
  /** More than one place has this identifier: a PATCH would be answered 412 (ror-api §5.6). */
  | { readonly kind: "several"; readonly count: number }
  | { readonly kind: "unreadable"; readonly detail: string };

const capacityUrl =
  "https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-location-supported-capacity";

/** Sub-extensions of a PATCH of ours (ror-api §6.1). */
const written: ReadonlySet<string> = new Set([
  "nbCapacity",
  "capacityUpdateDate",
  "capacityType",
  "capacityStatus",
  "capacitySourceType",
  "temporalityCapacity",
  "genderCapacityAvailable",
  "capacityClosingType",
  "additionalBedType",
  "crisisType",
  "temporaryAssignement",
]);

/** Only what is looked at; a FHIR server may say much more, so members that are not named here are let pass. */
const subExtension = z.looseObject({
  url: z.string(),
  valueInteger: z.unknown().optional(),
  valueDateTime: z.unknown().optional(),
  valueCodeableConcept: z
    .looseObject({ coding: z.array(z.looseObject({ code: z.string().optional() })).optional() })
    .optional(),
});
const extension = z.looseObject({ url: z.string(), extension: z.array(subExtension).optional() });
const location = z.looseObject({
  resourceType: z.literal("Location"),
  extension: z.array(extension).default([]),
  identifier: z.array(z.looseObject({ value: z.string().optional() })).default([]),
});
const bundle = z.looseObject({
  resourceType: z.literal("Bundle"),
  type: z.literal("searchset"),
  entry: z.array(z.looseObject({ resource: z.unknown().optional() })).default([]),
});

/**
 * Reads the answer to `Location?identifier=…` (ror-api §9): the capacity records of the one place that has this
 * identifier. Entries of other types and places with other identifiers are not looked at. Never throws.
 */
export function readRemotePlace(body: string, identifier: string): RemotePlace {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return { kind: "unreadable", detail: "not JSON" };
  }
  const read = bundle.safeParse(parsed);
  if (!read.success) return { kind: "unreadable", detail: "not a Bundle of type searchset" };
  const places: z.output<typeof location>[] = [];
  for (const { resource } of read.data.entry) {
    if (!isLocation(resource)) continue;
    const place = location.safeParse(resource);
    if (!place.success) return { kind: "unreadable", detail: "a Location of another shape than RORLocation" };
    if (place.data.identifier.some(({ value }) => value === identifier)) places.push(place.data);
  }
  const [place] = places;
  if (!place) return { kind: "absent" };
  if (places.length > 1) return { kind: "several", count: places.length };
  const records = place.extension.filter((one) => one.url === capacityUrl);
  const rows = records.flatMap((record) => readRecord(record.extension ?? []) ?? []);
  return { kind: "held", rows, unnamed: records.length - rows.length };
}

function isLocation(resource: unknown): boolean {
  return (
    typeof resource === "object" &&
    resource !== null &&
    "resourceType" in resource &&
    resource.resourceType === "Location"
  );
}

/** `undefined` when an attribute that every key has is missing (ror-api §6.1). */
function readRecord(parts: readonly z.output<typeof subExtension>[]): RemoteRow | undefined {
  const part = (url: string) => parts.find((one) => one.url === url);
  const code = (url: string): string | null =>
    part(url)?.valueCodeableConcept?.coding?.find((coding) => coding.code !== undefined)?.code ?? null;
  const [status, temporality, assignment] = [
    code("capacityStatus"),
    code("temporalityCapacity"),
    code("temporaryAssignement"),
  ];
  if (!status || !temporality || !assignment) return undefined;
  const count = part("nbCapacity")?.valueInteger;
  const date = part("capacityUpdateDate")?.valueDateTime;
  const updatedAtMs = typeof date === "string" ? Date.parse(date) : Number.NaN;
  return {
    keyText: keyText({
      capacityStatus: status,
      temporalityCapacity: temporality,
      genderCapacityAvailable: code("genderCapacityAvailable"),
      capacityClosingType: code("capacityClosingType"),
      additionalBedType: code("additionalBedType"),
      crisisType: code("crisisType"),
      temporaryAssignement: assignment,
    }),
    count: typeof count === "number" && Number.isSafeInteger(count) ? count : null,
    capacityType: code("capacityType") ?? "",
    sourceType: code("capacitySourceType") ?? "",
    updatedAtMs: Number.isNaN(updatedAtMs) ? undefined : updatedAtMs,
    carriesMore: parts.some(({ url }) => !written.has(url)),
  };
}
