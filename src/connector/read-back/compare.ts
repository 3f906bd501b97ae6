import type { RemoteHolds } from "../store/delivery-tables.ts";
import type { RemoteRow } from "./remote-place.ts";

/** What is known of one row before the place was read. */
export interface KnownRow {
  readonly keyText: string;
  readonly remoteHolds: RemoteHolds;
  readonly confirmedCount: number | null;
  readonly confirmedCapacityType: string | null;
  readonly confirmedSourceType: string | null;
  readonly confirmedUpdatedAtMs: number | null;
  readonly confirmedAtMs: number | null;
  readonly inDoubt: boolean;
  /** It should not be in the ROR: a person said so. */
  readonly deleted: boolean;
}

/**
 * What reading taught about one row that was thought to be known.
 *
 * `gone`: the ROR does not show it any more. `other`: it shows another content. `back`: a row that was deleted is
 * there again.
 */
export interface Finding {
  readonly keyText: string;
  readonly kind: "gone" | "other" | "back";
  /** Date that the ROR shows; what is sent next is not older. */
  readonly remoteUpdatedAtMs: number | undefined;
}

export interface Comparison {
  readonly findings: readonly Finding[];
  /** Rows that the ROR shows and that Raccord neither feeds nor was told to delete. */
  readonly foreign: readonly RemoteRow[];
}

export interface ComparisonRules {
  /** Rows confirmed later are not judged: the read may have been answered from before. */
  readonly settledUntilMs: number;
  /** Profile 2 sees no supplementary beds (ror-api §10): a row that is not shown proves nothing. */
  readonly supplementaryHidden: boolean;
  /** Keys that the place computes by its settings, even when they are held back now; empty: not known. */
  readonly own: ReadonlySet<string>;
}

/** A server may keep dates to the minute. */
const dateToleranceMs = 60_000;
const supplementary = "06/";

/** Compares what a place shows with what is confirmed (DESIGN §3, read-back). Rows in doubt are sent again anyway. */
export function compareRows(
  known: readonly KnownRow[],
  remote: readonly RemoteRow[],
  rules: ComparisonRules,
): Comparison {
  const shown = Map.groupBy(remote, (row) => row.keyText);
  const findings: Finding[] = [];
  // A row that the place no longer computes has no true value to send again: only a person decides about it.
  const computed = (row: KnownRow): boolean =>
    row.deleted || rules.own.size === 0 || rules.own.has(row.keyText);
  for (const row of known.filter(computed)) {
    if (row.inDoubt || (row.confirmedAtMs ?? 0) > rules.settledUntilMs) continue;
    const kind = judge(row, shown.get(row.keyText) ?? [], rules.supplementaryHidden);
    if (!kind) continue;
    const dates = (shown.get(row.keyText) ?? []).flatMap((one) => one.updatedAtMs ?? []);
    findings.push({
      keyText: row.keyText,
      kind,
      remoteUpdatedAtMs: dates.length === 0 ? undefined : Math.max(...dates),
    });
  }
  const fed = new Set(known.filter(computed).map((row) => row.keyText));
  const foreign = [...shown]
    .filter(([key]) => !rules.own.has(key) && !fed.has(key))
    .flatMap(([, rows]) => rows.slice(0, 1));
  return { findings, foreign };
}

function judge(
  row: KnownRow,
  shown: readonly RemoteRow[],
  supplementaryHidden: boolean,
): Finding["kind"] | undefined {
  switch (row.remoteHolds) {
    case "unknown":
      return undefined;
    case "no":
      return shown.length > 0 ? "back" : undefined;
    case "yes":
      if (shown.length === 0) {
        return supplementaryHidden && row.keyText.startsWith(supplementary) ? undefined : "gone";
      }
      return shown.every((one) => agrees(row, one)) ? undefined : "other";
  }
}

/** An older date under the same count is another content too: a copy of the data brought back what was before. */
function agrees(row: KnownRow, shown: RemoteRow): boolean {
  return (
    shown.count === row.confirmedCount &&
    shown.capacityType === row.confirmedCapacityType &&
    shown.sourceType === row.confirmedSourceType &&
    (shown.updatedAtMs ?? 0) >= (row.confirmedUpdatedAtMs ?? 0) - dateToleranceMs
  );
}
