import { Agent, request } from "undici";
import type { Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import type { Random } from "../../runtime/random.ts";
import { createEventReader, eventText } from "./event-stream.ts";

/** One connection to the connector's `/events`, shared by every open page. */
export interface EventRelay {
  /** `listener` gets the wire text of each event, first the state of the connection. The result ends it. */
  subscribe(listener: (text: string) => void): () => void;
  listeners(): number;
  close(): Promise<void>;
}

export interface EventRelayWorld {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

const firstDelayMs = 250;
const delayMaxMs = 5_000;
const headersTimeoutMs = 10_000;
const heartbeatMs = 10_000;

/**
 * Keeps a connection to `url`, opened again with a growing delay whenever it ends. Pages get:
 * `event: connector` `{"up":boolean}` at once and at each change; `event: board` as the connector sends it, and after
 * each new connection, since changes may have been missed; `event: heartbeat` every ten seconds, so that a page sees
 * that the portal is gone.
 */
export function createEventRelay(url: string, world: EventRelayWorld): EventRelay {
  const listeners = new Set<(text: string) => void>();
  const agent = new Agent({ allowH2: false, headersTimeout: headersTimeoutMs, bodyTimeout: 0 });
  const stop = new AbortController();
  let up: boolean | undefined;
  let cancelHeartbeat: () => void = () => undefined;

  const now = (): string => JSON.stringify({ at: new Date(world.clock.nowMs()).toISOString() });
  const tell = (text: string): void => {
    for (const listener of listeners) listener(text);
  };
  const setUp = (next: boolean): void => {
    if (up === next) return;
    up = next;
    world.log.info({ up }, "connector events");
    tell(eventText("connector", JSON.stringify({ up })));
  };
  const beat = (): void => {
    tell(eventText("heartbeat", now()));
    cancelHeartbeat = world.clock.after(heartbeatMs, beat);
  };

  const readOnce = async (): Promise<void> => {
    const answer = await request(url, {
      headers: { accept: "text/event-stream" },
      dispatcher: agent,
      signal: stop.signal,
    });
    const type = String(answer.headers["content-type"] ?? "");
    if (answer.statusCode !== 200 || !type.startsWith("text/event-stream")) {
      answer.body.destroy();
      throw new Error(`status ${answer.statusCode}, ${type}`);
    }
    setUp(true);
    tell(eventText("board", now()));
    const read = createEventReader();
    answer.body.setEncoding("utf8");
    for await (const piece of answer.body) {
      for (const { event, data } of read(String(piece))) {
        if (event === "board") tell(eventText("board", data.replaceAll("\n", " ")));
      }
    }
  };

  const keepReading = async (): Promise<void> => {
    let delayMs = firstDelayMs;
    while (!stop.signal.aborted) {
      try {
        await readOnce();
      } catch (error) {
        if (!stop.signal.aborted) world.log.debug({ fault: faultName(error) }, "connector events ended");
      }
      if (stop.signal.aborted) return;
      delayMs = up === true ? firstDelayMs : Math.min(delayMs * 2, delayMaxMs);
      setUp(false);
      await pause(delayMs * (0.5 + world.random.fraction() / 2), world.clock, stop.signal);
    }
  };

  const reading = keepReading();
  beat();
  return {
    subscribe(listener) {
      listeners.add(listener);
      if (up !== undefined) listener(eventText("connector", JSON.stringify({ up })));
      return () => listeners.delete(listener);
    },
    listeners: () => listeners.size,
    async close() {
      stop.abort();
      cancelHeartbeat();
      await reading;
      await agent.destroy();
    },
  };
}

function faultName(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function pause(delayMs: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      signal.removeEventListener("abort", done);
      resolve();
    };
    const cancel = clock.after(delayMs, done);
    signal.addEventListener("abort", done);
  });
}
