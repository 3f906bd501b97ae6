import net, { type Socket } from "node:net";
import { type ManualClock, manualClock } from "../../../runtime/clock.ts";
import { silentLog } from "../../../runtime/log.ts";
import { readFrames } from "../../../wire/mllp/framer.ts";
import { type MllpNote, type MllpServer, type MllpServerOptions, startMllpServer } from "./server.ts";

/** A server for tests with a clock of its own, and what it noted. */
export interface TestServer {
  readonly server: MllpServer;
  readonly notes: MllpNote[];
  readonly clock: ManualClock;
}

const started: (() => Promise<void>)[] = [];

/** Ends every server and sender that a test left open, so that a failed test does not hang the run. */
export async function closeLeftovers(): Promise<void> {
  for (const close of started.splice(0)) await close();
}

type Overrides = Partial<Omit<MllpServerOptions, "limits">> & {
  limits?: Partial<MllpServerOptions["limits"]>;
};

const limits = {
  frameSizeMaxBytes: 100_000,
  connectionsMax: 20,
  unansweredFramesMax: 8,
  frameTimeoutMs: 30_000,
  idleTimeoutMs: 3_600_000,
};

/** Answers each frame with its own content unless told otherwise. */
export async function startTestServer(overrides: Overrides = {}): Promise<TestServer> {
  const notes: MllpNote[] = [];
  const clock = manualClock(0);
  const server = await startMllpServer({
    host: "127.0.0.1",
    port: 0,
    clock,
    log: silentLog,
    onFrame: async (bytes) => bytes,
    onOversize: async () => bytes("too long"),
    onNote: (note) => notes.push(note),
    ...overrides,
    limits: { ...limits, ...overrides.limits },
  });
  started.push(async () => {
    const closing = server.close(0);
    clock.advance(10_000_000);
    await closing;
  });
  return { server, notes, clock };
}

function bytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "latin1"));
}

/** `text` framed by hand. */
export function framed(text: string): string {
  return `\x0b${text}\x1c\r`;
}

/** A raw sender that keeps what it receives. */
export interface RawSender {
  readonly socket: Socket;
  write(text: string): void;
  answers(): string[];
  closed(): boolean;
}

export function rawSender(socket: Socket): RawSender {
  const received: Buffer[] = [];
  let gone = false;
  started.push(async () => {
    socket.destroy();
  });
  socket.on("data", (chunk: Buffer) => received.push(chunk));
  socket.on("error", () => undefined);
  socket.on("close", () => {
    gone = true;
  });
  return {
    socket,
    write: (text) => socket.write(Buffer.from(text, "latin1")),
    answers: () => readFramesOrNone(Buffer.concat(received)),
    closed: () => gone,
  };
}

export function connect(server: MllpServer, options: { allowHalfOpen?: boolean } = {}): RawSender {
  return rawSender(net.connect({ host: server.host, port: server.port, ...options }));
}

function readFramesOrNone(received: Uint8Array): string[] {
  return received.length === 0 ? [] : readFrames(received).map((one) => Buffer.from(one).toString("latin1"));
}

/** Waits for a condition, at most ten seconds. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  const startedAt = performance.now();
  while (!holds()) {
    if (performance.now() - startedAt > 10_000) throw new Error(`still waiting for ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Answers that wait until they are released, in any order. */
export function heldAnswers() {
  const held = new Map<string, { resolve(answer: Uint8Array): void; reject(reason: Error): void }>();
  const seen: string[] = [];
  return {
    seen,
    onFrame: (frame: Uint8Array): Promise<Uint8Array> => {
      const text = Buffer.from(frame).toString("latin1");
      seen.push(text);
      const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
      held.set(text, { resolve, reject });
      return promise;
    },
    release: (text: string) => held.get(text)?.resolve(bytes(`re ${text}`)),
    fail: (text: string) => held.get(text)?.reject(new Error("store is full")),
  };
}
