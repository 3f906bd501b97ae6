import { connect, type Socket } from "node:net";
import { systemClock } from "../../src/runtime/clock.ts";
import { msa } from "../support/rig.ts";

/** A sender that keeps what is not acknowledged and sends it again, over connections that may end at any time. */
export interface Sender {
  /** MSH-10 of everything answered AA. */
  readonly acknowledged: ReadonlySet<string>;
  /** Answers other than AA. */
  readonly others: readonly string[];
  done(): boolean;
  /** Cuts the connection; another one is opened. */
  cut(): void;
  /** Called after each answer. */
  onAnswer: () => void;
  close(): void;
}

const reconnectMs = 30;

export function startSender(port: number, frames: readonly Uint8Array[], windowFrames: number): Sender {
  const queue = [...frames];
  const acknowledged = new Set<string>();
  const others: string[] = [];
  let flying: Uint8Array[] = [];
  let socket: Socket | undefined;
  let closed = false;
  const pump = (): void => {
    while (socket && flying.length < windowFrames) {
      const frame = queue.shift();
      if (!frame) return;
      flying.push(frame);
      socket.write(frame);
    }
  };
  const open = (): void => {
    if (closed) return;
    const own = connect(port, "127.0.0.1");
    let received = "";
    own.on("connect", () => {
      socket = own;
      pump();
    });
    own.on("data", (chunk) => {
      if (socket !== own) return;
      received += chunk.toString("latin1");
      for (let end = received.indexOf("\x1c\r"); end >= 0; end = received.indexOf("\x1c\r")) {
        const { code, controlId } = msa(received.slice(0, end));
        received = received.slice(end + 2);
        flying.shift();
        if (code === "AA") acknowledged.add(controlId);
        else others.push(`${controlId} ${code}`);
        sender.onAnswer();
      }
      pump();
    });
    own.on("error", () => {});
    own.on("close", () => {
      if (socket === own || socket === undefined) {
        queue.unshift(...flying);
        flying = [];
        socket = undefined;
        systemClock.after(reconnectMs, open);
      }
    });
  };
  const sender: Sender = {
    acknowledged,
    others,
    done: () => queue.length === 0 && flying.length === 0,
    cut: () => socket?.destroy(),
    onAnswer: () => {},
    close() {
      closed = true;
      socket?.destroy();
    },
  };
  open();
  return sender;
}
