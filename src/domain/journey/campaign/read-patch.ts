/** The path of the list of capacity rows: what `add` names, and the expression of the 404 that calls for it (ror-api §5.3). */
export const capacityListPath =
  "Location.extension.where(url='https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-location-supported-capacity')";

/** One exchange in the shape of the sandbox's control API (`GET /journal`); members that are not judged are left out. */
export interface JournalExchange {
  readonly id: number;
  readonly atMs: number;
  readonly endpoint: "token" | "patch" | "read" | "other";
  readonly clientId: string | null;
  /** The identifier of the request line. */
  readonly place: string | null;
  readonly status: number;
  readonly verdict: "accepted" | "refused";
  readonly request?: unknown;
  readonly answer?: unknown;
}

/** One PATCH of the journal, as far as it could be read. */
export interface JournalPatch {
  readonly id: number;
  readonly atMs: number;
  readonly place: string;
  readonly status: number;
  readonly accepted: boolean;
  /** `undefined`: not a body in the published shape. */
  readonly operation: "add" | "replace" | "delete" | undefined;
  /** The key attributes as sorted text, `undefined` when none was found. */
  readonly key: string | undefined;
  readonly beds: number | undefined;
  readonly rorHeaders: readonly string[];
  /** The body without its update date: what makes two requests the same. */
  readonly sameness: string;
  readonly issues: readonly JournalIssue[];
}

export interface JournalIssue {
  readonly code: string;
  readonly expressions: readonly string[];
}

/** Attributes that identify a record (ror-api §6.4). */
const keyAttributes = [
  "capacityStatus",
  "temporalityCapacity",
  "genderCapacityAvailable",
  "capacityClosingType",
  "additionalBedType",
  "crisisType",
  "temporaryAssignement",
];

/** Reads one PATCH of the journal. Never throws: what cannot be read is `undefined`. */
export function readPatch(exchange: JournalExchange): JournalPatch {
  const request = record(exchange.request);
  const body = typeof request["body"] === "string" ? request["body"] : "";
  const parts = operationParts(body);
  const type = textOf(parts.find((part) => part["name"] === "type")?.["valueString"]);
  const path = textOf(parts.find((part) => part["name"] === "path")?.["valueString"]);
  const operation = type === "add" || type === "replace" || type === "delete" ? type : undefined;
  const value = valueExtensions(parts);
  const codes = operation === "add" ? codesOfValue(value) : codesOfPath(path);
  const rorHeaders = list(request["rorHeaders"]).filter((name) => typeof name === "string");
  const beds = value.find((it) => it["url"] === "nbCapacity")?.["valueInteger"];
  return {
    id: exchange.id,
    atMs: exchange.atMs,
    place: exchange.place ?? "",
    status: exchange.status,
    accepted: exchange.verdict === "accepted" && exchange.status === 200,
    operation,
    key: codes.length === 0 ? undefined : [...codes].sort().join(" "),
    beds: typeof beds === "number" ? beds : undefined,
    rorHeaders,
    sameness: body.replace(/"valueDateTime"\s*:\s*"[^"]*"/g, ""),
    issues: issuesOf(record(exchange.answer)["body"]),
  };
}

/** The answer that calls for an `add`, and the only one (ror-api §5.5). */
export function callsForAdd(patch: JournalPatch): boolean {
  return (
    patch.operation === "replace" &&
    patch.status === 404 &&
    patch.issues.length === 1 &&
    patch.issues.every(
      ({ code, expressions }) => code === "not-found" && expressions.every((it) => it === capacityListPath),
    ) &&
    patch.issues.some(({ expressions }) => expressions.length > 0)
  );
}

function operationParts(body: string): Record<string, unknown>[] {
  const [operation] = list(record(parsed(body))["parameter"]);
  return list(record(operation)["part"]).map(record);
}

function valueExtensions(parts: readonly Record<string, unknown>[]): Record<string, unknown>[] {
  const value = parts.find((part) => part["name"] === "value");
  const [nameless] = list(value?.["part"]);
  const [extension] = list(record(nameless)["extension"]);
  return list(record(extension)["extension"]).map(record);
}

function codesOfValue(value: readonly Record<string, unknown>[]): string[] {
  return value.flatMap((one) => {
    const url = textOf(one["url"]);
    const [coding] = list(record(one["valueCodeableConcept"])["coding"]);
    const code = textOf(record(coding)["code"]);
    return keyAttributes.includes(url) && code !== "" ? [`${url}=${code}`] : [];
  });
}

const criterion = /url\s*=\s*'(\w+)'\s+and\s+valueCodeableConcept\.coding\.code\s*=\s*'(\w+)'/g;

function codesOfPath(path: string): string[] {
  return [...path.matchAll(criterion)].flatMap(([, url = "", code = ""]) =>
    keyAttributes.includes(url) ? [`${url}=${code}`] : [],
  );
}

function issuesOf(body: unknown): JournalIssue[] {
  const outcome = record(typeof body === "string" ? parsed(body) : body);
  return list(outcome["issue"]).map((issue) => ({
    code: textOf(record(issue)["code"]),
    expressions: [record(issue)["expression"]].flat().filter((one) => typeof one === "string"),
  }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
