import { type FrameReading, readFrame } from "../../connector/receive/pam/read-frame.ts";
import type { ReadingContext } from "../../connector/receive/pam/reading.ts";
import { type BedIndex, bedIndex } from "../../domain/beds/bed-index.ts";
import { bedKey, type Closing, type RegisterBed } from "../../domain/beds/register.ts";
import { FeedBook } from "../../domain/occupancy/feed-book.ts";
import { type PatientLine, patientLines } from "../../domain/occupancy/patient-line.ts";
import { type UnitCounts, unitCounts } from "../../domain/occupancy/unit-counts.ts";
import type { VisitState } from "../../domain/occupancy/visit-state.ts";
import { hl7Text, parseStamp } from "../../domain/time/stamp.ts";
import { errorCatalogue } from "../../runtime/errors/catalogue.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { readFrameEvents } from "../../wire/mllp/framer.ts";

/** Hour at which an expected date without an hour counts (input-side §3.4). */
const defaultHour = 14;

export interface OfflineSettings {
  readonly zone: string;
  readonly beds: readonly RegisterBed[];
  readonly closings: readonly Closing[];
}

/** A feed read from files into memory; local numbers stay as they are and nothing is written. */
export interface OfflineFeed extends OfflineSettings {
  readonly book: FeedBook;
  readonly register: BedIndex;
  readonly refused: readonly { readonly file: string; readonly index: number; readonly reason: string }[];
  /** Newest message time in the feed, in epoch milliseconds. */
  readonly newestMs: number;
}

export interface OfflineCounts {
  readonly at: string;
  readonly units: Record<string, UnitCounts>;
  readonly beds?: Record<string, string>;
  readonly patients?: Record<string, PatientLine>;
}

/** State after one message: the patients by local number, and the bed statuses told by A20 under `beds`. */
export interface OfflineStep {
  readonly file: string;
  readonly after: Record<string, unknown>;
  readonly beds?: Record<string, string>;
}

type NamedBytes = { readonly name: string; readonly bytes: Uint8Array };

/** Reads whole files, in order. */
export function readOffline(files: readonly NamedBytes[], settings: OfflineSettings): OfflineFeed {
  const book = new FeedBook();
  const refused: { file: string; index: number; reason: string }[] = [];
  let newestMs = Number.NEGATIVE_INFINITY;
  for (const message of messagesOf(files, settings.zone)) {
    if ("cut" in message) {
      refused.push({ file: message.file, index: 0, reason: `${message.cut} bytes are no whole message` });
    } else if (message.reading.outcome === "accepted") {
      book.add(message.reading.fact);
      newestMs = Math.max(newestMs, message.reading.fact.messageAt.ms);
    } else {
      const { ack, code } = message.reading.refusal;
      refused.push({
        file: message.file,
        index: message.index,
        reason: `${ack}, ${errorCatalogue[code].en}`,
      });
    }
  }
  return { ...settings, book, register: bedIndex(settings.beds), refused, newestMs };
}

/** Counts at each moment, in the shape of a listing by unit. Throws on a moment that is no date. */
export function countsAt(
  feed: OfflineFeed,
  moments: readonly string[],
  withPatients: boolean,
): OfflineCounts[] {
  const newest = Number.isFinite(feed.newestMs) ? [hl7Text(feed.newestMs, feed.zone)] : [];
  return (moments.length > 0 ? moments : newest).map((text) => {
    const stamp = parseStamp(text, feed.zone);
    if (!stamp) throw new RaccordError("cli.bad-time", text);
    const visits = statesAt(feed.book, stamp.ms);
    const bedStatuses = feed.book.bedStatuses(stamp.ms);
    const units = unitCounts({ ...feed, atMs: stamp.ms, bedStatuses, visits, defaultHour });
    return {
      at: hl7Text(stamp.ms, feed.zone),
      units,
      ...bedMember(feed.book, stamp.ms),
      ...(withPatients ? { patients: patientLines(visits) } : {}),
    };
  });
}

/** The state after each message, without time limit: movements not yet effective count (decision 10). */
export function* stateAfter(files: readonly NamedBytes[], settings: OfflineSettings): Generator<OfflineStep> {
  const book = new FeedBook();
  const states = new Map<string, VisitState>();
  for (const message of messagesOf(files, settings.zone)) {
    if ("cut" in message) continue;
    const touched = message.reading.outcome === "accepted" ? book.add(message.reading.fact) : [];
    for (const visit of touched) states.set(visit, book.visitState(visit, Number.POSITIVE_INFINITY));
    const beds = bedMember(book, Number.POSITIVE_INFINITY);
    const after = { ...patientLines([...states.values()]), ...beds };
    yield { file: message.file, after, ...beds };
  }
}

/** Where each patient lay: `[unit, room, bed, from, to]`, times as the source wrote them. */
export function timelines(feed: OfflineFeed): Record<string, (string | null)[][]> {
  const byPatient = new Map<string, VisitState[]>();
  for (const visit of statesAt(feed.book, Number.POSITIVE_INFINITY)) {
    if (visit.stays.length > 0)
      byPatient.set(visit.patient, [...(byPatient.get(visit.patient) ?? []), visit]);
  }
  return Object.fromEntries(
    [...byPatient]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([patient, visits]) => [
        patient,
        visits
          .flatMap((visit) => visit.stays)
          .sort((a, b) => a.from.ms - b.from.ms)
          .map(({ lodging, from, to }) => [
            lodging.unit,
            lodging.room ?? null,
            lodging.bed ?? null,
            from.text,
            to?.text ?? null,
          ]),
      ]),
  );
}

function statesAt(book: FeedBook, horizonMs: number): VisitState[] {
  return [...book.visits()].map((visit) => book.visitState(visit, horizonMs));
}

function bedMember(book: FeedBook, horizonMs: number): { beds?: Record<string, string> } {
  const statuses = book.bedStatuses(horizonMs);
  if (statuses.length === 0) return {};
  return { beds: Object.fromEntries(statuses.map((fact) => [bedKey(fact), fact.status])) };
}

/** The context of a reading that stays in memory: numbers as they are, every processing id taken. */
export function offlineContext(zone: string, arrival: number): ReadingContext {
  return {
    zone,
    arrival,
    receivedAt: { text: "", ms: 0, repeatedHour: false, dateOnly: false },
    pseudonym: (_kind, number) => number,
    processingIds: ["P", "T", "D"],
  };
}

function* messagesOf(
  files: readonly NamedBytes[],
  zone: string,
): Generator<
  { file: string; index: number; reading: FrameReading["reading"] } | { file: string; cut: number }
> {
  let arrival = 0;
  for (const file of files) {
    let index = 0;
    for (const event of readFrameEvents(file.bytes)) {
      if (event.kind !== "frame") {
        yield { file: file.name, cut: event.byteCount };
        continue;
      }
      arrival += 1;
      index += 1;
      yield {
        file: file.name,
        index,
        reading: readFrame(event.bytes, offlineContext(zone, arrival)).reading,
      };
    }
  }
}
