import type { IndicatorKey } from "../../domain/indicators/indicator-key.ts";
import type { Flag, Hold } from "../store/delivery-tables.ts";
import { familyOf, keyText } from "./canonical-key.ts";

/** What one capacity row of a place should say. */
export interface WantedRow {
  readonly key: IndicatorKey;
  /** Name in the catalogue, for people (`DISP_F`). */
  readonly indicatorId: string;
  /** TRE_R329: 01 bed, 02 place. */
  readonly capacityType: string;
  /** TRE_R335: 02 bed management, 03 patient administration, … */
  readonly sourceType: string;
  /** Whole, at least 0. */
  readonly count: number;
  /** When the newest information used became known in the source (DESIGN §3). */
  readonly updatedAtMs: number;
}

/** The wanted half of a stored row, and what bounds it. */
export interface StoredWanted {
  readonly keyText: string;
  readonly family: string;
  readonly indicatorId: string;
  readonly capacityType: string;
  readonly sourceType: string;
  readonly count: number;
  readonly updatedAtMs: number;
  readonly deleted: Flag;
  readonly confirmedUpdatedAtMs: number | null;
  readonly hold: Hold;
}

/** One row to write, with the wanted half complete. */
export interface WantedWrite {
  readonly keyText: string;
  readonly family: string;
  readonly indicatorId: string;
  readonly capacityType: string;
  readonly sourceType: string;
  readonly count: number;
  readonly updatedAtMs: number;
  readonly deleted: Flag;
}

export interface WantedPlan {
  readonly writes: readonly WantedWrite[];
  /** Families whose hold ends because their mapping changed: the refusal was about something else. */
  readonly releasedFamilies: readonly string[];
}

/**
 * capacityUpdateDate: never in the future; never before a date already wanted or confirmed (DESIGN §3). When the
 * clock of the machine went back, the confirmed date wins: the ROR already has it.
 */
export function boundedDate(proposedMs: number, nowMs: number, ...floorsMs: (number | null)[]): number {
  return Math.max(Math.min(proposedMs, nowMs), ...floorsMs.map((floor) => floor ?? 0));
}

/**
 * Compares the stored rows of one place with what is wanted now. Rows that are no longer computed stay as they are,
 * or are wanted deleted when `removed` is `delete`. Rows without any change are not written.
 *
 * A held family is released when a row of it appears, disappears, comes back or changes its capacityType: each of
 * these is a correction of the mapping, the remedy of a 400 (ror-api §5.6). A new count is not.
 *
 * Throws RangeError on a count that is not a whole number of at least 0, or on the same key twice: both are faults
 * of the caller.
 */
export function planWanted(
  stored: readonly StoredWanted[],
  rows: readonly WantedRow[],
  removed: "keep" | "delete",
  nowMs: number,
): WantedPlan {
  const known = new Map(stored.map((row) => [row.keyText, row]));
  const seen = new Set<string>();
  const writes: WantedWrite[] = [];
  const released = new Set<string>();
  for (const row of rows) {
    if (!Number.isSafeInteger(row.count) || row.count < 0) {
      throw new RangeError(
        `${row.indicatorId}: a capacity is a whole number of at least 0, not ${row.count}`,
      );
    }
    const text = keyText(row.key);
    if (seen.has(text)) throw new RangeError(`${row.indicatorId}: key ${text} given twice`);
    seen.add(text);
    const before = known.get(text);
    const write = wantedWrite(row, text, before, nowMs);
    if (before === undefined || before.deleted === 1 || before.capacityType !== row.capacityType) {
      released.add(write.family);
    }
    if (before === undefined || changed(before, write)) writes.push(write);
  }
  if (removed === "delete") {
    for (const row of stored) {
      if (seen.has(row.keyText) || row.deleted === 1) continue;
      writes.push({ ...wantedHalf(row), deleted: 1 });
      released.add(row.family);
    }
  }
  const held = new Set(stored.filter((row) => row.hold !== "none").map((row) => row.family));
  return { writes, releasedFamilies: [...released].filter((family) => held.has(family)) };
}

function wantedWrite(
  row: WantedRow,
  text: string,
  before: StoredWanted | undefined,
  nowMs: number,
): WantedWrite {
  return {
    keyText: text,
    family: familyOf(row.key),
    indicatorId: row.indicatorId,
    capacityType: row.capacityType,
    sourceType: row.sourceType,
    count: row.count,
    updatedAtMs: boundedDate(
      row.updatedAtMs,
      nowMs,
      before?.updatedAtMs ?? null,
      before?.confirmedUpdatedAtMs ?? null,
    ),
    deleted: 0,
  };
}

function wantedHalf(row: StoredWanted): WantedWrite {
  const { keyText: text, family, indicatorId, capacityType, sourceType, count, updatedAtMs, deleted } = row;
  return { keyText: text, family, indicatorId, capacityType, sourceType, count, updatedAtMs, deleted };
}

function changed(before: StoredWanted, after: WantedWrite): boolean {
  return (
    before.count !== after.count ||
    before.capacityType !== after.capacityType ||
    before.sourceType !== after.sourceType ||
    before.indicatorId !== after.indicatorId ||
    before.updatedAtMs !== after.updatedAtMs ||
    before.deleted !== after.deleted
  );
}
