import { hl7Text } from "../../domain/time/stamp.ts";
import type { Clock } from "../../runtime/clock.ts";
import { errorCatalogue } from "../../runtime/errors/catalogue.ts";
import type { Log } from "../../runtime/log.ts";
import type { Random } from "../../runtime/random.ts";
import { buildAck } from "../../wire/hl7v2/ack.ts";
import { encodeHl7 } from "../../wire/hl7v2/charset.ts";
import { maskHl7 } from "../../wire/hl7v2/mask.ts";
import type { Committer } from "../journal/committer.ts";
import type { Committed, JournalEntry } from "../journal/journal.ts";
import type { Pseudonyms } from "../journal/pseudonyms.ts";
import type { FeedSettings } from "../settings.ts";
import { type FrameReading, readFrame } from "./pam/read-frame.ts";

/** What a receiver of one feed needs. */
export interface ReceiverWorld {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly pseudonyms: Pseudonyms;
  readonly committer: Committer<JournalEntry, Committed>;
  /** Told once per frame, after its answer is known. */
  readonly observe: (result: { readonly ack: "AA" | "AE" | "AR"; readonly notes: number }) => void;
}

/** Longest masked text kept of a refused frame, in characters. */
const maskedMaxChars = 20_000;

/**
 * Answers the frames of one feed: understood and reduced, committed, then acknowledged (DESIGN §5). The promise
 * resolves with the acknowledgement, and only after the fact, or the masked refusal, is on disk; it rejects when
 * the disk failed, and the sender must get no answer then.
 */
export function createReceiver(
  feed: FeedSettings,
  world: ReceiverWorld,
): { onFrame(bytes: Uint8Array): Promise<Uint8Array>; onOversize(head: Uint8Array): Promise<Uint8Array> } {
  const receive = async (bytes: Uint8Array, tooLong: boolean): Promise<Uint8Array> => {
    const nowMs = world.clock.nowMs();
    const frame = readFrame(
      bytes,
      {
        zone: feed.zone,
        arrival: 0,
        receivedAt: { text: hl7Text(nowMs, feed.zone), ms: nowMs, repeatedHour: false, dateOnly: false },
        pseudonym: (kind, number) => world.pseudonyms.of(kind, number),
        processingIds: feed.processingIds,
      },
      feed.charset,
    );
    const refusal = tooLong
      ? ({ ack: "AE", code: "hl7.frame-too-long", errorNumber: 207 } as const)
      : frame.reading.outcome === "refused"
        ? frame.reading.refusal
        : undefined;
    await world.committer.commit(entryOf(feed.name, frame, refusal, bytes, nowMs, world.pseudonyms));
    const ack = refusal?.ack ?? "AA";
    world.observe({ ack, notes: frame.notes.length });
    if (refusal) world.log.warn({ feed: feed.name, code: refusal.code, ack }, "message refused");
    for (const note of frame.notes) {
      world.log.debug(
        { feed: feed.name, code: note.code, detail: note.detail },
        "message repaired or without effect",
      );
    }
    const text = buildAck({
      original: frame.message,
      code: ack,
      controlId: `R${world.random.hex(9)}`,
      atText: hl7Text(nowMs, feed.zone),
      ...(refusal === undefined
        ? {}
        : {
            error: {
              code: refusal.errorNumber,
              text: errorCatalogue[refusal.code].en,
              ...("location" in refusal && refusal.location !== undefined
                ? { location: refusal.location }
                : {}),
            },
          }),
    });
    return encodeHl7(text, frame.decoded.charset);
  };
  return { onFrame: (bytes) => receive(bytes, false), onOversize: (head) => receive(head, true) };
}

function entryOf(
  feed: string,
  frame: FrameReading,
  refusal: { readonly ack: "AE" | "AR"; readonly code: string } | undefined,
  bytes: Uint8Array,
  receivedAtMs: number,
  pseudonyms: Pseudonyms,
): JournalEntry {
  if (refusal !== undefined || frame.reading.outcome === "refused") {
    return {
      refusals: [
        {
          feed,
          receivedAtMs,
          controlId: (frame.message?.read("MSH", 10) ?? "").slice(0, 200),
          ack: refusal?.ack ?? "AE",
          code: refusal?.code ?? "hl7.no-msh",
          masked: maskHl7(frame.decoded.text).slice(0, maskedMaxChars),
        },
      ],
    };
  }
  return {
    facts: [
      {
        feed,
        receivedAtMs,
        fingerprint: pseudonyms.fingerprint(bytes),
        fact: frame.reading.fact,
        notes: frame.notes,
      },
    ],
  };
}
