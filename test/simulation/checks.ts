import type { Disk } from "./disk.ts";
import type { Ror } from "./ror.ts";

/** What must hold at every commit, whatever happens; each breach is told to `complain` with its words. */
export interface Checks {
  /** A frame with this MSH-10 was answered AA just now. */
  acknowledged(controlId: string): void;
  /** Everything acknowledged is in the journal. */
  nothingLost(): void;
  acknowledgedCount(): number;
}

interface Row {
  readonly place_id: string;
  readonly indicator_key: string;
  readonly confirmed_revision: number | null;
  readonly confirmed_count: number | null;
  readonly wanted_revision: number;
  readonly remote_holds: string;
  readonly in_doubt: number;
  readonly hold: string;
  readonly family: string;
  readonly external: string;
}

const kept = [
  [
    "a parked place has a reason and a task",
    `SELECT place_id AS what FROM place_delivery WHERE state = 'parked' AND (parked_reason IS NULL OR NOT EXISTS
      (SELECT 1 FROM task WHERE task.subject = 'place ' || place_delivery.place_id
        AND task.reason = place_delivery.parked_reason AND closed_at_ms IS NULL))`,
  ],
  [
    "a held row has a refused one beside it, its error and a task",
    `SELECT place_id || ' ' || indicator_key AS what FROM indicator AS kept WHERE hold <> 'none' AND (NOT EXISTS
      (SELECT 1 FROM task WHERE subject = 'place ' || kept.place_id || ' family ' || kept.family
        AND closed_at_ms IS NULL) OR NOT EXISTS
      (SELECT 1 FROM indicator AS refused WHERE refused.place_id = kept.place_id AND refused.family = kept.family
        AND refused.hold = 'refused' AND refused.last_error IS NOT NULL))`,
  ],
  [
    "a parked establishment has a reason and a task",
    `SELECT establishment AS what FROM establishment_state AS site WHERE state = 'parked' AND (reason IS NULL OR
      NOT EXISTS (SELECT 1 FROM task WHERE subject = 'target ' || site.target || ' establishment ' || site.establishment
        AND closed_at_ms IS NULL))`,
  ],
  [
    "a shut target has a reason and a task",
    `SELECT target AS what FROM target_state AS shut WHERE state <> 'open' AND (reason IS NULL OR NOT EXISTS
      (SELECT 1 FROM task WHERE subject = 'target ' || shut.target AND closed_at_ms IS NULL))`,
  ],
] as const;

export function createChecks(disk: Disk, ror: Ror, complain: (what: string) => void): Checks {
  const durable = new Set<string>();
  const acknowledged = new Set<string>();
  const revisions = new Map<string, number>();
  let seq = 0;
  let migrated = false;
  const raised = (name: string, revision: number): void => {
    if (revision < (revisions.get(name) ?? 0)) complain(`${name} went back to revision ${revision}`);
    revisions.set(name, revision);
  };
  const rows = (): readonly Row[] =>
    disk.read(
      `SELECT indicator.*, establishment || '/' || external_id AS external
       FROM indicator JOIN place_delivery USING (place_id)`,
    ) as unknown as Row[];
  disk.onCommit = () => {
    migrated ||= disk.read("SELECT 1 FROM sqlite_master WHERE name = 'task'").length > 0;
    if (!migrated) return;
    for (const fact of disk.read(`SELECT seq, control_id FROM fact WHERE seq > ${seq} ORDER BY seq`)) {
      seq = Number(fact["seq"]);
      durable.add(String(fact["control_id"]));
    }
    for (const place of disk.read("SELECT place_id, revision FROM place_delivery")) {
      raised(`place ${String(place["place_id"])}`, Number(place["revision"]));
    }
    for (const row of rows()) {
      const name = `${row.place_id} ${row.indicator_key}`;
      raised(`confirmed ${name}`, row.confirmed_revision ?? 0);
      raised(`wanted ${name}`, row.wanted_revision);
      if (row.in_doubt === 1 || row.remote_holds !== "yes") continue;
      // What somebody else did to the remote is known once it is read back.
      if (ror.altered(row.external, row.indicator_key)) continue;
      const held = ror.held.get(row.external)?.get(row.indicator_key)?.count;
      if (held !== row.confirmed_count) {
        complain(`${name} is confirmed as ${row.confirmed_count}, the remote holds ${held}`);
      }
    }
    for (const [what, sql] of kept) {
      for (const breach of disk.read(sql)) complain(`not so: ${what} (${String(breach["what"])})`);
    }
  };
  return {
    acknowledged(controlId) {
      acknowledged.add(controlId);
      if (!durable.has(controlId)) complain(`${controlId} was acknowledged before it was on disk`);
    },
    nothingLost() {
      const stored = new Set(
        disk.read("SELECT control_id FROM fact").map((row) => String(row["control_id"])),
      );
      for (const controlId of acknowledged) {
        if (!stored.has(controlId)) complain(`${controlId} was acknowledged and is lost`);
      }
    },
    acknowledgedCount: () => acknowledged.size,
  };
}
