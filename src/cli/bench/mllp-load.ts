import { connect, type Socket } from "node:net";
import { type Rate, rateOf } from "./numbers.ts";

export interface MllpLoad {
  readonly host: string;
  readonly port: number;
  readonly connections: number;
  /** Messages under way on each connection; 1 is what most hospital systems do. */
  readonly window: number;
  readonly warmUpMs: number;
  readonly durationMs: number;
  /** The next whole frame, MLLP bytes included; `undefined` when there is none left. */
  readonly nextFrame: () => Uint8Array | undefined;
  /** Text that every answer must hold. */
  readonly answerHolds?: string;
}

/** Sends frames for a time, each connection waiting for its answers; rejects on a wrong answer or a lost link. */
export async function mllpRate(load: MllpLoad): Promise<Rate> {
  const startMs = performance.now() + load.warmUpMs;
  const endMs = startMs + load.durationMs;
  const latenciesMs: number[] = [];
  const note = (sentMs: number): void => {
    const nowMs = performance.now();
    if (nowMs >= startMs && nowMs <= endMs) latenciesMs.push(nowMs - sentMs);
  };
  await Promise.all(Array.from({ length: load.connections }, () => sendOn(load, endMs, note)));
  // Frames may run out before the time does.
  return rateOf(latenciesMs, Math.min(load.durationMs, Math.max(1, performance.now() - startMs)));
}

function sendOn(load: MllpLoad, endMs: number, note: (sentMs: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(load.port, load.host);
    socket.setNoDelay(true);
    socket.setTimeout(30_000, () => socket.destroy(new Error("no acknowledgement within 30 s")));
    const sentMs: number[] = [];
    let tail = "";
    const sendOne = (): boolean => {
      const frame = performance.now() < endMs ? load.nextFrame() : undefined;
      if (!frame) return false;
      sentMs.push(performance.now());
      socket.write(frame);
      return true;
    };
    const sendMore = (): void => {
      while (sentMs.length < load.window && sendOne());
      if (sentMs.length === 0) socket.end();
    };
    socket.on("connect", sendMore);
    socket.on("data", (chunk: Buffer) => {
      const answers = (tail + chunk.toString("latin1")).split("\x1c\r");
      tail = answers.pop() ?? "";
      for (const answer of answers) {
        if (load.answerHolds !== undefined && !answer.includes(load.answerHolds)) {
          socket.destroy(new Error(`unexpected answer: ${answer.slice(-200)}`));
          return;
        }
        note(sentMs.shift() ?? 0);
      }
      sendMore();
    });
    socket.on("error", reject);
    socket.on("close", () => {
      if (sentMs.length === 0) resolve();
      else reject(new Error("the connection closed before all answers came"));
    });
  });
}
