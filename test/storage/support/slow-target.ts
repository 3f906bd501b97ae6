import { createServer } from "node:http";
import { readPatch } from "../../../src/connector/deliver/test-support/fake-remote.ts";

const capacity =
  "Location.extension.where(url='https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-location-supported-capacity')";

export interface Interval {
  readonly place: string;
  readonly beginMs: number;
  readonly endMs: number;
}

/** A stand-in for the ROR over plain HTTP on this machine that takes its time and remembers who was there when. */
export interface SlowTarget {
  readonly settings: Record<string, unknown>;
  /** Counts by external id, then by the seven codes. */
  readonly holds: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Every PATCH, from its first byte read to its answer. */
  readonly intervals: readonly Interval[];
  /** What never should have happened: two requests for one place at once, a date that goes back. */
  readonly faults: readonly string[];
  /** Requests wait for this many milliseconds, or until released. */
  delayMs: number;
  close(): Promise<void>;
}

export async function slowTarget(requestTimeoutMs = 2_000): Promise<SlowTarget> {
  const holds = new Map<string, Map<string, number>>();
  const dates = new Map<string, string>();
  const intervals: Interval[] = [];
  const faults: string[] = [];
  const present = new Map<string, number>();
  const patch = async (url: string, body: string): Promise<{ status: number; text: string }> => {
    const read = readPatch({ method: "PATCH", url, headers: {}, body, timeoutMs: 0, answerMaxBytes: 0 });
    const place = read.place.split("/")[1] ?? "";
    const beginMs = performance.now();
    const others = present.get(place) ?? 0;
    if (others > 0) faults.push(`${place} by ${others + 1} at once`);
    present.set(place, others + 1);
    await new Promise((resolve) => setTimeout(resolve, target.delayMs));
    present.set(place, (present.get(place) ?? 1) - 1);
    intervals.push({ place, beginMs, endMs: performance.now() });
    const rows = holds.get(place) ?? new Map<string, number>();
    holds.set(place, rows);
    if (read.operation !== "add" && !rows.has(read.key)) {
      const issue = { severity: "error", code: "not-found", diagnostics: "texte", expression: [capacity] };
      return { status: 404, text: JSON.stringify({ resourceType: "OperationOutcome", issue: [issue] }) };
    }
    const name = `${place} ${read.key}`;
    const date = read.row?.date ?? "";
    if (date < (dates.get(name) ?? "")) faults.push(`${name}: ${date} after ${dates.get(name)}`);
    dates.set(name, date);
    rows.set(read.key, read.row?.count ?? Number.NaN);
    return { status: 200, text: "" };
  };
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      response.setHeader("content-type", "application/json");
      if (request.method !== "PATCH") {
        response.end(JSON.stringify({ access_token: "t", token_type: "Bearer", expires_in: 300 }));
        return;
      }
      patch(`http://127.0.0.1${request.url}`, body)
        .then(({ status, text }) => response.writeHead(status).end(text))
        .catch((error: unknown) => {
          faults.push(String(error));
          response.writeHead(500).end();
        });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const base = `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
  const target: SlowTarget = {
    settings: { name: "test", tokenUrl: `${base}/token`, apiBase: base, clientId: "c", requestTimeoutMs },
    holds,
    intervals,
    faults,
    delayMs: 5,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return target;
}

/** Pairs of intervals of one place that overlap. */
export function overlaps(intervals: readonly Interval[]): [Interval, Interval][] {
  return [...Map.groupBy(intervals, (one) => one.place).values()].flatMap((ofPlace) => {
    const sorted = ofPlace.toSorted((a, b) => a.beginMs - b.beginMs);
    return sorted.flatMap((one, index): [Interval, Interval][] => {
      const before = sorted[index - 1];
      return before && before.endMs > one.beginMs ? [[before, one]] : [];
    });
  });
}
