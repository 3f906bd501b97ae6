import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { HttpClient } from "../../runtime/http-client.ts";
import type { TargetSettings } from "../deliver/target-settings.ts";
import type { TokenSource } from "../deliver/token.ts";
import { keyText } from "../indicators/canonical-key.ts";
import type { CampaignReader } from "./settings.ts";

/** One capacity row as the platform shows it. */
export interface HeldRow {
  readonly keyText: string;
  readonly capacityType: string;
  readonly sourceType: string;
  readonly count: number;
  readonly updatedAtMs: number;
  /** Everything that it holds can be written back; a comment, for one, cannot (ror-api §6.1). */
  readonly writable: boolean;
}

const capacityUrl =
  "https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-location-supported-capacity";
/** Sub-extensions that a PATCH of ours carries. */
const written = new Set([
  "capacityType",
  "capacityStatus",
  "temporalityCapacity",
  "genderCapacityAvailable",
  "capacityClosingType",
  "additionalBedType",
  "crisisType",
  "temporaryAssignement",
  "capacitySourceType",
  "nbCapacity",
  "capacityUpdateDate",
]);
/** A page of one place with its rows. */
const answerMaxBytes = 1_048_576;

export interface ReadPlace {
  readonly target: TargetSettings;
  readonly reader: CampaignReader;
  readonly http: HttpClient;
  readonly tokens: TokenSource;
}

/**
 * The rows of one place, by their key (ror-api §9.2). Throws `campaign.cannot-read` when the reader has no token, is
 * refused, or the identifier does not name exactly one place.
 */
export async function readPlace({ target, reader, http, tokens }: ReadPlace, place: string) {
  const token = await tokens.current();
  if (token.kind !== "token") throw new RaccordError("campaign.cannot-read", token.detail);
  const reply = await http.send({
    method: "GET",
    url: `${target.apiBase}${reader.readPrefix}/Location?identifier=${encodeURIComponent(place)}`,
    headers: { authorization: `Bearer ${token.value}`, accept: "application/json", ...reader.headers },
    timeoutMs: target.requestTimeoutMs,
    answerMaxBytes,
  });
  if (reply.kind === "lost") throw new RaccordError("campaign.cannot-read", reply.detail);
  if (reply.status !== 200) throw new RaccordError("campaign.cannot-read", `HTTP ${reply.status}`);
  const places = locationsIn(reply.body);
  const [only] = places;
  if (only === undefined || places.length > 1) {
    throw new RaccordError("campaign.cannot-read", `${place}: ${places.length}`);
  }
  return new Map(list(only["extension"]).flatMap((it) => heldRow(record(it)) ?? []));
}

function locationsIn(body: string): Record<string, unknown>[] {
  let bundle: unknown;
  try {
    bundle = JSON.parse(body);
  } catch {
    throw new RaccordError("campaign.cannot-read", "not JSON");
  }
  return list(record(bundle)["entry"])
    .map((it) => record(record(it)["resource"]))
    .filter((it) => it["resourceType"] === "Location");
}

function heldRow(extension: Record<string, unknown>): [[string, HeldRow]] | undefined {
  if (extension["url"] !== capacityUrl) return undefined;
  const parts = list(extension["extension"]).map(record);
  const code = (url: string): string | undefined => {
    const part = parts.find((it) => it["url"] === url);
    const [coding] = list(record(part?.["valueCodeableConcept"])["coding"]);
    const value = record(coding)["code"];
    return typeof value === "string" ? value : undefined;
  };
  const count = parts.find((it) => it["url"] === "nbCapacity")?.["valueInteger"];
  const date = parts.find((it) => it["url"] === "capacityUpdateDate")?.["valueDateTime"];
  const key = keyText({
    capacityStatus: code("capacityStatus") ?? "",
    temporalityCapacity: code("temporalityCapacity") ?? "",
    genderCapacityAvailable: code("genderCapacityAvailable") ?? null,
    capacityClosingType: code("capacityClosingType") ?? null,
    additionalBedType: code("additionalBedType") ?? null,
    crisisType: code("crisisType") ?? null,
    temporaryAssignement: code("temporaryAssignement") ?? "",
  });
  const row: HeldRow = {
    keyText: key,
    capacityType: code("capacityType") ?? "",
    sourceType: code("capacitySourceType") ?? "",
    count: typeof count === "number" ? count : Number.NaN,
    updatedAtMs: typeof date === "string" ? Date.parse(date) : Number.NaN,
    writable: parts.every((it) => typeof it["url"] === "string" && written.has(it["url"])),
  };
  const whole = Number.isFinite(row.count) && Number.isFinite(row.updatedAtMs) && row.sourceType !== "";
  return [[key, whole ? row : { ...row, writable: false }]];
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
