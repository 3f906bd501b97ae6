import { readFileSync } from "node:fs";
import { hl7Text } from "../../../domain/time/stamp.ts";
import { systemClock } from "../../../runtime/clock.ts";
import { serverCertificate } from "../certificate.ts";
import type { FigureSource } from "../figure.ts";
import {
  dropSheet,
  inboxOf,
  metric,
  retryTarget,
  startConnectorProcess,
  startSandboxProcess,
  targetOf,
  untilDiffering,
} from "../line.ts";
import {
  benchPatch,
  benchPlaces,
  grant,
  identityOf,
  patchCaller,
  startEmptyServers,
  structure,
} from "../sandbox-load.ts";
import { placeId, unitCode } from "../small-hospital.ts";

/** Every place changes all eight of its typed figures. */
const indicatorsPerPlace = 8;
const indicators = 2_000;
const connections = 8;
const boundMs = 120_000;
const confirmedCalls = "raccord_delivery_calls_total";

/** An outage ends: everything that changed meanwhile is delivered. */
export const catchUp: FigureSource = {
  figures: [
    {
      name: "catch-up",
      what: "2,000 indicators changed during an outage, delivered from the first try after it",
      unit: "ms",
      reference: {
        kind: "ceiling",
        name: "2,000 bare PATCHes to an empty handler, 8 connections",
        unit: "ms",
      },
      aim: { of: "value", atMost: 10_000 },
      limit: "each indicator costs a PATCH and two commits in the connector, and a commit in the sandbox",
    },
  ],
  async measure(context) {
    // A quick run measures fewer and says what 2,000 would take at that rate.
    const count = context.pick(indicators, 200);
    const places = count / indicatorsPerPlace;
    const sandbox = await startSandboxProcess(context, benchPlaces(places));
    const inbox = inboxOf(context);
    dropSheet(context, "figures-1.csv", figuresSheet(places, 1));
    const connector = await startConnectorProcess(context, settings(places, inbox, sandbox));
    await untilDiffering(connector, "the first sheet to be taken", (left) => left > 0, boundMs);
    await untilDiffering(connector, "the first figures to be accepted", (left) => left === 0, boundMs);
    await sandbox.process.stop();
    dropSheet(context, "figures-2.csv", figuresSheet(places, 2));
    await untilDiffering(connector, "the second sheet to be taken", (left) => left === count, boundMs);
    const tokenPort = Number(new URL(sandbox.sandbox.token).port);
    const apiPort = Number(new URL(sandbox.sandbox.api).port);
    const again = await startSandboxProcess(context, benchPlaces(places), { tokenPort, apiPort });
    const callsBefore = await metric(connector, confirmedCalls, 'result="confirmed"');
    const beganMs = performance.now();
    await retryTarget(connector, "sandbox");
    await untilDiffering(connector, "everything to be delivered", (left) => left === 0, boundMs);
    const tookMs = performance.now() - beganMs;
    const calls = (await metric(connector, confirmedCalls, 'result="confirmed"')) - callsBefore;
    await connector.process.stop();
    const identity = identityOf(again);
    const token = await grant(again, identity);
    await again.process.stop();
    const files = await serverCertificate(context);
    const servers = await startEmptyServers(context, files);
    const origin = `https://127.0.0.1:${servers.https}`;
    const caller = patchCaller(origin, readFileSync(files.caFile), token, connections, context);
    const bareMs = await bareCalls(count, (place, body) => caller.send(place, body));
    const scale = indicators / count;
    return [
      {
        name: "catch-up",
        value: tookMs * scale,
        reference: bareMs * scale,
        details: { indicators: count, successfulPatches: calls, measuredMs: tookMs },
      },
    ];
  },
};

async function bareCalls(
  count: number,
  send: (place: number, body: string) => Promise<void>,
): Promise<number> {
  let next = 0;
  const beganMs = performance.now();
  const work = async (): Promise<void> => {
    for (let call = next++; call < count; call = next++) {
      await send(1 + Math.floor(call / indicatorsPerPlace), benchPatch("replace", call));
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  return performance.now() - beganMs;
}

function settings(
  places: number,
  inbox: string,
  sandbox: Parameters<typeof targetOf>[0],
): Parameters<typeof startConnectorProcess>[1] {
  const target = targetOf(sandbox, connections);
  return {
    establishment: "Hôpital imaginaire",
    http: { port: 0 },
    feeds: [{ name: "sheets", mllp: { port: 0 }, folder: inbox }],
    targets: [target],
    indicatorGroups: ["core", "extended"],
    places: Array.from({ length: places }, (_, index) => ({
      id: placeId(index),
      idNatStruct: structure,
      externalId: placeId(index),
      target: target.name,
      feed: "sheets",
      nature: "bed",
      source: "figures",
      sourceType: "02",
      units: [{ unit: unitCode(index) }],
      genderRule: "rooms",
      freshnessMaxMinutes: 1440,
    })),
  };
}

/** Typed figures; every number differs between two editions and they add up (bed-indicators §5). */
function figuresSheet(places: number, edition: number): string {
  const free = [edition, edition + 1, edition + 2];
  const closed = [edition, edition];
  const occupied = 5 + edition;
  const reserved = edition;
  const sum = [...free, ...closed, occupied, reserved].reduce((total, value) => total + value, 0);
  const now = hl7Text(systemClock.nowMs());
  const at = `${now.slice(6, 8)}/${now.slice(4, 6)}/${now.slice(0, 4)} ${now.slice(8, 10)}:${now.slice(10, 12)}`;
  const head =
    "FINESS_GEO;UF;LIBELLE;LITS_INSTALLES;FERMES_REACTIVABLES;FERMES_NON_REACTIVABLES;OCCUPES;RESERVES;DISPO_F;DISPO_H;DISPO_INDIFFERENT;MAJ";
  const rows = Array.from({ length: places }, (_, index) =>
    [
      structure.slice(1),
      unitCode(index),
      `Unité ${index + 1}`,
      sum,
      ...closed,
      occupied,
      reserved,
      ...free,
      at,
    ].join(";"),
  );
  return `${[head, ...rows].join("\n")}\n`;
}
