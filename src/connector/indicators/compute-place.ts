import type { Reactivable } from "../../domain/beds/register.ts";
import { typedFigures, typedSourceType } from "../../domain/capacity/unit-figures.ts";
import { type Warning, warningText } from "../../domain/capacity/warning.ts";
import { zoneFigures } from "../../domain/capacity/zone.ts";
import type { CapacityFigures, Why } from "../../domain/capacity/zone-types.ts";
import type { EitherCode, IndicatorGroup } from "../../domain/indicators/catalogue.ts";
import { violationsOf } from "../../domain/indicators/checks.ts";
import { type IndicatorRow, indicatorRows } from "../../domain/indicators/indicators.ts";
import type { ErrorCode } from "../../runtime/errors/catalogue.ts";
import type { LivePlace } from "../beds/feeds.ts";
import { placeZone } from "../beds/place-zone.ts";
import type { PlaceSettings } from "../settings.ts";

/** Which rows are sent at all (settings of the connector). */
export interface IndicatorSettings {
  readonly groups: Readonly<Partial<Record<IndicatorGroup, boolean>>>;
  readonly eitherCode: EitherCode;
}

/** Why some or all figures of a place are kept back. */
export interface Held {
  readonly code: ErrorCode;
  readonly detail: string;
}

/** What was computed for one place, with the reasons; kept for the board and for `explain`. */
export interface PlaceReport {
  readonly atMs: number;
  readonly figures: (CapacityFigures & { readonly waiting?: number }) | undefined;
  readonly why: Why | undefined;
  readonly warnings: readonly { readonly fr: string; readonly en: string }[];
  readonly held: readonly Held[];
  readonly rows: readonly IndicatorRow[];
}

export interface ComputedPlace {
  readonly report: PlaceReport;
  /** Rows that may leave; a held figure is not among them. */
  readonly rows: readonly IndicatorRow[];
  /** capacityUpdateDate, epoch milliseconds (DESIGN §3). */
  readonly updatedAtMs: number;
  readonly nextChangeMs: number;
}

/** Statuses that rest on patients: available, occupied, reserved and forecasts. */
const patientStatuses = new Set(["02", "03", "04"]);

/**
 * The figures of one place at `nowMs` and the rows that may be sent (input-side §3.3, bed-indicators §5).
 *
 * Before the end of the warm-up, and while the feed is silent, nothing that rests on patients leaves; installed and
 * closed may (DESIGN §3). A failed check keeps every row of the place back.
 */
export function computePlace(place: LivePlace, settings: IndicatorSettings, nowMs: number): ComputedPlace {
  switch (place.settings.source) {
    case "movements":
      return fromMovements(place, settings, nowMs);
    case "figures":
      return fromFigures(place, settings, nowMs);
  }
}

function fromMovements(place: LivePlace, settings: IndicatorSettings, nowMs: number): ComputedPlace {
  const { feed } = place;
  const zone = placeZone(place.settings, place.belongs, feed, nowMs);
  const forecasts = settings.groups.forecast === true;
  const figures = zoneFigures({ ...zone, settings: { ...zone.settings, forecasts } });
  const rows = indicatorRows(figures, {
    groups: settings.groups,
    eitherCode: settings.eitherCode,
    nature: place.settings.nature,
    sourceType: place.settings.sourceType,
  });
  const held: Held[] = [];
  if (zone.beds.length === 0 && place.settings.nature === "bed")
    held.push({ code: "connector.no-register", detail: "" });
  if (feed.warmUpEndedAtMs === undefined)
    held.push({ code: "connector.warm-up", detail: feed.settings.name });
  const silenceMaxMs = feed.settings.silenceMaxMinutes * 60_000;
  const freshnessMaxMs = Math.min(silenceMaxMs, place.settings.freshnessMaxMinutes * 60_000);
  const silentAtMs = feed.lastReceivedMs + freshnessMaxMs;
  if (feed.warmUpEndedAtMs !== undefined && nowMs >= silentAtMs) {
    held.push({ code: "connector.feed-silent", detail: feed.settings.name });
  }
  const allowed = held.some((reason) => reason.code === "connector.no-register")
    ? []
    : rows.filter((row) => held.length === 0 || !patientStatuses.has(row.indicator.key.capacityStatus));
  const updatedAtMs = Math.min(nowMs, Math.max(place.knownAtMs, feed.sheetAtMs));
  const nextChangeMs = Math.min(
    figures.nextChangeMs ?? Number.POSITIVE_INFINITY,
    feed.warmUpEndedAtMs !== undefined && nowMs < silentAtMs ? silentAtMs : Number.POSITIVE_INFINITY,
  );
  return checked(
    place.settings,
    { atMs: nowMs, figures, why: figures.why, warnings: figures.warnings.map(inWords), held, rows },
    allowed,
    updatedAtMs,
    nextChangeMs,
    nowMs,
  );
}

function inWords(warning: Warning): { fr: string; en: string } {
  return warningText(warning);
}

function fromFigures(place: LivePlace, settings: IndicatorSettings, nowMs: number): ComputedPlace {
  const units = place.settings.units.map((part) => part.unit);
  const lines = units.flatMap((unit) => place.feed.figures.get(unit) ?? []);
  const typed = typedFigures(units, lines);
  const empty = { atMs: nowMs, figures: undefined, why: undefined, warnings: [], rows: [] };
  if (typed.kind !== "figures") {
    const held: Held[] = [{ code: "connector.no-figures", detail: typed.units.join(", ") }];
    return { report: { ...empty, held }, rows: [], updatedAtMs: 0, nextChangeMs: Number.POSITIVE_INFINITY };
  }
  const staleAtMs = typed.oldestMs + place.settings.freshnessMaxMinutes * 60_000;
  const rows = indicatorRows(typed.figures, {
    groups: settings.groups,
    eitherCode: settings.eitherCode,
    nature: place.settings.nature,
    sourceType: typedSourceType,
  });
  const stale = nowMs >= staleAtMs;
  const held: Held[] = stale ? [{ code: "connector.figures-stale", detail: "" }] : [];
  return checked(
    place.settings,
    { ...empty, figures: typed.figures, held, rows },
    stale ? [] : rows,
    Math.min(nowMs, typed.newestMs),
    stale ? Number.POSITIVE_INFINITY : staleAtMs,
    nowMs,
  );
}

function checked(
  place: PlaceSettings,
  report: PlaceReport,
  allowed: readonly IndicatorRow[],
  updatedAtMs: number,
  nextChangeMs: number,
  nowMs: number,
): ComputedPlace {
  const { figures } = report;
  const violations = figures
    ? violationsOf({
        figures,
        rows: allowed,
        unitClosed: figures.installed > 0 && closedTotal(figures.closed) >= figures.installed,
        updateMs: updatedAtMs,
        nowMs,
        sourceType: place.source === "figures" ? typedSourceType : place.sourceType,
        origin: place.source === "figures" ? "typed" : "automatic",
      })
    : [];
  if (violations.length === 0) return { report, rows: allowed, updatedAtMs, nextChangeMs };
  const held = [
    ...report.held,
    ...violations.map((violation) => ({ code: "connector.check-failed" as const, detail: violation.en })),
  ];
  return { report: { ...report, held }, rows: [], updatedAtMs, nextChangeMs };
}

/** Closed beds of a report in one number. */
export function closedTotal(closed: Readonly<Record<Reactivable, number>>): number {
  return closed.yes + closed.no + closed.unknown;
}
