import type { BedStatusFact } from "../movements/fact.ts";

/**
 * What A20 messages said of each bed, at any instant. Facts may come in any order and more than once: the one with the
 * latest effect counts, of two with the same effect the one said later.
 */
export class BedStatuses {
  /** By unit, then by room and bed; the facts of one bed in the order in which they count. */
  readonly #units = new Map<string, Map<string, BedStatusFact[]>>();

  add(fact: BedStatusFact): void {
    const beds = this.#units.get(fact.unit) ?? new Map<string, BedStatusFact[]>();
    this.#units.set(fact.unit, beds);
    const key = `${fact.room}/${fact.bed}`;
    const facts = beds.get(key) ?? [];
    beds.set(key, facts);
    // Nearly always the last place: what is told is what happened just now.
    const before = facts.findLastIndex((known) => compare(known, fact) <= 0);
    facts.splice(before + 1, 0, fact);
  }

  /** Latest status of each bed at `horizon`; `ofUnit` leaves out beds of other units. */
  at(horizon: number, ofUnit: (unit: string) => boolean): BedStatusFact[] {
    const latest: BedStatusFact[] = [];
    for (const [unit, beds] of this.#units) {
      if (!ofUnit(unit)) continue;
      for (const facts of beds.values()) {
        const chosen = facts.findLast((fact) => fact.at.ms <= horizon);
        if (chosen) latest.push(chosen);
      }
    }
    return latest;
  }
}

function compare(a: BedStatusFact, b: BedStatusFact): number {
  return a.at.ms - b.at.ms || a.messageAt.ms - b.messageAt.ms || a.arrival - b.arrival;
}
