import { indicatorsFor } from "../../domain/indicators/catalogue.ts";
import { errorCatalogue } from "../../runtime/errors/catalogue.ts";
import type { FeedState } from "../beds/feed-state.ts";
import type { Feeds, LivePlace } from "../beds/feeds.ts";
import { type BoardRow, type Reason as DeliveryReason, deliveryBoard } from "../deliver/board.ts";
import { certificateLine } from "../deliver/certificate-line.ts";
import type { TargetCertificate } from "../deliver/target-certificates.ts";
import type { PlaceReport } from "../indicators/compute-place.ts";
import type { ConnectorDatabase } from "../store/tables.ts";
import { refusedOnTheWayIn } from "./refused.ts";
import { iso, isoOrNull, type TwoLanguages } from "./shapes.ts";

/** Lines of each kind shown, newest first. */
const linesMax = 50;
/** Places shown, at most. */
const placesMax = 2000;

/** Where the board reads from. */
export interface BoardSources {
  readonly database: ConnectorDatabase;
  readonly feeds: Feeds;
  readonly reports: ReadonlyMap<string, PlaceReport>;
  readonly establishment: string;
  readonly eitherCode: "03" | "04";
  /** Of the targets that have one. */
  readonly certificates: readonly TargetCertificate[];
}

/** Everything that a screen shows at one instant, in the shape of `GET /board`. */
export async function readBoard(sources: BoardSources, nowMs: number): Promise<unknown> {
  const { database, feeds, reports } = sources;
  const delivery = deliveryBoard(database);
  const labels = indicatorLabels(sources.eitherCode);
  const [places, calls, refusals, tasks, targets, facts, refused] = [
    await delivery.places({ nowMs, limit: placesMax }),
    await delivery.calls(linesMax),
    await delivery.refusals(linesMax),
    await delivery.tasks(linesMax),
    await delivery.targets(),
    await countsByFeed(database, "fact"),
    await countsByFeed(database, "refused_frame"),
  ];
  const stored = new Map(places.map((place) => [place.placeId, place]));
  const shut = new Map(targets.map((target) => [target.target, target]));
  const certificates = new Map(sources.certificates.map((it) => [it.target, certificateLine(it)]));
  const targetNames = new Set([...feeds.places.values()].map((place) => place.settings.target));
  return {
    at: iso(nowMs),
    establishment: sources.establishment,
    feeds: [...feeds.feeds()].map((feed) => ({
      name: feed.settings.name,
      lastReceivedAt: isoOrNull(feed.lastReceivedMs),
      lastKnownAt: isoOrNull(feed.lastKnownMs),
      warmUpEndedAt: feed.warmUpEndedAtMs === undefined ? null : iso(feed.warmUpEndedAtMs),
      silent: isSilent(feed, nowMs),
      facts: facts.get(feed.settings.name) ?? 0,
      refused: refused.get(feed.settings.name) ?? 0,
      unknownUnits: [...feed.unknownUnits].sort(),
    })),
    targets: [...targetNames].sort().map((name) => {
      const state = shut.get(name);
      return {
        name,
        state: state?.state ?? "open",
        since: state && state.state !== "open" ? iso(state.sinceMs) : null,
        reason: state && state.state !== "open" ? words(state.reason) : null,
        certificate: certificates.get(name) ?? null,
      };
    }),
    places: [...feeds.places.values()].map((place) => {
      const known = stored.get(place.settings.id);
      return {
        ...placeHead(place),
        state: known?.state ?? "open",
        parkedReason: known?.state === "parked" ? words(known.reason) : null,
        held: heldOf(reports.get(place.settings.id)),
        warnings: reports.get(place.settings.id)?.warnings ?? [],
        indicators: indicatorLines(place, known?.rows ?? [], reports.get(place.settings.id), labels),
      };
    }),
    deliveries: calls.map((call) => ({
      at: iso(call.atMs),
      place: call.placeId,
      indicator: call.indicatorId,
      operation: call.operation,
      status: call.status,
      ok: call.reason === null,
      durationMs: call.durationMs,
    })),
    refusals: [
      ...refusals.map((call) => ({
        at: iso(call.atMs),
        kind: "delivery" as const,
        place: call.placeId,
        code: call.reason?.code ?? "",
        text: words(call.reason) ?? { fr: "", en: "" },
        advice: { fr: call.reason?.adviceFr ?? "", en: call.reason?.adviceEn ?? "" },
        count: 1,
      })),
      ...(await refusedOnTheWayIn(database)),
    ]
      .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
      .slice(0, linesMax),
    tasks: tasks.map((task) => ({
      id: task.id,
      openedAt: iso(task.openedAtMs),
      audience: Array.isArray(task.recipients) ? task.recipients.join(", ") : String(task.recipients),
      text: words(task.reason) ?? { fr: "", en: "" },
      message: { fr: `${task.subjectFr}\n\n${task.messageFr}`, en: `${task.subjectEn}\n\n${task.messageEn}` },
    })),
  };
}

function placeHead(place: LivePlace): Record<string, string> {
  const { id, label, idNatStruct, externalId, nature, target, feed } = place.settings;
  return { id, label: label || externalId, identifier: `${idNatStruct}/${externalId}`, nature, target, feed };
}

/** Stored rows, then the computed rows that are kept back and so were never wanted. */
function indicatorLines(
  place: LivePlace,
  rows: readonly BoardRow[],
  report: PlaceReport | undefined,
  labels: ReadonlyMap<string, TwoLanguages>,
): unknown[] {
  const lines = rows.map((row) => ({
    id: row.indicatorId,
    label: labels.get(row.indicatorId) ?? { fr: row.indicatorId, en: row.indicatorId },
    key: keyLine(row.key),
    wanted: row.wantedCount,
    wantedUpdatedAt: iso(row.wantedUpdatedAtMs),
    confirmed: row.confirmedCount,
    confirmedAt: row.confirmedAtMs === null ? null : iso(row.confirmedAtMs),
    status: shownStatus(row),
  }));
  const seen = new Set(lines.map((line) => line.id));
  const held = (report?.rows ?? [])
    .filter((row) => !seen.has(row.indicator.id))
    .map((row) => ({
      id: row.indicator.id,
      label: { fr: row.indicator.labelFr, en: row.indicator.labelEn },
      key: keyLine(row.indicator.key),
      wanted: row.count,
      wantedUpdatedAt: isoOrNull(place.knownAtMs),
      confirmed: null,
      confirmedAt: null,
      status: "held",
    }));
  const order = [...labels.keys()];
  return [...lines, ...held].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

function shownStatus(row: BoardRow): "confirmed" | "waiting" | "held" | "refused" {
  switch (row.status) {
    case "confirmed":
    case "deleted":
      return "confirmed";
    case "wanted":
    case "in-doubt":
      return "waiting";
    case "held":
    case "refused":
      return row.status;
  }
}

function keyLine(key: BoardRow["key"]): string {
  return [
    key.capacityStatus,
    key.temporalityCapacity,
    key.genderCapacityAvailable,
    key.capacityClosingType,
    key.additionalBedType,
    key.crisisType,
    key.temporaryAssignement,
  ]
    .map((part) => part ?? "-")
    .join("/");
}

function indicatorLabels(eitherCode: "03" | "04"): Map<string, TwoLanguages> {
  const groups = { core: true, extended: true, forecast: true, assignment: true };
  return new Map(
    indicatorsFor({ groups, eitherCode, nature: "bed" }).map((one) => [
      one.id,
      { fr: one.labelFr, en: one.labelEn },
    ]),
  );
}

function heldOf(report: PlaceReport | undefined): { code: string; text: TwoLanguages }[] {
  return (report?.held ?? []).map(({ code, detail }) => {
    const { fr, en } = errorCatalogue[code];
    return { code, text: detail === "" ? { fr, en } : { fr: `${fr} (${detail})`, en: `${en} (${detail})` } };
  });
}

async function countsByFeed(
  database: ConnectorDatabase,
  table: "fact" | "refused_frame",
): Promise<Map<string, number>> {
  const rows = await database
    .selectFrom(table)
    .select(["feed", (e) => e.fn.countAll<number>().as("count")])
    .groupBy("feed")
    .execute();
  return new Map(rows.map((row) => [row.feed, Number(row.count)]));
}

function words(reason: DeliveryReason | null | undefined): TwoLanguages | null {
  return reason ? { fr: reason.fr, en: reason.en } : null;
}

/** True when a feed that had begun has said nothing for longer than its limit. */
export function isSilent(feed: FeedState, nowMs: number): boolean {
  return feed.lastReceivedMs > 0 && nowMs - feed.lastReceivedMs > feed.settings.silenceMaxMinutes * 60_000;
}
