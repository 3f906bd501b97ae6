import { asUnknownTrigger, reissue, soil, withoutPatient } from "./dirt.ts";
import type { Draw } from "./draw.ts";
import type { Life, Telling } from "./life.ts";
import type { MessageWriter } from "./message.ts";

/** One message as it leaves the hospital. */
export interface StoryMessage {
  /** When the receiver gets it, in epoch milliseconds; never decreases, never before MSH-7. */
  readonly atMs: number;
  /** HL7 v2.5 ER7, without frame. */
  readonly bytes: Uint8Array;
  /** MSH-9.2. */
  readonly kind: string;
  readonly controlId: string;
  readonly expectAck: "AA" | "AE";
  /** Control id of the message of which this one is a repeat. */
  readonly duplicateOf?: string;
  /** The bad habit it shows. */
  readonly dirt?: string;
}

export interface TransmissionRates {
  readonly messages: number;
  readonly dirt: number;
  readonly duplicates: number;
  readonly disorder: number;
}

type Parcel = Omit<StoryMessage, "atMs"> & { readonly position: number; readonly recordMs: number };

const brokenShare = 0.02;
const encoder = new TextEncoder();

/**
 * Turns what the hospital tells into what arrives: dirt, repeats and neighbours that overtake each other. The
 * hospital's account is written as each message is taken, so that it never knows more than the stream; when the
 * stream ends, every message of the account has been yielded.
 */
export function* transmit(
  life: Life,
  writer: MessageWriter,
  draw: Draw,
  rates: TransmissionRates,
): Generator<StoryMessage, void, undefined> {
  const waiting: Parcel[] = [];
  let produced = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  const release = function* (upTo: number): Generator<StoryMessage, void, undefined> {
    waiting.sort((a, b) => a.position - b.position);
    while (waiting[0] && waiting[0].position <= upTo) {
      const parcel = waiting.shift();
      if (!parcel) return;
      const { position: _position, recordMs, ...message } = parcel;
      lastMs = Math.max(lastMs, life.stamps.realMs(recordMs));
      yield { atMs: lastMs, ...message };
    }
  };
  const ids = controlIds();
  for (let position = 0; produced < rates.messages; position += 1) {
    const telling = nextTelling(life);
    telling.account?.(life.ledger);
    const parcels = pack(telling, writer, draw, rates, ids, position).slice(0, rates.messages - produced);
    produced += parcels.length;
    waiting.push(...parcels);
    yield* release(position);
  }
  yield* release(Number.POSITIVE_INFINITY);
}

function nextTelling(life: Life): Telling {
  for (;;) {
    const telling = life.outbox.shift();
    if (telling) return telling;
    const event = life.agenda.next();
    if (!event) throw new Error("the story has come to an end by itself");
    life.nowMs = event.ms;
    event.run();
  }
}

function controlIds(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `SIM${String(count).padStart(9, "0")}`;
  };
}

/** The message itself first, then what follows from it. */
function pack(
  telling: Telling,
  writer: MessageWriter,
  draw: Draw,
  rates: TransmissionRates,
  nextId: () => string,
  position: number,
): Parcel[] {
  const { trigger: kind, recordMs } = telling.spec;
  const controlId = nextId();
  const clean = writer.write(telling.spec, controlId);
  const dirty = draw.chance(rates.dirt) ? soil(clean, draw) : undefined;
  const late = draw.chance(rates.disorder) ? draw.whole(1, 3) + 0.5 : 0;
  const parcel = (text: string, as: Partial<Parcel> = {}): Parcel => ({
    bytes: encoder.encode(text),
    kind,
    controlId,
    expectAck: "AA",
    position: position + late,
    recordMs,
    ...as,
  });
  const text = dirty?.text ?? clean;
  const parcels = [parcel(text, dirty ? { dirt: dirty.habit } : {})];
  const after = (): number => position + late + draw.whole(1, 12) + 0.25;
  if (draw.chance(rates.duplicates)) {
    const again = { duplicateOf: controlId, position: after() };
    if (draw.chance(0.65)) parcels.push(parcel(text, again));
    else {
      const id = nextId();
      parcels.push(parcel(reissue(text, controlId, id), { ...again, controlId: id }));
    }
  }
  if (telling.spec.pv1 && draw.chance(rates.dirt * 0.05)) {
    const id = nextId();
    const other = asUnknownTrigger(clean, controlId, id);
    parcels.push(parcel(other, { kind: "Z80", controlId: id, dirt: "unknown-trigger", position: after() }));
  }
  if (rates.dirt >= 1 && telling.spec.zbe && draw.chance(brokenShare)) {
    const id = nextId();
    const broken = withoutPatient(clean, controlId, id);
    const place = { controlId: id, position: after() };
    parcels.push(parcel(broken, { ...place, dirt: "no-patient", expectAck: "AE" }));
  }
  return parcels;
}
