import assert from "node:assert/strict";
import type { HttpClient, HttpReply, HttpRequest } from "../../../runtime/http-client.ts";

/**
 * A stand-in for the ROR in memory, with its own reading of the published dialect (it shares no code with what it
 * judges). Each call takes one step of the script; after the script everything is answered truthfully.
 */
export type Step =
  | "ok"
  | "reset-before"
  | "reset-after"
  | "timeout-after"
  | "no-connection"
  | "unavailable"
  | "unavailable-after"
  | "too-many"
  | "unauthorized"
  /** The process that sent this dies, before or after the effect. */
  | "crash-before"
  | "crash-after";

export interface HeldRow {
  readonly count: number;
  readonly date: string;
  readonly capacityType: string;
  readonly sourceType: string;
}

export interface FakeRemote extends HttpClient {
  /** Rows by `IdNatStruct/externalId`, then by the seven codes. */
  readonly holds: Map<string, Map<string, HeldRow>>;
  readonly requests: HttpRequest[];
  /** PATCH requests answered 200. */
  successes(): number;
  tokensGiven(): number;
  /** Steps still to come. */
  script: Step[];
  /** Answers given instead of the truth, while they match. */
  answer?: (request: HttpRequest, row: ReadPatch) => HttpReply | undefined;
  /** Answers of reads given instead of the truth. */
  readAnswer?: (place: string) => HttpReply | undefined;
  /** Called while a request is under way: before it takes effect, then after. */
  during?: (moment: "before" | "after") => Promise<void>;
  /** Ends the process that sent the request under way. */
  crash?: () => void;
}

export interface ReadPatch {
  readonly operation: string;
  readonly place: string;
  readonly key: string;
  readonly row: HeldRow | undefined;
}

const keyAttributes = [
  "capacityStatus",
  "temporalityCapacity",
  "genderCapacityAvailable",
  "capacityClosingType",
  "additionalBedType",
  "crisisType",
  "temporaryAssignement",
];

const capacity =
  "Location.extension.where(url='https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-location-supported-capacity')";

export function answerWith(
  status: number,
  body: unknown = "",
  headers: Record<string, string> = {},
): HttpReply {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { kind: "answer", status, headers, body: text, cut: false };
}

export function outcome(code: string, expression?: string | string[]): unknown {
  const issue = { severity: "error", code, diagnostics: "texte", ...(expression ? { expression } : {}) };
  return { resourceType: "OperationOutcome", issue: [issue] };
}

interface Extension {
  url: string;
  valueInteger?: number;
  valueDateTime?: string;
  valueCodeableConcept?: { coding: { code: string }[] };
}

export function readPatch(request: HttpRequest): ReadPatch {
  const place = decodeURIComponent(new URL(request.url).searchParams.get("identifier") ?? "");
  const body = JSON.parse(request.body ?? "");
  const parts: { name: string; valueString: string; part: { extension: { extension: Extension[] }[] }[] }[] =
    body.parameter[0].part;
  const part = (name: string) => parts.find((one) => one.name === name);
  const operation = part("type")?.valueString ?? "";
  const path = part("path")?.valueString ?? "";
  const criteria = new Map(
    [...path.matchAll(/url = '(\w+)' and valueCodeableConcept\.coding\.code = '(\w+)'/g)].map((m) => [
      m[1],
      m[2],
    ]),
  );
  const inner = part("value")?.part[0]?.extension[0]?.extension ?? [];
  const code = (url: string) =>
    inner.find((one) => one.url === url)?.valueCodeableConcept?.coding[0]?.code ?? undefined;
  const fromPath = keyAttributes.map((name) => criteria.get(name) ?? "-").join("/");
  const fromValue = keyAttributes.map((name) => code(name) ?? "-").join("/");
  if (operation === "add") assert.equal(path, capacity);
  if (operation === "replace") assert.equal(fromPath, fromValue, "path and value name the same indicator");
  const row =
    operation === "delete"
      ? undefined
      : {
          count: inner.find((one) => one.url === "nbCapacity")?.valueInteger ?? Number.NaN,
          date: inner.find((one) => one.url === "capacityUpdateDate")?.valueDateTime ?? "",
          capacityType: code("capacityType") ?? "",
          sourceType: code("capacitySourceType") ?? "",
        };
  return { operation, place, key: operation === "add" ? fromValue : fromPath, row };
}

const capacityUrl = capacity.slice(capacity.indexOf("'") + 1, -2);

/** The answer to a read of one place (ror-api §7, §9). */
export function bundleOf(place: string, rows: ReadonlyMap<string, HeldRow> | undefined): unknown {
  const coded = (url: string, code: string) => ({ url, valueCodeableConcept: { coding: [{ code }] } });
  const records = [...(rows ?? [])].map(([key, row]) => ({
    url: capacityUrl,
    extension: [
      ...key
        .split("/")
        .flatMap((code, index) => (code === "-" ? [] : coded(keyAttributes[index] ?? "", code))),
      { url: "nbCapacity", valueInteger: row.count },
      { url: "capacityUpdateDate", valueDateTime: row.date },
      coded("capacityType", row.capacityType),
      coded("capacitySourceType", row.sourceType),
    ],
  }));
  const type = { coding: [{ code: "26" }] };
  const resource = { resourceType: "Location", identifier: [{ type, value: place }], extension: records };
  const entry = rows === undefined ? [] : [{ resource, search: { mode: "match" } }];
  return { resourceType: "Bundle", type: "searchset", total: entry.length, entry };
}

export function fakeRemote(script: Step[] = []): FakeRemote {
  let successes = 0;
  let tokens = 0;
  /** The token that holds, by client_id. */
  const goodTokens = new Map<string, string>();
  const inFlight = new Set<string>();
  const mayAdd = new Map<string, string>();
  const never = new Promise<HttpReply>(() => {});

  const truth = (patch: ReadPatch): HttpReply => {
    const rows = remote.holds.get(patch.place) ?? new Map<string, HeldRow>();
    remote.holds.set(patch.place, rows);
    if (patch.operation !== "add" && !rows.has(patch.key)) {
      if (patch.operation === "replace") mayAdd.set(patch.place, patch.key);
      return answerWith(404, outcome("not-found", capacity));
    }
    if (patch.operation === "add") {
      assert.equal(mayAdd.get(patch.place), patch.key, "add only just after the 404 of a replace");
    }
    if (!patch.row) rows.delete(patch.key);
    else {
      const before = rows.get(patch.key);
      if (before) assert.ok(before.date <= patch.row.date, "capacityUpdateDate never goes back");
      rows.set(patch.key, patch.row);
    }
    return answerWith(200);
  };

  const play = (step: Exclude<Step, "crash-before" | "crash-after">, patch: ReadPatch): HttpReply => {
    switch (step) {
      case "ok":
        return truth(patch);
      case "reset-before":
        return { kind: "lost", cause: "reset", sent: true, detail: "UND_ERR_SOCKET" };
      case "reset-after":
        truth(patch);
        return { kind: "lost", cause: "reset", sent: true, detail: "UND_ERR_SOCKET" };
      case "timeout-after":
        truth(patch);
        return { kind: "lost", cause: "timeout", sent: true, detail: "timeout" };
      case "no-connection":
        return { kind: "lost", cause: "connect", sent: false, detail: "ECONNREFUSED" };
      case "unavailable":
        return answerWith(503);
      case "unavailable-after":
        truth(patch);
        return answerWith(502, "<html>", { "content-type": "text/html" });
      case "too-many":
        return answerWith(429, "", { "retry-after": "7" });
      case "unauthorized":
        goodTokens.clear();
        return answerWith(401);
    }
  };

  const patchCall = async (request: HttpRequest): Promise<HttpReply> => {
    const patch = readPatch(request);
    assert.ok(!inFlight.has(patch.place), "one request at a time for one place");
    inFlight.add(patch.place);
    try {
      await remote.during?.("before");
      if (!authorized(request)) return answerWith(401);
      const step = remote.script.shift() ?? "ok";
      if (step === "crash-before" || step === "crash-after") {
        if (step === "crash-after") truth(patch);
        mayAdd.delete(patch.place);
        inFlight.delete(patch.place);
        remote.crash?.();
        return await never;
      }
      const reply = remote.answer?.(request, patch) ?? play(step, patch);
      if (!(reply.kind === "answer" && (reply.status === 404 || reply.status === 401)))
        mayAdd.delete(patch.place);
      if (reply.kind === "answer" && reply.status === 200) successes += 1;
      await remote.during?.("after");
      return reply;
    } finally {
      inFlight.delete(patch.place);
    }
  };

  const authorized = (request: HttpRequest): boolean =>
    [...goodTokens.values()].some((token) => request.headers["authorization"] === `Bearer ${token}`);
  const readCall = async (request: HttpRequest): Promise<HttpReply> => {
    const place = decodeURIComponent(new URL(request.url).searchParams.get("identifier") ?? "");
    assert.ok(!inFlight.has(place), "no reading of a place that is being delivered");
    inFlight.add(place);
    try {
      await remote.during?.("before");
      if (!authorized(request)) return answerWith(401);
      return remote.readAnswer?.(place) ?? answerWith(200, bundleOf(place, remote.holds.get(place)));
    } finally {
      inFlight.delete(place);
    }
  };

  const remote: FakeRemote = {
    holds: new Map(),
    requests: [],
    script,
    successes: () => successes,
    tokensGiven: () => tokens,
    async send(request) {
      remote.requests.push(request);
      if (request.method === "PATCH") return patchCall(request);
      if (request.method === "GET") return readCall(request);
      tokens += 1;
      const token = `token-${tokens}`;
      goodTokens.set(new URLSearchParams(request.body).get("client_id") ?? "", token);
      return answerWith(
        200,
        { access_token: token, token_type: "Bearer", expires_in: 300 },
        { "content-type": "application/json" },
      );
    },
    close: async () => {},
  };
  return remote;
}
