import type { ServerResponse } from "node:http";
import type { Clock } from "../../runtime/clock.ts";
import { bodyText, type HttpAnswer } from "./answer.ts";

/** The members of a Fastify reply that an answer needs. */
export interface Reply {
  readonly raw: ServerResponse;
  code(status: number): Reply;
  headers(headers: Readonly<Record<string, string>>): Reply;
  send(body?: string): Reply;
  hijack(): Reply;
}

/** Longest time that a connection without an answer is kept. */
const SILENCE_MAX_MS = 600_000;

/** Sends an answer in the way it asks for. Resolves when nothing is left to do for it. */
export async function sendAnswer(reply: Reply, answer: HttpAnswer, clock: Clock): Promise<Reply> {
  const { transport } = answer;
  switch (transport?.kind) {
    case undefined:
      return plainly(reply, answer);
    case "slow":
      await delayed(clock, transport.delayMs);
      return plainly(reply, answer);
    case "cut":
      reply.hijack();
      reply.raw.socket?.destroy();
      return reply;
    case "silent": {
      reply.hijack();
      const { socket } = reply.raw;
      const cancel = clock.after(SILENCE_MAX_MS, () => socket?.destroy());
      socket?.once("close", cancel);
      return reply;
    }
    case "half":
      return half(reply, answer);
  }
}

function plainly(reply: Reply, answer: HttpAnswer): Reply {
  return reply.code(answer.status).headers(answer.headers).send(bodyText(answer));
}

function half(reply: Reply, answer: HttpAnswer): Reply {
  const bytes = Buffer.from(bodyText(answer) ?? " ".repeat(64));
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(answer.status, { ...answer.headers, "content-length": String(bytes.length) });
  raw.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => raw.socket?.end());
  return reply;
}

function delayed(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(delayMs, resolve);
  });
}
