import { readFileSync } from "node:fs";
import { serverCertificate } from "../certificate.ts";
import type { FigureSource } from "../figure.ts";
import { startSandboxProcess } from "../line.ts";
import { ratesInTurns } from "../numbers.ts";
import {
  benchPatch,
  benchPlaces,
  grant,
  identityOf,
  patchCaller,
  startEmptyServers,
} from "../sandbox-load.ts";

const connections = 16;

/** Capacity PATCH on disk over kept connections, beside the same HTTPS server that does nothing. */
export const sandboxPatch: FigureSource = {
  figures: [
    {
      name: "sandbox-patch",
      what: "PATCH judged, stored on disk and journaled, kept TLS connections, 16 at once",
      unit: "calls/s",
      reference: { kind: "ceiling", name: "the same server with an empty handler", unit: "calls/s" },
      aim: { of: "ratio", atLeast: 0.4 },
      limit:
        "HTTP, judgment and the wait for the disk, one for each group of calls, share the thread of the server",
    },
  ],
  async measure(context) {
    const sandbox = await startSandboxProcess(context, benchPlaces(connections));
    const identity = identityOf(sandbox);
    const token = await grant(sandbox, identity);
    const real = patchCaller(sandbox.sandbox.api, identity.ca, token, connections, context);
    for (let place = 1; place <= connections; place += 1) await real.send(place, benchPatch("add", 1));
    const files = await serverCertificate(context);
    const servers = await startEmptyServers(context, files);
    const origin = `https://127.0.0.1:${servers.https}`;
    const empty = patchCaller(origin, readFileSync(files.caFile), token, connections, context);
    let count = 0;
    const [ceiling, rate] = await ratesInTurns(
      connections,
      // Long enough for the runtime to have compiled what a call takes, in both servers.
      { warmUpMs: context.pick(2500, 500), turns: context.pick(10, 4), turnMs: 400 },
      [
        (worker) => empty.send(worker + 1, benchPatch("replace", count++ % 50)),
        (worker) => real.send(worker + 1, benchPatch("replace", count++ % 50)),
      ],
    );
    return [
      {
        name: "sandbox-patch",
        value: rate.perSecond,
        reference: ceiling.perSecond,
        details: { p50Ms: rate.p50Ms, p99Ms: rate.p99Ms, emptyP50Ms: ceiling.p50Ms },
      },
    ];
  },
};
