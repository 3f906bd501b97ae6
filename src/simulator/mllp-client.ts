import { connect as connectTcp, type Socket } from "node:net";
import { type ConnectionOptions, connect as connectTls } from "node:tls";
import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import type { Random } from "../runtime/random.ts";
import { type Ack, createAckReader } from "./ack-reader.ts";

export type { Ack } from "./ack-reader.ts";

export interface MllpClientOptions {
  readonly host: string;
  readonly port: number;
  readonly tls?: ConnectionOptions;
  /** How long an acknowledgement may take; then the connection is given up and the message sent again. */
  readonly timeoutMs: number;
  readonly log: Log;
  readonly clock: Clock;
  /** Spreads reconnections, so that many senders do not come back in one instant. */
  readonly random: Random;
  /** How many messages may be on their way without an answer. 1, the rule of HL7, unless stated. */
  readonly window?: number;
  readonly reconnectMinMs?: number;
  readonly reconnectMaxMs?: number;
  /** Connections in a row that bring no answer before the client gives up. */
  readonly attemptsMax?: number;
  readonly queueMax?: number;
  readonly ackSizeMaxBytes?: number;
}

export type MllpClientFault = "closed" | "unreachable" | "queue-full";

/** The message was not acknowledged; whether the receiver stored it is not known. */
export class MllpClientError extends Error {
  readonly fault: MllpClientFault;

  constructor(fault: MllpClientFault, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "MllpClientError";
    this.fault = fault;
  }
}

export interface MllpClient {
  /**
   * Sends one message without frame and resolves with its answer, whatever the code. What is not acknowledged
   * when a connection drops is sent again, in order, as real senders do; so the receiver may get it twice.
   * Rejects with MllpClientError.
   */
  send(bytes: Uint8Array): Promise<Ack>;
  /** Connections opened so far. */
  connections(): number;
  /** Refuses what is not sent yet, waits for answers on their way (at most `timeoutMs`), and disconnects. */
  close(): Promise<void>;
}

interface Entry {
  readonly frame: Uint8Array;
  readonly controlId: string;
  readonly resolve: (ack: Ack) => void;
  readonly reject: (error: Error) => void;
  cancelTimer?: (() => void) | undefined;
}

type Link =
  | { readonly kind: "down" }
  | { readonly kind: "opening" | "open"; readonly socket: Socket }
  | { readonly kind: "waiting"; readonly cancel: () => void }
  | { readonly kind: "closed" };

/** A sending client that connects when there is something to send. */
export function connectMllp(options: MllpClientOptions): MllpClient {
  const { clock, log, timeoutMs, window = 1, attemptsMax = 20, queueMax = 10_000 } = options;
  const { reconnectMinMs = 200, reconnectMaxMs = 5000, ackSizeMaxBytes = 65_536 } = options;
  const queue: Entry[] = [];
  let flying: Entry[] = [];
  let link: Link = { kind: "down" };
  let failures = 0;
  let connections = 0;
  let drained: (() => void) | undefined;

  const fail = (error: MllpClientError): void => {
    for (const entry of [...flying, ...queue]) {
      entry.cancelTimer?.();
      entry.reject(error);
    }
    flying = [];
    queue.length = 0;
  };

  const lost = (socket: Socket, cause: Error | undefined): void => {
    if ((link.kind !== "open" && link.kind !== "opening") || link.socket !== socket) return;
    for (const entry of flying) entry.cancelTimer?.();
    queue.unshift(...flying);
    flying = [];
    link = { kind: "down" };
    failures += 1;
    drained?.();
    if (queue.length === 0) return;
    if (failures >= attemptsMax) {
      fail(new MllpClientError("unreachable", `${options.host}:${options.port} does not answer`, { cause }));
      return;
    }
    const steadyMs = Math.min(reconnectMaxMs, reconnectMinMs * 2 ** Math.min(16, failures - 1));
    const delayMs = Math.round(steadyMs * (0.75 + options.random.fraction() / 4));
    log.info({ delayMs, waiting: queue.length, cause: cause?.message }, "connection lost, will try again");
    link = { kind: "waiting", cancel: clock.after(delayMs, open) };
  };

  const answered = (ack: Ack): void => {
    failures = 0;
    const found = flying.findIndex((entry) => entry.controlId === ack.controlId);
    const [entry] = flying.splice(Math.max(0, found), 1);
    entry?.cancelTimer?.();
    entry?.resolve(ack);
    if (flying.length === 0) drained?.();
  };

  const pump = (): void => {
    if (link.kind === "down" && queue.length > 0) open();
    if (link.kind !== "open") return;
    const { socket } = link;
    while (flying.length < window) {
      const entry = queue.shift();
      if (!entry) return;
      entry.cancelTimer = clock.after(timeoutMs, () =>
        socket.destroy(new Error(`no answer in ${timeoutMs} ms`)),
      );
      flying.push(entry);
      socket.write(entry.frame);
    }
  };

  function open(): void {
    const { host, port, tls } = options;
    const socket = tls ? connectTls({ host, port, ...tls }) : connectTcp({ host, port });
    const reader = createAckReader(ackSizeMaxBytes);
    let cause: Error | undefined;
    link = { kind: "opening", socket };
    const cancelOpening = clock.after(timeoutMs, () => socket.destroy(new Error("connecting took too long")));
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 30_000);
    socket.once(tls ? "secureConnect" : "connect", () => {
      cancelOpening();
      connections += 1;
      link = { kind: "open", socket };
      pump();
    });
    socket.on("data", (chunk) => {
      try {
        for (const ack of reader.push(chunk)) answered(ack);
        pump();
      } catch (error) {
        socket.destroy(error instanceof Error ? error : new Error(String(error)));
      }
    });
    socket.on("error", (error) => {
      cause = error;
    });
    socket.on("end", () => socket.end());
    socket.on("close", () => {
      cancelOpening();
      lost(socket, cause);
    });
  }

  return {
    send(bytes) {
      if (link.kind === "closed")
        return Promise.reject(new MllpClientError("closed", "the client is closed"));
      if (queue.length >= queueMax) {
        return Promise.reject(new MllpClientError("queue-full", `${queueMax} messages are waiting`));
      }
      return new Promise((resolve, reject) => {
        queue.push({ frame: frameOf(bytes), controlId: controlIdOf(bytes), resolve, reject });
        pump();
      });
    },
    connections: () => connections,
    async close() {
      const closed = new MllpClientError("closed", "the client is closing");
      for (const entry of queue.splice(0)) entry.reject(closed);
      if (link.kind === "open" && flying.length > 0) {
        await new Promise<void>((resolve) => {
          const cancel = clock.after(timeoutMs, resolve);
          drained = () => {
            cancel();
            resolve();
          };
        });
      }
      const last = link;
      link = { kind: "closed" };
      fail(closed);
      if (last.kind === "waiting") last.cancel();
      else if (last.kind === "open" || last.kind === "opening") await endSocket(last.socket);
    },
  };
}

async function endSocket(socket: Socket): Promise<void> {
  if (socket.destroyed) return;
  const gone = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.destroySoon();
  // A receiver that never closes its half must not keep the process alive.
  socket.setTimeout(1000, () => socket.destroy());
  await gone;
}

/** MLLP: 0x0B, message, 0x1C 0x0D. */
export function frameOf(bytes: Uint8Array): Uint8Array {
  const frame = new Uint8Array(bytes.length + 3);
  frame[0] = 0x0b;
  frame.set(bytes, 1);
  frame[bytes.length + 1] = 0x1c;
  frame[bytes.length + 2] = 0x0d;
  return frame;
}

/** MSH-10, read with the separator that the message declares; empty when there is none. */
function controlIdOf(bytes: Uint8Array): string {
  const head = new TextDecoder().decode(bytes.subarray(0, 1000)).replace(/^\uFEFF/, "");
  const line = head.split(/[\r\n]/).find((text) => text !== "") ?? "";
  return line.split(line.charAt(3))[9] ?? "";
}
