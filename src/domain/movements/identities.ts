import type { MergeFact, Sex } from "./fact.ts";

/**
 * Who is who in one feed: merges of patients (A40, A47), moves of accounts (A44), renamed accounts (A49), and the
 * sex last told. Merges may come before or after the movements that they concern (hl7-pam-fr §5.5).
 */
export class Identities {
  readonly #patients = new Map<string, string>();
  readonly #accounts = new Map<string, string>();
  readonly #owners = new Map<string, { patient: string; saidMs: number }>();
  /** The other way round: accounts moved to each patient, by the name that the A44 gave. */
  readonly #owned = new Map<string, Set<string>>();
  readonly #sexes = new Map<string, { sex: Sex; saidMs: number }>();
  readonly #visits = new Map<string, Set<string>>();
  readonly #accountVisits = new Map<string, Set<string>>();
  readonly #merges: MergeFact[] = [];
  /** Identities that disappeared into each remaining one. */
  readonly #absorbed = new Map<string, string[]>();

  /** Keeps the sex told last; true when it is another than before. */
  noteSex(patient: string, sex: Sex | undefined, saidMs: number): boolean {
    if (sex === undefined) return false;
    const known = this.#sexes.get(patient);
    if (known && saidMs < known.saidMs) return false;
    this.#sexes.set(patient, { sex, saidMs });
    return known?.sex !== sex;
  }

  noteVisit(patient: string, visit: string): void {
    const known = this.#visits.get(patient);
    if (known) known.add(visit);
    else this.#visits.set(patient, new Set([visit]));
  }

  noteAccount(account: string, visit: string): void {
    const known = this.#accountVisits.get(account);
    if (known) known.add(visit);
    else this.#accountVisits.set(account, new Set([visit]));
  }

  /** Takes a merge in. Merges are replayed in order of message time, so that their order of arrival is indifferent. */
  merge(fact: MergeFact): void {
    const latest = this.#merges.at(-1);
    this.#merges.push(fact);
    if (!latest || compareMerges(latest, fact) <= 0) {
      this.#append(fact);
      return;
    }
    this.#merges.sort(compareMerges);
    this.#patients.clear();
    this.#accounts.clear();
    this.#owners.clear();
    this.#owned.clear();
    for (const one of this.#merges) this.#link(one);
    this.#collectAbsorbed();
  }

  /** One merge after all earlier ones. */
  #append(fact: MergeFact): void {
    const { scope, from, into } = fact;
    const fresh = !this.#patients.has(from) && !this.#absorbed.has(from);
    this.#link(fact);
    if (scope !== "patient" || from === into) return;
    if (!fresh) {
      this.#collectAbsorbed();
      return;
    }
    const remaining = this.patient(into);
    const known = this.#absorbed.get(remaining);
    if (known) known.push(from);
    else this.#absorbed.set(remaining, [from]);
  }

  #link({ scope, from, into, messageAt }: MergeFact): void {
    if (from === into) return;
    if (scope === "account-owner") {
      this.#owned.get(this.#owners.get(from)?.patient ?? "")?.delete(from);
      this.#owners.set(from, { patient: into, saidMs: messageAt.ms });
      this.#owned.set(into, (this.#owned.get(into) ?? new Set()).add(from));
    } else link(scope === "patient" ? this.#patients : this.#accounts, from, into);
  }

  #collectAbsorbed(): void {
    this.#absorbed.clear();
    for (const from of this.#patients.keys()) {
      const remaining = this.patient(from);
      const known = this.#absorbed.get(remaining);
      if (known) known.push(from);
      else this.#absorbed.set(remaining, [from]);
    }
  }

  /** The identity that remains for this patient. */
  patient(patient: string): string {
    return follow(this.#patients, patient);
  }

  account(account: string): string {
    return follow(this.#accounts, account);
  }

  /** Who a stay belongs to: the patient of its account where an A44 moved it, else the patient of its movements. */
  owner(patient: string, account: string | undefined): string {
    const moved = account === undefined ? undefined : this.#owners.get(this.account(account));
    return this.patient(moved?.patient ?? patient);
  }

  /** Visits named with this patient, with an identity merged into it, or with an account that was moved to it. */
  visitsOf(patient: string): Set<string> {
    const remaining = this.patient(patient);
    const visits = new Set<string>();
    for (const name of [...(this.#absorbed.get(remaining) ?? []), remaining, patient]) {
      for (const visit of this.#visits.get(name) ?? []) visits.add(visit);
      for (const account of this.#owned.get(name) ?? []) {
        for (const visit of this.visitsOfAccount(account)) visits.add(visit);
      }
    }
    return visits;
  }

  /** Every name of the account that this name means now. */
  namesOfAccount(account: string): Set<string> {
    const remaining = this.account(account);
    const names = new Set([account, remaining]);
    for (const name of this.#accounts.keys()) if (this.account(name) === remaining) names.add(name);
    return names;
  }

  /** Visits named with this account, or with one that means the same now. */
  visitsOfAccount(account: string): Set<string> {
    const visits = new Set<string>();
    // A name that was never merged means itself alone: only merged ones need looking through.
    for (const name of this.namesOfAccount(account)) {
      for (const visit of this.#accountVisits.get(name) ?? []) visits.add(visit);
    }
    return visits;
  }

  /** Sex last told for this identity; one merged into it counts where it says nothing itself. */
  sexOf(patient: string): Sex | undefined {
    const own = this.#sexes.get(patient);
    if (own && own.sex !== "U") return own.sex;
    let latest: { sex: Sex; saidMs: number } | undefined;
    for (const from of this.#absorbed.get(patient) ?? []) {
      const known = this.#sexes.get(from);
      if (known && known.sex !== "U" && (!latest || known.saidMs > latest.saidMs)) latest = known;
    }
    return latest?.sex ?? own?.sex;
  }
}

function compareMerges(a: MergeFact, b: MergeFact): number {
  return a.messageAt.ms - b.messageAt.ms || a.arrival - b.arrival;
}

/** `from` now means `into`; a later merge that goes the other way, even over several names, replaces the earlier one. */
function link(map: Map<string, string>, from: string, into: string): void {
  const path: string[] = [];
  for (let step = into, next = map.get(step); next !== undefined; step = next, next = map.get(step)) {
    path.push(step);
    if (next !== from) continue;
    map.delete(into);
    for (const name of path) if (name !== into) map.set(name, into);
    break;
  }
  map.set(from, into);
}

function follow(map: ReadonlyMap<string, string>, start: string): string {
  let current = start;
  for (let next = map.get(current); next !== undefined; next = map.get(current)) current = next;
  return current;
}
