import assert from "node:assert/strict";
import type { HttpClient, HttpReply, HttpRequest } from "../../src/runtime/http-client.ts";
import type { Random } from "../../src/runtime/random.ts";
import { type Fault, type FaultRates, faultyAnswer, pickFault, pickTokenFault } from "./faults.ts";
import { placeOf, type Ror } from "./ror.ts";
import type { Life, Scheduler } from "./scheduler.ts";

/** The way to the target and its token server, with everything that goes wrong there. */
export interface Network {
  clientOf(life: Life): HttpClient;
  /** What was under way from this process took effect or not, nobody knows; no answer comes. */
  cut(life: Life): void;
  /** `undefined`: everything is answered truthfully and soon. */
  rates: FaultRates | undefined;
  /** Nobody can connect. */
  away: boolean;
  /** PATCH requests so far. */
  calls(): number;
  /** Requests under way. */
  underWay(): number;
}

interface Flight {
  readonly life: Life;
  readonly request: HttpRequest;
  /** Brings the effect that the request has not had yet. */
  take: () => void;
  readonly answer: (reply: HttpReply) => void;
}

export function createNetwork(
  scheduler: Scheduler,
  random: Random,
  ror: Ror,
  complain: (what: string) => void,
): Network {
  const flights = new Set<Flight>();
  const tokens = new Map<string, number>();
  let calls = 0;
  let tokensGiven = 0;
  const latencyMs = (): number => (random.integer(20) === 0 ? random.integer(15_000) : random.integer(150));

  const authorized = (request: HttpRequest): boolean => {
    const token = /^Bearer (.*)$/.exec(request.headers["authorization"] ?? "")?.[1] ?? "";
    return (tokens.get(token) ?? 0) > scheduler.nowMs();
  };
  const truth = (flight: Flight): HttpReply => {
    if (!authorized(flight.request))
      return { kind: "answer", status: 401, headers: {}, body: "", cut: false };
    const { status, body } = ror.patch(flight.life.number, flight.request.url, flight.request.body ?? "");
    return { kind: "answer", status, headers: { "content-type": "application/fhir+json" }, body, cut: false };
  };
  const read = (flight: Flight): HttpReply => {
    if (!authorized(flight.request))
      return { kind: "answer", status: 401, headers: {}, body: "", cut: false };
    const body = ror.read(placeOf(flight.request.url));
    return {
      kind: "answer",
      status: 200,
      headers: { "content-type": "application/fhir+json" },
      body,
      cut: false,
    };
  };
  const giveToken = (): HttpReply => {
    tokensGiven += 1;
    const token = `token-${tokensGiven}`;
    // A token that may end before it arrives is a fault of the server too: it stops with the others.
    const brief = random.integer(4) === 0 ? 5 + random.integer(20) : undefined;
    const lifeS = network.rates ? (brief ?? 300) : 300;
    // Some servers promise more than they keep.
    const said = network.rates && random.integer(5) === 0 ? lifeS * 3 : lifeS;
    tokens.set(token, scheduler.nowMs() + lifeS * 1000);
    return {
      kind: "answer",
      status: 200,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ access_token: token, token_type: "Bearer", expires_in: said }),
      cut: false,
    };
  };
  const arrive = (flight: Flight, fault: Fault): void => {
    if (flight.life.dead || !flights.has(flight)) return;
    const place = flight.request.method === "PATCH" ? placeOf(flight.request.url) : undefined;
    const answers: Partial<Record<HttpRequest["method"], () => HttpReply>> = {
      PATCH: () => truth(flight),
      GET: () => read(flight),
      POST: giveToken,
    };
    const honest = answers[flight.request.method] ?? (() => assert.fail(flight.request.method));
    flight.take = () => {};
    if (fault.effect === "after") honest();
    const reply = fault.answer === "truth" ? honest() : faultyAnswer(fault.answer, random);
    if (place !== undefined && fault.answer !== "truth" && fault.answer !== "unauthorized")
      ror.unclear(place);
    const waitMs = fault.answer === "timeout" ? flight.request.timeoutMs : latencyMs();
    scheduler.after(waitMs, () => flight.answer(reply));
  };
  const send = (life: Life, request: HttpRequest): Promise<HttpReply> => {
    if (life.dead) return new Promise(() => {});
    const patch = request.method === "PATCH";
    if (patch) calls += 1;
    if (request.method !== "POST") {
      for (const other of flights) {
        if (other.request.method === "POST" || placeOf(other.request.url) !== placeOf(request.url)) continue;
        const what =
          patch && other.request.method === "PATCH" ? "two deliveries" : "a reading and a delivery";
        complain(`${what} of ${placeOf(request.url)} at the same time`);
      }
    }
    return new Promise((resolve) => {
      const flight: Flight = {
        life,
        request,
        take: () => patch && truth(flight),
        answer(reply) {
          if (!flights.delete(flight) || life.dead) return;
          resolve(reply);
        },
      };
      flights.add(flight);
      // The client gives up at its time limit, wherever the request is by then.
      scheduler.after(request.timeoutMs, () => {
        if (!flights.has(flight)) return;
        if (random.integer(2) === 0) flight.take();
        if (patch) ror.unclear(placeOf(request.url));
        flight.answer({ kind: "lost", cause: "timeout", sent: true, detail: "timeout" });
      });
      const fault = network.away
        ? ({ effect: "none", answer: "no-connection" } as const)
        : patch
          ? pickFault(network.rates, random)
          : pickTokenFault(network.rates, random);
      scheduler.after(latencyMs(), () => arrive(flight, fault));
    });
  };
  const giveUp = (life: Life): Flight[] => {
    const cut = [...flights].filter((flight) => flight.life === life);
    for (const flight of cut) {
      if (random.integer(2) === 0) flight.take();
      if (flight.request.method === "PATCH") ror.unclear(placeOf(flight.request.url));
    }
    return cut;
  };
  const network: Network = {
    clientOf: (life) => ({
      send: (request) => send(life, request),
      async close() {
        for (const flight of giveUp(life)) {
          flight.answer({ kind: "lost", cause: "reset", sent: true, detail: "closed" });
        }
      },
    }),
    cut(life) {
      for (const flight of giveUp(life)) flights.delete(flight);
    },
    rates: undefined,
    away: false,
    calls: () => calls,
    underWay: () => flights.size,
  };
  return network;
}
