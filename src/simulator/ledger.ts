import type { Place, Sex } from "./bed-book.ts";

/** One person who is there at an instant. */
export interface TruthPatient extends Place {
  readonly ipp: string;
  readonly visit: string;
  readonly sex: Sex;
  /** PV1-2. */
  readonly patientClass: string;
  readonly onLeave: boolean;
  readonly newborn: boolean;
}

/** Somebody who is expected. */
export interface TruthExpected {
  readonly ipp: string;
  readonly visit: string;
  readonly unit: string;
  readonly dueMs: number;
}

/** What a reader who has all messages so far can know about one instant. */
export interface Truth {
  readonly patients: readonly TruthPatient[];
  readonly expected: readonly TruthExpected[];
  /** Last A20 status by `unit/room/bed`. */
  readonly bedStatus: ReadonlyMap<string, "C" | "H" | "U" | "O">;
}

export type Effect =
  | { readonly kind: "expect"; readonly unit: string; readonly dueMs: number }
  | { readonly kind: "arrive" | "move"; readonly place: Place; readonly patientClass: string }
  | { readonly kind: "away" }
  | { readonly kind: "back"; readonly place: Place }
  | { readonly kind: "end" };

/** The hospital's own account of itself, written as each message leaves. Instants are real, as stamped. */
export interface Ledger {
  open(visit: string, ipp: string, sex: Sex, newborn: boolean): void;
  /** Writes or rewrites one movement; `number` is its place in the order of movements. */
  put(visit: string, number: number, atMs: number, effect: Effect): void;
  /**
   * A cancelled movement never was. An expectation was one until it was called off: at instants before `knownMs`
   * it still counts, because it is a fact about knowledge.
   */
  cancel(visit: string, number: number, knownMs: number): void;
  /** From now on the visit belongs to this local number. */
  setOwner(visit: string, ipp: string): void;
  setBedStatus(key: string, atMs: number, status: "C" | "H" | "U" | "O"): void;
  truthAt(ms: number): Truth;
}

interface Account {
  readonly visit: string;
  ipp: string;
  readonly sex: Sex;
  readonly newborn: boolean;
  readonly steps: Map<number, Step>;
}

interface Step {
  readonly atMs: number;
  readonly effect: Effect;
  /** Only for an expectation that was called off. */
  readonly untilMs?: number;
}

export function createLedger(): Ledger {
  const accounts = new Map<string, Account>();
  const statuses: { key: string; atMs: number; status: "C" | "H" | "U" | "O" }[] = [];
  const account = (visit: string): Account => {
    const found = accounts.get(visit);
    if (!found) throw new Error(`visit ${visit} was never opened`);
    return found;
  };
  return {
    open(visit, ipp, sex, newborn) {
      accounts.set(visit, { visit, ipp, sex, newborn, steps: new Map() });
    },
    put: (visit, number, atMs, effect) => account(visit).steps.set(number, { atMs, effect }),
    cancel(visit, number, knownMs) {
      const { steps } = account(visit);
      const step = steps.get(number);
      if (step?.effect.kind === "expect") steps.set(number, { ...step, untilMs: knownMs });
      else steps.delete(number);
    },
    setOwner(visit, ipp) {
      account(visit).ipp = ipp;
    },
    setBedStatus: (key, atMs, status) => statuses.push({ key, atMs, status }),
    truthAt(ms) {
      const patients: TruthPatient[] = [];
      const expected: TruthExpected[] = [];
      for (const one of accounts.values()) {
        const state = stateAt(one, ms);
        if (state.kind === "present") patients.push(state.patient);
        else if (state.kind === "expected") expected.push(state.expected);
      }
      const known = statuses.filter((one) => one.atMs <= ms).sort((a, b) => a.atMs - b.atMs);
      return { patients, expected, bedStatus: new Map(known.map((one) => [one.key, one.status])) };
    },
  };
}

type StayState =
  | { readonly kind: "nowhere" }
  | { readonly kind: "expected"; readonly expected: TruthExpected }
  | { readonly kind: "present"; readonly patient: TruthPatient };

function presentIn(state: StayState): TruthPatient | undefined {
  return state.kind === "present" ? state.patient : undefined;
}

function stateAt(account: Account, ms: number): StayState {
  const { ipp, visit, sex, newborn } = account;
  const steps = [...account.steps]
    .filter(([, step]) => step.atMs <= ms && ms < (step.untilMs ?? Number.POSITIVE_INFINITY))
    .sort((a, b) => a[1].atMs - b[1].atMs || a[0] - b[0]);
  let state: StayState = { kind: "nowhere" };
  for (const [, { effect }] of steps) {
    const here = presentIn(state);
    switch (effect.kind) {
      case "expect":
        if (!here)
          state = { kind: "expected", expected: { ipp, visit, unit: effect.unit, dueMs: effect.dueMs } };
        break;
      case "arrive":
      case "move": {
        const { place, patientClass } = effect;
        const patient = { ...place, ipp, visit, sex, newborn, patientClass, onLeave: false };
        state = { kind: "present", patient };
        break;
      }
      case "away":
        if (here) state = { kind: "present", patient: { ...here, onLeave: true } };
        break;
      case "back":
        if (here) state = { kind: "present", patient: { ...here, ...effect.place, onLeave: false } };
        break;
      case "end":
        state = { kind: "nowhere" };
        break;
      default:
        effect satisfies never;
    }
  }
  return state;
}
