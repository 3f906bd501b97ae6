import { createHash } from "node:crypto";
import type { CensusFact, CensusLine } from "../../domain/movements/fact.ts";
import type { Stamp } from "../../domain/time/stamp.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { SheetContent } from "../beds/feed-state.ts";
import type { Committer } from "../journal/committer.ts";
import type { Committed, JournalEntry } from "../journal/journal.ts";
import type { Pseudonyms } from "../journal/pseudonyms.ts";
import type { FeedSettings } from "../settings.ts";
import type { TakenSheet } from "./folder/watch.ts";
import { readSheet, type SheetOutcome } from "./sheets/read-sheet.ts";

export interface SheetTakerWorld {
  readonly clock: Clock;
  readonly pseudonyms: Pseudonyms;
  readonly committer: Committer<JournalEntry, Committed>;
}

/** A sheet larger than this is no sheet of beds. */
const sheetLimits = { sizeMaxBytes: 20_000_000, rowsMax: 100_000 };

/**
 * Takes one dropped sheet: read, its patients made pseudonyms, committed. `accepted` only after the commit. Taking
 * the same content again changes nothing. A complete census ends the warm-up of its feed (DESIGN §3).
 */
export async function takeSheet(
  feed: FeedSettings,
  world: SheetTakerWorld,
  file: { readonly fileName: string; readonly bytes: Uint8Array },
): Promise<TakenSheet> {
  const nowMs = world.clock.nowMs();
  const outcome = readSheet(file.fileName, file.bytes, {
    zone: feed.zone,
    nowMs,
    limits: sheetLimits,
    ...(feed.codePadLength === undefined ? {} : { codePadLength: feed.codePadLength }),
  });
  const content = contentOf(outcome, world.pseudonyms, nowMs);
  const sheetIssues = [
    { feed: feed.name, receivedAtMs: nowMs, kind: outcome.kind, issues: issuesOf(outcome) },
  ];
  if (!content) {
    await world.committer.commit({ sheetIssues });
    return { accepted: false, report: outcome.report };
  }
  await world.committer.commit({
    sheetIssues,
    sheets: [
      {
        feed: feed.name,
        receivedAtMs: nowMs,
        fingerprint: createHash("sha256").update(JSON.stringify(content)).digest("base64url"),
        content,
      },
    ],
    ...(endsWarmUp(outcome) ? { warmUpEnds: [{ feed: feed.name, by: "census", atMs: nowMs }] } : {}),
  });
  return { accepted: true, report: outcome.report };
}

/** Issues without the values they quote. */
function issuesOf(outcome: SheetOutcome): { line: number; code: string; severity: "refused" | "warning" }[] {
  const issues = outcome.kind === "refused" ? outcome.issues : outcome.reading.issues;
  return issues.map(({ line, code, severity }) => ({ line, code, severity }));
}

/** A census with a refused line leaves the warm-up open: somebody present may be missing from it. */
function endsWarmUp(outcome: SheetOutcome): boolean {
  return (
    outcome.kind === "census" && outcome.reading.unitsKnown && outcome.reading.incompleteUnits.length === 0
  );
}

function contentOf(outcome: SheetOutcome, pseudonyms: Pseudonyms, nowMs: number): SheetContent | undefined {
  switch (outcome.kind) {
    case "refused":
      return undefined;
    case "register":
      return outcome.reading.records.length === 0
        ? undefined
        : { kind: "register", beds: outcome.reading.records };
    case "closings":
      return { kind: "closings", closings: outcome.reading.records };
    case "figures":
      return outcome.reading.records.length === 0
        ? undefined
        : { kind: "figures", figures: outcome.reading.records };
    case "census": {
      const { at, records, incompleteUnits, unitsKnown } = outcome.reading;
      if (!at || records.length === 0) return undefined;
      // Who is missing from a unit with a refused line may well be there: such a unit removes nobody.
      const units = unitsKnown ? unitsOf(records).filter((unit) => !incompleteUnits.includes(unit)) : [];
      return { kind: "census", fact: censusFact(at, records, units, pseudonyms, nowMs) };
    }
  }
}

function unitsOf(lines: readonly CensusLine[]): string[] {
  return [...new Set(lines.map((line) => line.unit))];
}

function censusFact(
  at: Stamp,
  lines: readonly CensusLine[],
  units: readonly string[],
  pseudonyms: Pseudonyms,
  nowMs: number,
): CensusFact {
  const taken: Stamp = at.ms <= nowMs ? at : { ...at, ms: nowMs };
  return {
    kind: "census",
    arrival: 0,
    messageAt: taken,
    controlId: "",
    at: taken,
    units,
    lines: lines.map((line) => ({
      ...line,
      patient: pseudonyms.of("patient", line.patient),
      ...(line.visit === undefined ? {} : { visit: pseudonyms.of("visit", line.visit) }),
    })),
  };
}
