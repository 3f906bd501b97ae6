import { type BedIndex, bedIndex } from "../../domain/beds/bed-index.ts";
import type { Closing, RegisterBed, UnitFigures } from "../../domain/beds/register.ts";
import type { Fact } from "../../domain/movements/fact.ts";
import type { FeedSettings } from "../settings.ts";
import { ActiveVisits } from "./active-visits.ts";

/** What a sheet tells, once its patients are pseudonyms. */
export type SheetContent =
  | { readonly kind: "register"; readonly beds: readonly RegisterBed[] }
  | { readonly kind: "closings"; readonly closings: readonly Closing[] }
  | { readonly kind: "figures"; readonly figures: readonly UnitFigures[] }
  | { readonly kind: "census"; readonly fact: Fact };

/** Everything the connector knows of one feed, in memory; rebuilt from the journal at start. */
export class FeedState {
  readonly settings: FeedSettings;
  readonly visits = new ActiveVisits();
  register: BedIndex = bedIndex([]);
  closings: readonly Closing[] = [];
  readonly figures = new Map<string, UnitFigures>();
  /** When the current register or closings arrived. */
  sheetAtMs = 0;
  /** Newest receipt of anything; 0 = never. */
  lastReceivedMs = 0;
  /** Newest time at which the source said something, never after its receipt; 0 = never. */
  lastKnownMs = 0;
  warmUpEndedAtMs: number | undefined;
  /** Units named by messages but absent from the register: reported once (hl7-pam-fr §5.6). */
  readonly unknownUnits = new Set<string>();

  readonly #pseudonyms = new Set<string>();

  constructor(settings: FeedSettings) {
    this.settings = settings;
  }

  /** True for a pseudonym that some fact of this feed already uses. */
  knows(pseudonym: string): boolean {
    return this.#pseudonyms.has(pseudonym);
  }

  /** Takes a fact of a message; returns the units that it names. `look` follows the last one. */
  addFact(fact: Fact, knownMs: number): Set<string> {
    for (const pseudonym of pseudonymsOf(fact)) this.#pseudonyms.add(pseudonym);
    return this.#registered(this.visits.add(fact, knownMs));
  }

  /** Looks once at each visit that facts changed; yields the units whose figures may have, and when that was known. */
  *look(nowMs: number): Generator<{ readonly units: ReadonlySet<string>; readonly knownMs: number }> {
    for (const { units, knownMs } of this.visits.look(nowMs)) {
      yield { units: this.#registered(units), knownMs };
    }
  }

  /** The units by their names in the register; notes those that it does not know. */
  #registered(named: ReadonlySet<string>): Set<string> {
    const units = new Set<string>();
    for (const unit of named) {
      const known = this.register.unitName(unit);
      units.add(known);
      if (this.register.units.length > 0 && this.register.bedsOf(known).length === 0)
        this.unknownUnits.add(unit);
    }
    return units;
  }

  /** Takes a sheet; returns the units whose figures may have changed. */
  addSheet(sheet: SheetContent, receivedAtMs: number, knownMs: number): Set<string> {
    const before = new Set([...this.register.units, ...this.closings.map((closing) => closing.unit)]);
    switch (sheet.kind) {
      case "register":
        this.register = bedIndex(sheet.beds);
        this.sheetAtMs = Math.max(this.sheetAtMs, receivedAtMs);
        return new Set([...before, ...this.register.units]);
      case "closings":
        this.closings = sheet.closings;
        this.sheetAtMs = Math.max(this.sheetAtMs, receivedAtMs);
        return new Set([...before, ...sheet.closings.map((closing) => closing.unit)]);
      case "figures":
        for (const row of sheet.figures) {
          const known = this.figures.get(row.unit);
          // Only full sheets from outside compare their own times (DESIGN §3).
          if (!known || row.at.ms >= known.at.ms) this.figures.set(row.unit, row);
        }
        return new Set(sheet.figures.map((row) => row.unit));
      case "census":
        return new Set([...this.addFact(sheet.fact, knownMs), ...this.register.units]);
    }
  }
}

/** Every pseudonym that a fact holds. */
export function pseudonymsOf(fact: Fact): string[] {
  switch (fact.kind) {
    case "movement":
      return [fact.patient, fact.visit, fact.account].filter((key) => key !== undefined);
    case "identity":
      return [fact.patient];
    case "merge":
      return [fact.from, fact.into];
    case "census":
      return fact.lines.flatMap((line) =>
        line.visit === undefined ? [line.patient] : [line.patient, line.visit],
      );
    case "bed-status":
    case "none":
      return [];
  }
}
