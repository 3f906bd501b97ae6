import { createServer, type Socket } from "node:net";

/** What the receiver of a test does with its n-th message, counted from 0. */
export type Reaction = "AA" | "AE" | "drop" | "silent" | "hold";

export interface FakeReceiver {
  readonly port: number;
  /** Control ids in order of arrival, repeats included. */
  readonly received: readonly string[];
  readonly bodies: readonly string[];
  /** Answers everything held so far, glued into one write. */
  releaseHeld(): void;
  close(): Promise<void>;
}

export interface FakeReceiverOptions {
  readonly react?: (index: number, controlId: string) => Reaction;
  /** Writes every answer byte by byte. */
  readonly split?: boolean;
}

/** A small MLLP receiver on 127.0.0.1 with faults on demand; for tests. */
export async function fakeReceiver(options: FakeReceiverOptions = {}): Promise<FakeReceiver> {
  const received: string[] = [];
  const bodies: string[] = [];
  const sockets = new Set<Socket>();
  let held: { socket: Socket; text: string }[] = [];
  const answer = (socket: Socket, text: string): void => {
    if (!options.split) {
      socket.write(text);
      return;
    }
    for (const byte of Buffer.from(text)) socket.write(Buffer.of(byte));
  };
  const take = (socket: Socket, body: string): void => {
    const controlId = body.split("|")[9] ?? "";
    const index = received.length;
    received.push(controlId);
    bodies.push(body);
    const reaction = options.react?.(index, controlId) ?? "AA";
    const code = reaction === "AE" ? "AE" : "AA";
    const msh = "MSH|^~\\&|R||S||20260112||ACK^A01^ACK|1|P|2.5";
    const text = `\x0b${msh}\rMSA|${code}|${controlId}|${code === "AE" ? "no" : ""}\r\x1c\r`;
    if (reaction === "drop") socket.destroy();
    else if (reaction === "hold") held.push({ socket, text });
    else if (reaction !== "silent") answer(socket, text);
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    let open = "";
    socket.on("data", (chunk) => {
      open += chunk.toString("latin1");
      for (let end = open.indexOf("\x1c\r"); end >= 0; end = open.indexOf("\x1c\r")) {
        const body = open.slice(1, end);
        open = open.slice(end + 2);
        if (socket.destroyed) return;
        take(socket, body);
      }
    });
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the receiver has no port");
  return {
    port: address.port,
    received,
    bodies,
    releaseHeld() {
      const glued = Map.groupBy(held.splice(0), (one) => one.socket);
      for (const [socket, list] of glued) answer(socket, list.map((one) => one.text).join(""));
      held = [];
    },
    async close() {
      if (!server.listening) return;
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Waits until `check` holds, at most `limitMs`. */
export async function until(check: () => boolean, limitMs = 5000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!check()) {
    if (Date.now() > end) throw new Error(`not reached in ${limitMs} ms: ${check.toString()}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
