import { eventRole, isPending } from "../movements/events.ts";
import type { BedStatusFact, CensusFact, CensusLine, Fact, MovementFact } from "../movements/fact.ts";
import { Identities } from "../movements/identities.ts";
import { looseCancels } from "../movements/loose-cancels.ts";
import { compareVersions, type Movement, mergeVersions } from "../movements/movement.ts";
import { BedStatuses } from "./bed-statuses.ts";
import { type CensusMark, type VisitState, visitState } from "./visit-state.ts";

/** Latest instant that a reading takes into account; `Infinity` = everything known (`--steps`). */
export type Horizon = number;

/** All versions that share a movement number. */
interface Entry {
  readonly numbers: Set<string>;
  readonly versions: MovementFact[];
  visit: string;
  /** All versions merged; absent after a change of `versions`. */
  merged?: Movement | undefined;
}

interface VisitEntry {
  readonly entries: Set<Entry>;
  readonly looseCancels: MovementFact[];
}

/** A census with its lines within reach: by visit number, or by patient for lines that give none. */
interface IndexedCensus {
  readonly census: CensusFact;
  readonly byVisit: ReadonlyMap<string, CensusLine>;
  readonly byPatient: ReadonlyMap<string, CensusLine>;
}

/**
 * Everything one feed has said, indexed so that the state of any visit at any instant can be derived (DESIGN §3).
 * Facts may arrive in any order and any number of times: the derived state depends only on the set of facts,
 * except inside the repeated hour of October, where order of arrival decides.
 */
export class FeedBook {
  readonly #entriesByNumber = new Map<string, Entry>();
  readonly #visits = new Map<string, VisitEntry>();
  /** Visits without a number, in order of appearance: a merge may rename them. */
  readonly #unnumbered = new Set<string>();
  readonly #identities = new Identities();
  /** Numbered visits by account. */
  readonly #numbered = new Map<string, Set<string>>();
  readonly #bedStatuses = new BedStatuses();
  #censuses: IndexedCensus[] = [];

  /** Takes one fact in; returns the visits whose state may have changed. Adding the same fact twice is harmless. */
  add(fact: Fact): ReadonlySet<string> {
    switch (fact.kind) {
      case "movement":
        return this.#addMovement(fact);
      case "identity":
        this.#identities.noteSex(fact.patient, fact.sex, fact.messageAt.ms);
        return this.#identities.visitsOf(fact.patient);
      case "merge":
        return this.#addMerge(fact);
      case "bed-status":
        this.#bedStatuses.add(fact);
        return new Set();
      case "census":
        return this.#addCensus(fact);
      case "none":
        return new Set();
    }
  }

  /** Every visit that a fact named. */
  visits(): IterableIterator<string> {
    return this.#visits.keys();
  }

  /** The state of one visit. Pending events count when known by `horizon`, others when effective by then. */
  visitState(visit: string, horizon: Horizon): VisitState {
    const state = visitState(
      visit,
      this.movements(visit, horizon),
      this.#censusMarks(visit, horizon),
      horizon,
    );
    const patient = this.#identities.owner(state.patient, this.#accountOf(visit));
    // Until the new owner's sex is told, the one told under the old name binds the room.
    const sex = this.#identities.sexOf(patient) ?? this.#identities.sexOf(state.patient);
    return { ...state, patient, sex };
  }

  /** Movements of a visit as they stand at `horizon`, cancelled ones included, in no order. */
  movements(visit: string, horizon: Horizon): Movement[] {
    const entry = this.#visits.get(visit);
    if (!entry) return [];
    const movements: Movement[] = [];
    for (const one of entry.entries) {
      const { versions } = one;
      one.merged ??= mergeVersions(versions);
      const whole = one.merged;
      if (!isPending(whole.role)) {
        movements.push(whole);
        continue;
      }
      const known = versions.filter((version) => version.messageAt.ms <= horizon);
      if (known.length > 0) movements.push(known.length === versions.length ? whole : mergeVersions(known));
    }
    if (entry.looseCancels.length === 0) return movements;
    // A pending event was pending until its cancel was known, with a number or without (decision 5).
    const known = entry.looseCancels.filter(
      (cancel) =>
        cancel.messageAt.ms <= horizon || !cancel.cancels.every((event) => isPending(eventRole(event))),
    );
    return looseCancels(movements, known);
  }

  /** Whether any word about the visit lies after `horizon`: it was said, or takes effect, only later. */
  speaksAfter(visit: string, horizon: Horizon): boolean {
    for (const { versions } of this.#visits.get(visit)?.entries ?? []) {
      for (const version of versions) {
        if (version.effectiveAt.ms > horizon || version.messageAt.ms > horizon) return true;
      }
    }
    for (const cancel of this.#visits.get(visit)?.looseCancels ?? []) {
      if (cancel.messageAt.ms > horizon) return true;
    }
    return false;
  }

  /** Latest A20 status of each bed at `horizon`, as facts; `ofUnit` leaves out beds of other units. */
  bedStatuses(horizon: Horizon, ofUnit: (unit: string) => boolean = () => true): BedStatusFact[] {
    return this.#bedStatuses.at(horizon, ofUnit);
  }

  /** Newest census taken by `horizon`. */
  latestCensus(horizon: Horizon): CensusFact | undefined {
    return this.#censuses.filter(({ census }) => census.at.ms <= horizon).at(-1)?.census;
  }

  #addMovement(fact: MovementFact): ReadonlySet<string> {
    const otherSex = this.#identities.noteSex(fact.patient, fact.sex, fact.messageAt.ms);
    const visit = this.#visitKey(fact);
    if (fact.account !== undefined) this.#identities.noteAccount(fact.account, visit);
    this.#identities.noteVisit(fact.patient, visit);
    const touched = new Set([visit]);
    if (fact.visit !== undefined && fact.account !== undefined)
      this.#noteNumbered(fact.account, fact.visit, touched);
    // The sex told with one visit binds the room of another one of the same patient.
    if (otherSex || this.#censuses.some((indexed) => indexed.byPatient.has(fact.patient))) {
      for (const other of this.#identities.visitsOf(fact.patient)) touched.add(other);
    }
    if (fact.numbers.length === 0 && fact.action === "cancel") {
      this.#visit(visit).looseCancels.push(fact);
      return touched;
    }
    // Without a movement number, the event and its time stand for it (hl7-pam-fr §4.8).
    const numbers =
      fact.numbers.length > 0
        ? fact.numbers
        : [`~${fact.visit ?? fact.account ?? fact.patient}~${fact.event}~${fact.effectiveAt.ms}`];
    const entry = this.#entry(numbers, visit);
    touched.add(entry.visit);
    entry.versions.push(fact);
    entry.merged = undefined;
    this.#place(entry, this.#visitOf(entry.versions, fact));
    touched.add(entry.visit);
    return touched;
  }

  /**
   * The account has this numbered visit. Movements of the account that name no visit belong to it as long as it is the
   * only one: empty says nothing (hl7-pam-fr §3.5). With two of them nobody can tell, and they stand apart.
   */
  #noteNumbered(account: string, visit: string, touched: Set<string>): void {
    const known = this.#numbered.get(account) ?? new Set();
    if (known.has(visit)) return;
    this.#numbered.set(account, known.add(visit));
    for (const key of [`account:${this.#identities.account(account)}`, ...known]) {
      this.#renameIn(key, touched);
    }
  }

  /** Puts what names no visit of its own where it belongs now. */
  #renameIn(key: string, touched: Set<string>): void {
    const at = this.#visits.get(key);
    if (!at) return;
    for (const entry of [...at.entries]) {
      const [any] = entry.versions;
      const renamed = any ? this.#visitOf(entry.versions, any) : key;
      if (renamed === key) continue;
      this.#place(entry, renamed);
      touched.add(key).add(renamed);
    }
    for (const cancel of [...at.looseCancels]) {
      const renamed = this.#visitKey(cancel);
      if (renamed === key) continue;
      at.looseCancels.splice(at.looseCancels.indexOf(cancel), 1);
      this.#visit(renamed).looseCancels.push(cancel);
      this.#identities.noteVisit(cancel.patient, renamed);
      if (cancel.account !== undefined) this.#identities.noteAccount(cancel.account, renamed);
      touched.add(key).add(renamed);
    }
  }

  /** The visit of a movement: the newest version that names one decides. */
  #visitOf(versions: readonly MovementFact[], any: MovementFact): string {
    const naming = versions.filter((version) => version.visit !== undefined);
    const [first] = naming;
    return this.#visitKey(first ? newestVersion(naming, first) : newestVersion(versions, any));
  }

  /** The only numbered visit of an account, under all the names that the account has had. */
  #onlyVisit(account: string): string | undefined {
    const visits = new Set<string>();
    for (const name of this.#identities.namesOfAccount(account)) {
      for (const visit of this.#numbered.get(name) ?? []) visits.add(visit);
    }
    const [only] = visits;
    return visits.size === 1 ? only : undefined;
  }

  /** The entry of these numbers; entries that turn out to be one movement are joined. */
  #entry(numbers: readonly string[], visit: string): Entry {
    let entry: Entry | undefined;
    for (const number of numbers) {
      const known = this.#entriesByNumber.get(number);
      if (!known || known === entry) continue;
      if (!entry) {
        entry = known;
        continue;
      }
      entry.versions.push(...known.versions);
      entry.merged = undefined;
      for (const other of known.numbers) entry.numbers.add(other);
      this.#visits.get(known.visit)?.entries.delete(known);
    }
    entry ??= { numbers: new Set(), versions: [], visit };
    for (const number of numbers) entry.numbers.add(number);
    for (const number of entry.numbers) this.#entriesByNumber.set(number, entry);
    this.#place(entry, entry.visit);
    return entry;
  }

  #place(entry: Entry, visit: string): void {
    if (entry.visit !== visit) this.#visits.get(entry.visit)?.entries.delete(entry);
    entry.visit = visit;
    this.#visit(visit).entries.add(entry);
    // Whoever is named in a movement is found at its visit, under whatever name that goes now.
    for (const { patient, account } of entry.versions) {
      this.#identities.noteVisit(patient, visit);
      if (account !== undefined) this.#identities.noteAccount(account, visit);
    }
  }

  #visit(visit: string): VisitEntry {
    let entry = this.#visits.get(visit);
    if (!entry) {
      entry = { entries: new Set(), looseCancels: [] };
      this.#visits.set(visit, entry);
      if (visit.startsWith("account:") || visit.startsWith("patient:")) this.#unnumbered.add(visit);
    }
    return entry;
  }

  #visitKey(fact: { readonly visit?: string; readonly account?: string; readonly patient: string }): string {
    if (fact.visit !== undefined) return fact.visit;
    if (fact.account !== undefined) {
      return this.#onlyVisit(fact.account) ?? `account:${this.#identities.account(fact.account)}`;
    }
    return `patient:${this.#identities.patient(fact.patient)}`;
  }

  #accountOf(visit: string): string | undefined {
    let newest: MovementFact | undefined;
    for (const { versions } of this.#visits.get(visit)?.entries ?? []) {
      for (const version of versions) {
        if (version.account === undefined) continue;
        if (!newest || version.messageAt.ms >= newest.messageAt.ms) newest = version;
      }
    }
    return newest?.account;
  }

  #addMerge(fact: Extract<Fact, { kind: "merge" }>): ReadonlySet<string> {
    const affected = new Set<string>();
    const collect = (): void => {
      for (const visit of this.#identities.visitsOf(fact.from)) affected.add(visit);
      for (const visit of this.#identities.visitsOf(fact.into)) affected.add(visit);
      if (fact.scope === "patient") return;
      for (const visit of this.#identities.visitsOfAccount(fact.from)) affected.add(visit);
      for (const visit of this.#identities.visitsOfAccount(fact.into)) affected.add(visit);
    };
    collect();
    this.#identities.merge(fact);
    if (fact.scope !== "account") this.#identities.noteSex(fact.into, fact.sex, fact.messageAt.ms);
    collect();
    // Visits without a number are named after the account or the patient, which may just have changed name.
    const places = new Set([...this.#unnumbered, ...(fact.scope === "account" ? affected : [])]);
    for (const visit of places) this.#renameIn(visit, affected);
    return affected;
  }

  #addCensus(fact: CensusFact): ReadonlySet<string> {
    const byVisit = new Map<string, CensusLine>();
    const byPatient = new Map<string, CensusLine>();
    for (const line of fact.lines) {
      this.#identities.noteSex(line.patient, line.sex, fact.messageAt.ms);
      if (line.visit === undefined) byPatient.set(line.patient, line);
      else byVisit.set(line.visit, line);
      const visit = this.#censusVisit(line);
      this.#visit(visit);
      this.#identities.noteVisit(line.patient, visit);
    }
    this.#censuses = [...this.#censuses, { census: fact, byVisit, byPatient }].sort(
      (a, b) => a.census.at.ms - b.census.at.ms || a.census.arrival - b.census.arrival,
    );
    return new Set(this.#visits.keys());
  }

  /** A census line without a visit number joins the newest visit that this patient already has. */
  #censusVisit(line: CensusLine): string {
    if (line.visit !== undefined) return line.visit;
    const known = [...this.#identities.visitsOf(line.patient)].filter((visit) => this.#visits.has(visit));
    return known.at(-1) ?? `patient:${this.#identities.patient(line.patient)}`;
  }

  #censusMarks(visit: string, horizon: Horizon): CensusMark[] {
    const marks: CensusMark[] = [];
    for (const { census, byVisit, byPatient } of this.#censuses) {
      if (census.at.ms > horizon) continue;
      let line = byVisit.get(visit);
      for (const patient of line === undefined && byPatient.size > 0 ? this.#patientsOf(visit) : []) {
        const candidate = byPatient.get(patient);
        if (candidate && this.#censusVisit(candidate) === visit) line = candidate;
      }
      marks.push({ at: census.at, units: census.units, line });
    }
    return marks;
  }

  #patientsOf(visit: string): Set<string> {
    const patients = new Set<string>();
    if (visit.startsWith("patient:")) patients.add(visit.slice("patient:".length));
    for (const { versions } of this.#visits.get(visit)?.entries ?? []) {
      for (const version of versions) patients.add(version.patient);
    }
    return patients;
  }
}

function newestVersion(versions: readonly MovementFact[], first: MovementFact): MovementFact {
  return versions.reduce(
    (newest, version) => (compareVersions(version, newest) >= 0 ? version : newest),
    first,
  );
}
