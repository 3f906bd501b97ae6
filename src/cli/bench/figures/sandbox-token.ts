import { readFileSync } from "node:fs";
import { serverCertificate } from "../certificate.ts";
import type { FigureSource } from "../figure.ts";
import { startSandboxProcess } from "../line.ts";
import { ratesInTurns } from "../numbers.ts";
import { benchPlaces, grant, handshake, identityOf, startEmptyServers } from "../sandbox-load.ts";

const callers = 4;

/** Token grants, each on a new connection with a client certificate, beside the bare handshakes. */
export const sandboxToken: FigureSource = {
  figures: [
    {
      name: "sandbox-token",
      what: "tokens granted, a new mutual TLS connection each, 4 at once",
      unit: "calls/s",
      reference: { kind: "ceiling", name: "bare mutual TLS handshakes, RSA 2048", unit: "calls/s" },
      aim: { of: "ratio", atLeast: 0.6 },
      limit: "a grant adds an RSA signature and a check of the certificate chain to the handshake",
    },
  ],
  async measure(context) {
    const sandbox = await startSandboxProcess(context, benchPlaces(1));
    const identity = identityOf(sandbox);
    const files = await serverCertificate(context);
    const servers = await startEmptyServers(context, files);
    const bare = identityOf(sandbox, readFileSync(files.caFile));
    const [ceiling, rate] = await ratesInTurns(
      callers,
      { warmUpMs: context.pick(1500, 500), turns: context.pick(8, 4), turnMs: 500 },
      [() => handshake(servers.handshake, bare), () => grant(sandbox, identity)],
    );
    return [
      {
        name: "sandbox-token",
        value: rate.perSecond,
        reference: ceiling.perSecond,
        details: { p50Ms: rate.p50Ms, p99Ms: rate.p99Ms },
      },
    ];
  },
};
