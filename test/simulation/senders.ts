import type { Random } from "../../src/runtime/random.ts";
import type { HospitalMessage } from "./hospital.ts";
import type { Life, Scheduler } from "./scheduler.ts";

/** One way in to the connector as a sender sees it: `undefined` while nobody listens. */
export type Door = () => { readonly life: Life; frame(bytes: Uint8Array): Promise<Uint8Array> } | undefined;

/** Senders that keep what is not acknowledged and send it again, as hospitals do. */
export interface Senders {
  /** Every message was answered. */
  done(): boolean;
  /** The connections are gone: what was not answered is sent again. */
  cut(): void;
  /** Somebody listens again, or still. */
  pump(): void;
}

export function createSenders(
  scheduler: Scheduler,
  random: Random,
  messages: readonly HospitalMessage[],
  door: Door,
  answered: (message: HospitalMessage, ack: Uint8Array) => void,
): Senders {
  const lines = Array.from({ length: 1 + random.integer(3) }, () => [] as HospitalMessage[]);
  for (const message of inAnyOrder(messages, random)) lines[random.integer(lines.length)]?.push(message);
  const connections = lines.map((queue) => createConnection(scheduler, random, queue, door, answered));
  return {
    done: () => connections.every((connection) => connection.done()),
    cut() {
      for (const connection of connections) connection.cut();
    },
    pump() {
      for (const connection of connections) connection.pump();
    },
  };
}

/** As said, or with neighbours exchanged, or in no order at all; some twice, some twice under another number. */
function inAnyOrder(messages: readonly HospitalMessage[], random: Random): HospitalMessage[] {
  const spread = [0, 5, messages.length][random.integer(3)] ?? 0;
  const copies = messages.flatMap((message, position) => {
    const again = random.integer(8) === 0;
    const copy = random.integer(2) === 0 ? message : reissued(message);
    return [
      { message, at: position + random.fraction() * spread },
      ...(again ? [{ message: copy, at: position + random.fraction() * (spread + 10) }] : []),
    ];
  });
  return copies.sort((a, b) => a.at - b.at).map(({ message }) => message);
}

function reissued({ controlId, bytes }: HospitalMessage): HospitalMessage {
  const other = controlId.replace("SIM", "BIS");
  return {
    controlId: other,
    bytes: Buffer.from(Buffer.from(bytes).toString("utf8").replace(controlId, other)),
  };
}

interface Connection {
  done(): boolean;
  cut(): void;
  pump(): void;
}

function createConnection(
  scheduler: Scheduler,
  random: Random,
  queue: HospitalMessage[],
  door: Door,
  answered: (message: HospitalMessage, ack: Uint8Array) => void,
): Connection {
  const window = 1 + random.integer(4);
  // Some lines are only opened when others are long through.
  const openMs = scheduler.nowMs() + random.integer(2) * random.integer(30 * 60_000);
  scheduler.after(openMs - scheduler.nowMs(), () => connection.pump());
  let flying: HospitalMessage[] = [];
  // Answers of an earlier connection mean nothing to a later one.
  let generation = 0;
  const latencyMs = (): number => (random.integer(10) === 0 ? random.integer(20_000) : random.integer(200));
  const connection: Connection = {
    done: () => queue.length === 0 && flying.length === 0,
    cut() {
      generation += 1;
      queue.unshift(...flying);
      flying = [];
      scheduler.after(latencyMs(), connection.pump);
    },
    pump() {
      while (flying.length < window && queue.length > 0 && scheduler.nowMs() >= openMs && door()) {
        const message = queue.shift();
        if (!message) return;
        flying.push(message);
        const own = generation;
        scheduler.after(latencyMs(), () => send(message, own));
      }
    },
  };
  const send = (message: HospitalMessage, own: number): void => {
    if (own !== generation) return;
    const open = door();
    if (!open) {
      connection.cut();
      return;
    }
    open.frame(message.bytes).then(
      (ack) => {
        if (open.life.dead) return;
        answered(message, ack);
        scheduler.after(latencyMs(), () => take(message, own));
      },
      () => {
        if (!open.life.dead && own === generation) connection.cut();
      },
    );
  };
  const take = (message: HospitalMessage, own: number): void => {
    if (own !== generation) return;
    flying = flying.filter((one) => one !== message);
    connection.pump();
  };
  return connection;
}
