import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { systemClock } from "../../src/runtime/clock.ts";
import type { Random } from "../../src/runtime/random.ts";
import { createRor, placeOf } from "../simulation/ror.ts";

/** A target on a real socket, with the memory and the eyes of the simulated one. */
export interface CrashTarget {
  readonly url: string;
  /** Rows by place, then by key. */
  held(): Map<string, Map<string, number>>;
  /** What no honest client may do, and was done. */
  readonly complaints: readonly string[];
  /** A new process sends from now on. */
  nextSender(): void;
  successes(): number;
  close(): Promise<void>;
}

/** Answers late, sometimes not at all, sometimes with 503, when `random` is given; else truthfully and at once. */
export async function startCrashTarget(places: readonly string[], random?: Random): Promise<CrashTarget> {
  const complaints: string[] = [];
  const ror = createRor(places, (what) => complaints.push(what));
  const busy = new Map<string, IncomingMessage>();
  let sender = 1;
  const patch = async (request: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const place = placeOf(request.url ?? "");
    const other = busy.get(place);
    if (other && !other.socket.destroyed) complaints.push(`two deliveries of ${place} at the same time`);
    busy.set(place, request);
    try {
      const body = await textOf(request);
      const own = sender;
      const dice = random?.integer(20);
      const honest = dice === 0 ? { status: 503, body: "" } : ror.patch(own, request.url ?? "", body);
      if (random) await new Promise<void>((resolve) => systemClock.after(random.integer(15), resolve));
      if (dice !== undefined && dice < 2) ror.unclear(place);
      if (dice === 1) return void request.socket.destroy();
      answer.writeHead(honest.status, { "content-type": "application/fhir+json" }).end(honest.body);
    } finally {
      if (busy.get(place) === request) busy.delete(place);
    }
  };
  const server = createServer((request, answer) => {
    if (request.method === "PATCH") {
      patch(request, answer).catch(() => request.socket.destroy());
      return;
    }
    request.resume();
    answer
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ access_token: "essai", token_type: "Bearer", expires_in: 300 }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    complaints,
    held: () =>
      new Map(
        [...ror.held].map(([place, rows]) => [
          place,
          new Map([...rows].map(([key, row]) => [key, row.count])),
        ]),
      ),
    nextSender() {
      sender += 1;
    },
    successes: ror.successes,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
