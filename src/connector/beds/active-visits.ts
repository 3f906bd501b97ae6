import type { Fact } from "../../domain/movements/fact.ts";
import { FeedBook } from "../../domain/occupancy/feed-book.ts";
import type { VisitState } from "../../domain/occupancy/visit-state.ts";

/** A visit that beds feel now or will feel later. */
interface ActiveVisit {
  readonly state: VisitState;
  /** The state holds until then; `Infinity` = until something new is told. */
  readonly validUntilMs: number;
}

/** What facts did to a visit since it was looked at. */
interface Changed {
  /** Newest time at which one of them became known. */
  readonly knownMs: number;
  /** More than one did. */
  readonly often: boolean;
}

/**
 * The visits of one feed as they stand now. Only those that touch a bed, or will, are kept at hand; the others stay
 * in the book. Order of the facts does not matter (DESIGN §3).
 */
export class ActiveVisits {
  readonly book = new FeedBook();
  readonly #active = new Map<string, ActiveVisit>();
  readonly #byUnit = new Map<string, Set<string>>();
  readonly #waiting = new Set<string>();
  /** Visits that facts changed and that `look` has not looked at. */
  readonly #changed = new Map<string, Changed>();

  /** Takes a fact in; returns the units that it names. `look` tells the others, once for many facts. */
  add(fact: Fact, knownMs: number): Set<string> {
    for (const visit of this.book.add(fact)) {
      const before = this.#changed.get(visit);
      this.#changed.set(visit, {
        knownMs: Math.max(knownMs, before?.knownMs ?? 0),
        often: before !== undefined,
      });
    }
    return unitsNamed(fact);
  }

  /** Looks once at each visit that changed; yields the units whose figures may have, and when that was known. */
  *look(nowMs: number): Generator<{ readonly units: ReadonlySet<string>; readonly knownMs: number }> {
    for (const [visit, { knownMs, often }] of this.#changed) {
      const units = new Set<string>();
      const state = this.#evaluate(visit, nowMs, units);
      // Between two facts it may have lain where it neither lay before nor lies now.
      if (often) for (const stay of state.stays) units.add(stay.lodging.unit);
      yield { units, knownMs };
    }
    this.#changed.clear();
  }

  /** Lets time pass; returns the units whose figures changed by themselves. */
  advance(nowMs: number): Set<string> {
    const units = new Set<string>();
    for (const visit of [...this.#waiting]) {
      const active = this.#active.get(visit);
      if (active && active.validUntilMs <= nowMs) this.#evaluate(visit, nowMs, units);
    }
    return units;
  }

  /** Earliest instant at which a state changes by itself. */
  nextChangeMs(): number {
    let earliest = Number.POSITIVE_INFINITY;
    for (const visit of this.#waiting) {
      earliest = Math.min(earliest, this.#active.get(visit)?.validUntilMs ?? Number.POSITIVE_INFINITY);
    }
    return earliest;
  }

  /** Visits that lie, are expected, or are to be moved in one of the units; each once. */
  *inUnits(units: Iterable<string>): Generator<VisitState> {
    const seen = new Set<string>();
    for (const unit of units) {
      for (const visit of this.#byUnit.get(unit) ?? []) {
        if (seen.has(visit)) continue;
        seen.add(visit);
        const active = this.#active.get(visit);
        if (active) yield active.state;
      }
    }
  }

  /** Units named by any visit at hand. */
  units(): IterableIterator<string> {
    return this.#byUnit.keys();
  }

  #evaluate(visit: string, nowMs: number, touched: Set<string>): VisitState {
    const before = this.#active.get(visit);
    for (const unit of before ? unitsOf(before.state) : []) {
      touched.add(unit);
      this.#byUnit.get(unit)?.delete(visit);
    }
    const validUntilMs = this.#nextEventMs(visit, nowMs);
    const state = this.book.visitState(visit, nowMs);
    const units = unitsOf(state);
    if (units.length === 0 && validUntilMs === Number.POSITIVE_INFINITY) {
      this.#active.delete(visit);
      this.#waiting.delete(visit);
      return state;
    }
    this.#active.set(visit, { state, validUntilMs });
    if (validUntilMs === Number.POSITIVE_INFINITY) this.#waiting.delete(visit);
    else this.#waiting.add(visit);
    for (const unit of units) {
      touched.add(unit);
      const known = this.#byUnit.get(unit);
      if (known) known.add(visit);
      else this.#byUnit.set(unit, new Set([visit]));
    }
    return state;
  }

  /** The next time at which a movement takes effect or becomes known. */
  #nextEventMs(visit: string, nowMs: number): number {
    let earliest = Number.POSITIVE_INFINITY;
    if (!this.book.speaksAfter(visit, nowMs)) return earliest;
    for (const movement of this.book.movements(visit, Number.POSITIVE_INFINITY)) {
      if (movement.effectiveAt.ms > nowMs) earliest = Math.min(earliest, movement.effectiveAt.ms);
      for (const version of movement.versions) {
        if (version.messageAt.ms > nowMs) earliest = Math.min(earliest, version.messageAt.ms);
      }
    }
    return earliest;
  }
}

function unitsNamed(fact: Fact): Set<string> {
  switch (fact.kind) {
    case "bed-status":
      return new Set([fact.unit]);
    case "census":
      return new Set(fact.units);
    case "movement":
    case "identity":
    case "merge":
    case "none":
      return new Set();
  }
}

/** Units that feel a visit: where it lies or is wanted, and where it will go. */
function unitsOf(state: VisitState): string[] {
  switch (state.phase) {
    case "present":
    case "leave":
    case "preadmitted":
    case "expected":
      return [...new Set([state.lodging?.unit, state.next?.lodging.unit])].filter(
        (unit) => unit !== undefined,
      );
    case "nothing":
    case "out":
    case "discharged":
    case "cancelled":
      return [];
  }
}
