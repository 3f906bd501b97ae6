import { readFileSync } from "node:fs";
import { connect, createSecureContext, type SecureContext } from "node:tls";
import { Pool } from "undici";
import { z } from "zod";
import { patchBody } from "../../connector/deliver/patch-body.ts";
import type { IndicatorKey } from "../../domain/indicators/indicator-key.ts";
import { systemClock } from "../../runtime/clock.ts";
import type { PlaceSeed } from "../../sandbox/settings.ts";
import { type ReadyProcess, startNode } from "./child-process.ts";
import type { BenchContext } from "./context.ts";
import type { BenchSandbox } from "./line.ts";

/** An establishment that does not exist: no region has FINESS numbers that begin with 99. */
export const structure = "1990000011";
const patchPath = "/ws-synchro-dispo-lits-fhir/Location";

/** So many places of that establishment. */
export function benchPlaces(count: number): z.input<typeof PlaceSeed>[] {
  return Array.from({ length: count }, (_, index) => ({
    idNatStruct: structure,
    externalId: `B${index + 1}`,
    entryId: `11/${900_000 + index}`,
    name: `Lieu ${index + 1}`,
    region: "11",
    function: "001",
  }));
}

const installed: IndicatorKey = {
  capacityStatus: "01",
  temporalityCapacity: "01",
  genderCapacityAvailable: null,
  capacityClosingType: null,
  additionalBedType: null,
  crisisType: null,
  temporaryAssignement: "01",
};

/** One PATCH of the published dialect: so many beds installed. */
export function benchPatch(operation: "add" | "replace", count: number): string {
  const updatedAtMs = systemClock.nowMs();
  return JSON.stringify(
    patchBody(operation, { key: installed, capacityType: "01", sourceType: "02", count, updatedAtMs }),
  );
}

const Token = z.object({ access_token: z.string() });

/** A client certificate made ready once, so that no call pays for its decryption. */
export interface Identity {
  readonly secureContext: SecureContext;
  /** Authorities of the servers of that sandbox, PEM. */
  readonly ca: Buffer;
}

/** The client of a sandbox; `ca` overrides the authority that it trusts. */
export function identityOf({ client }: BenchSandbox, trusted?: Buffer): Identity {
  const ca = trusted ?? readFileSync(client.authorityFile);
  const secureContext = createSecureContext({
    cert: readFileSync(client.certificateFile),
    key: readFileSync(client.keyFile),
    passphrase: readFileSync(client.passphraseFile, "utf8").trim(),
    ca,
  });
  return { secureContext, ca };
}

/** A token over a connection of its own, with as little of a client around it as possible. */
export async function grant({ sandbox, client }: BenchSandbox, identity: Identity): Promise<string> {
  const { hostname, port, pathname } = new URL(sandbox.token);
  const form = `grant_type=client_credentials&client_id=${client.clientId}`;
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    "Content-Type: application/x-www-form-urlencoded",
    `Content-Length: ${form.length}`,
    "Connection: close",
  ].join("\r\n");
  const answer = await exchangeOnce(Number(port), identity, `${head}\r\n\r\n${form}`);
  return Token.parse(JSON.parse(answer.slice(answer.indexOf("\r\n\r\n")))).access_token;
}

/** One mutual TLS handshake on a new connection, complete on both sides. */
export async function handshake(port: number, identity: Identity): Promise<void> {
  await exchangeOnce(port, identity, "");
}

/** Opens a connection, sends, and reads until the server closes. */
function exchangeOnce(port: number, { secureContext }: Identity, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect({ host: "127.0.0.1", port, secureContext });
    socket.setTimeout(20_000, () => socket.destroy(new Error("no answer within 20 s")));
    socket.on("secureConnect", () => {
      if (text !== "") socket.write(text);
    });
    socket.on("data", (chunk: Buffer) => {
      answer += chunk.toString("latin1");
    });
    socket.on("error", reject);
    socket.on("end", () => socket.end());
    socket.on("close", () => resolve(answer));
  });
}

/** A caller with kept connections. `send` rejects on any status that is not `expected`. */
export interface PatchCaller {
  send(place: number, body: string, expected?: number): Promise<void>;
  close(): Promise<void>;
}

export function patchCaller(
  origin: string,
  ca: Buffer,
  token: string,
  connections: number,
  context: BenchContext,
): PatchCaller {
  const pool = new Pool(origin, { connect: { ca }, connections, pipelining: 1 });
  context.closers.add("PATCH connections", () => pool.destroy());
  return {
    async send(place, body, expected = 200) {
      const answer = await pool.request({
        path: `${patchPath}?identifier=${structure}/B${place}`,
        method: "PATCH",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/fhir+json" },
        body,
      });
      const text = await answer.body.text();
      if (answer.statusCode !== expected)
        throw new Error(`status ${answer.statusCode}: ${text.slice(0, 300)}`);
    },
    close: () => pool.close(),
  };
}

const EmptyReady = z.object({ https: z.number(), http: z.number(), handshake: z.number() });

/** The servers of the product with nothing behind them, under the certificate of a sandbox's client. */
export interface EmptyServers extends z.infer<typeof EmptyReady> {
  readonly process: ReadyProcess;
}

export async function startEmptyServers(
  context: BenchContext,
  certificate: { readonly certFile: string; readonly keyFile: string; readonly caFile: string },
): Promise<EmptyServers> {
  const script = new URL("./child/empty-https-server.ts", import.meta.url).pathname;
  const { certFile, keyFile, caFile } = certificate;
  const process = await startNode(context, script, certFile, keyFile, caFile);
  return { process, ...EmptyReady.parse(process.ready) };
}
