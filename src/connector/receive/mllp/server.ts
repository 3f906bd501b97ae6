import net, { type AddressInfo, type Server, type Socket } from "node:net";
import tls, { type TLSSocket } from "node:tls";
import { MllpConnection } from "./connection.ts";
import type { MllpPeer, MllpServer, MllpServerOptions } from "./contract.ts";

export {
  type MllpNote,
  type MllpServer,
  type MllpServerOptions,
  mllpServerCodes,
} from "./contract.ts";

/** First keep-alive probe after this silence: half-open connections through firewalls are found in minutes. */
const KEEP_ALIVE_DELAY_MS = 60_000;

/**
 * Listens for HL7 messages over MLLP, plain or with TLS (hl7-pam-fr §6, §7). Resolves when it listens; rejects
 * with the system's error when it cannot. Frames of one connection are handled at the same time, their answers
 * leave in order of receipt. An answer means what the handler made it mean: give it after the fact is stored.
 */
export async function startMllpServer(options: MllpServerOptions): Promise<MllpServer> {
  const connections = new Set<MllpConnection>();
  const handshakes = new Map<string, Socket>();
  let closing: Promise<void> | undefined;
  let accepted = 0;

  const accept = (socket: Socket): void => {
    if (closing) {
      socket.destroy();
      return;
    }
    handshakes.delete(keyOf(socket));
    accepted += 1;
    const connection = new MllpConnection(socket, peerOf(socket, accepted), options);
    connections.add(connection);
    socket.once("close", () => connections.delete(connection));
  };
  const server = createServer(options, accept);
  server.maxConnections = options.limits.connectionsMax;
  if (options.tls) trackHandshakes(server, handshakes);
  server.on("drop", (dropped) => {
    options.onNote({ code: "hl7.too-many-connections", detail: dropped?.remoteAddress ?? "" });
  });
  await listen(server, options);
  server.on("error", (error) => options.log.error({ err: error }, "the MLLP listener reported an error"));

  const closeAll = (timeoutMs: number): Promise<void> =>
    new Promise((resolve) => {
      const destroyAll = (): void => {
        for (const connection of connections) connection.destroy();
      };
      const cancel = options.clock.after(timeoutMs, destroyAll);
      server.close(() => {
        cancel();
        resolve();
      });
      for (const socket of handshakes.values()) socket.destroy();
      for (const connection of connections) connection.finish();
    });

  const address = server.address() as AddressInfo;
  return {
    host: address.address,
    port: address.port,
    connectionCount: () => connections.size,
    close(timeoutMs) {
      closing ??= closeAll(timeoutMs);
      return closing;
    },
  };
}

function createServer(options: MllpServerOptions, accept: (socket: Socket) => void): Server {
  const shared = {
    allowHalfOpen: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_DELAY_MS,
    noDelay: true,
  };
  if (!options.tls) return net.createServer(shared, accept);
  const { frameTimeoutMs } = options.limits;
  const server = tls.createServer({ handshakeTimeout: frameTimeoutMs, ...options.tls, ...shared }, accept);
  server.on("tlsClientError", (error: NodeJS.ErrnoException, socket: TLSSocket) => {
    options.onNote({ code: "hl7.tls-refused", detail: error.code ?? error.name });
    socket.destroy();
  });
  return server;
}

/** Sockets that have not become connections yet would otherwise hold up the close. */
function trackHandshakes(server: Server, handshakes: Map<string, Socket>): void {
  server.on("connection", (socket: Socket) => {
    const key = keyOf(socket);
    handshakes.set(key, socket);
    socket.once("close", () => {
      if (handshakes.get(key) === socket) handshakes.delete(key);
    });
  });
}

function keyOf(socket: Socket): string {
  return `${socket.remoteAddress ?? ""} ${socket.remotePort ?? 0}`;
}

function listen(server: Server, options: MllpServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: options.host, port: options.port }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function peerOf(socket: Socket, connection: number): MllpPeer {
  const peer = { address: socket.remoteAddress ?? "", port: socket.remotePort ?? 0, connection };
  if (!("getPeerCertificate" in socket)) return peer;
  const fingerprint = (socket as TLSSocket).getPeerCertificate().fingerprint256;
  return fingerprint === undefined ? peer : { ...peer, certificateFingerprint: fingerprint };
}
