import { connect } from "node:net";
import { DatabaseSync } from "node:sqlite";
import { systemClock } from "../../../runtime/clock.ts";
import { frameOf } from "../../../simulator/mllp-client.ts";
import type { BenchContext } from "../context.ts";
import type { FigureSource } from "../figure.ts";
import {
  type BenchConnector,
  type BenchSandbox,
  dropSheet,
  endWarmUp,
  inboxOf,
  startConnectorProcess,
  startSandboxProcess,
  targetOf,
  untilDiffering,
} from "../line.ts";
import { pause, percentile } from "../numbers.ts";
import { benchPatch, benchPlaces, grant, identityOf, patchCaller } from "../sandbox-load.ts";
import { movementMessage, placeId, smallHospital, smallRegister } from "../small-hospital.ts";

/** Each place is met again after two seconds, so that its calls belong to one movement. */
const places = 40;
const everyMs = 50;
const settleMs = 1_500;
const boundMs = 60_000;
const reference = { kind: "ceiling", name: "one bare PATCH to the same sandbox, p50", unit: "ms" } as const;
const limit = "a movement costs one commit on each side and two PATCHes in turn, each with its own commits";

/** From a movement on the wire to its last figure accepted by the sandbox, at 20 movements a second. */
export const movementToConfirmed: FigureSource = {
  figures: [
    {
      name: "movement-to-confirmed-p95",
      what: "movement sent until its last figure is accepted, 20 a second, 95th percentile",
      unit: "ms",
      reference,
      aim: { of: "value", atMost: 250 },
      limit,
    },
    {
      name: "movement-to-confirmed-max",
      what: "the slowest of them",
      unit: "ms",
      reference,
      aim: { of: "value", atMost: 1000 },
      limit,
    },
  ],
  async measure(context) {
    const sandbox = await startSandboxProcess(context, benchPlaces(places));
    const settings = smallHospital(places, inboxOf(context), targetOf(sandbox, 4));
    dropSheet(context, "beds.csv", smallRegister(places));
    const connector = await startConnectorProcess(context, settings);
    await firstDelivery(connector);
    const bareMs = await bareCalls(context, sandbox);
    const sent = await sendMovements(connector, places, context.pick(400, 80), everyMs);
    await pause(settleMs);
    await untilDiffering(connector, "the last figures to be accepted", (count) => count === 0, boundMs);
    await connector.process.stop();
    const latenciesMs = latencies(connector, sent);
    const p95 = percentile(latenciesMs, 0.95);
    const bare = percentile(bareMs, 0.5);
    const details = {
      movements: sent.length,
      confirmed: latenciesMs.length,
      p50Ms: percentile(latenciesMs, 0.5),
      p95Ms: p95,
    };
    return [
      { name: "movement-to-confirmed-p95", value: p95, reference: bare, details },
      { name: "movement-to-confirmed-max", value: percentile(latenciesMs, 1), reference: bare },
    ];
  },
};

/** The register is taken, every stay is declared known, each place has met a patient: every row was added once. */
async function firstDelivery(connector: BenchConnector): Promise<void> {
  await untilDiffering(connector, "the register to be taken", (count) => count > 0, boundMs);
  await endWarmUp(connector, "gam");
  await sendMovements(connector, 0, places, 0);
  await untilDiffering(connector, "the first figures to be accepted", (count) => count === 0, boundMs);
}

async function bareCalls(context: BenchContext, sandbox: BenchSandbox): Promise<number[]> {
  const identity = identityOf(sandbox);
  const token = await grant(sandbox, identity);
  const caller = patchCaller(sandbox.sandbox.api, identity.ca, token, 1, context);
  const timesMs: number[] = [];
  for (let call = 0; call < context.pick(100, 40); call += 1) {
    const beganMs = performance.now();
    await caller.send(1, benchPatch("replace", 10));
    timesMs.push(performance.now() - beganMs);
  }
  await caller.close();
  return timesMs;
}

interface Sent {
  readonly place: number;
  readonly atMs: number;
}

/** Steady sending, whatever the answers; resolves when all were acknowledged. `first` counts on from earlier ones. */
async function sendMovements(
  connector: BenchConnector,
  first: number,
  count: number,
  gapMs: number,
): Promise<Sent[]> {
  const socket = connect(connector.port, connector.host);
  const sent: Sent[] = [];
  let answered = 0;
  socket.on("data", (chunk: Buffer) => {
    answered += chunk.toString("latin1").split("MSA|AA|").length - 1;
  });
  const closed = new Promise<void>((resolve, reject) => {
    socket.on("close", resolve);
    socket.on("error", reject);
  });
  const beganMs = performance.now();
  for (let index = 0; index < count; index += 1) {
    await pause(Math.max(0, beganMs + index * gapMs - performance.now()));
    const place = index % places;
    const atMs = systemClock.nowMs();
    sent.push({ place, atMs });
    socket.write(frameOf(movementMessage(place, Math.floor((first + index) / places), atMs)));
  }
  socket.end();
  await closed;
  if (answered !== count) throw new Error(`${answered} of ${count} movements were acknowledged`);
  return sent;
}

/** For each movement the end of the last call of its place before the next movement of that place. */
function latencies(connector: BenchConnector, sent: readonly Sent[]): number[] {
  const database = new DatabaseSync(connector.database, { readOnly: true });
  try {
    const calls = database
      .prepare(
        "SELECT place_id, at_ms, duration_ms FROM delivery_log WHERE result = 'confirmed' ORDER BY at_ms",
      )
      .all();
    const ends = Map.groupBy(calls, (call) => String(call["place_id"]));
    return sent.flatMap(({ place, atMs }, index) => {
      const untilMs = sent.slice(index + 1).find((later) => later.place === place)?.atMs ?? Infinity;
      const own = (ends.get(placeId(place)) ?? []).filter((call) => {
        const startedMs = Number(call["at_ms"]);
        return startedMs >= atMs && startedMs < untilMs;
      });
      if (own.length === 0) return [];
      return [Math.max(...own.map((call) => Number(call["at_ms"]) + Number(call["duration_ms"]))) - atMs];
    });
  } finally {
    database.close();
  }
}
