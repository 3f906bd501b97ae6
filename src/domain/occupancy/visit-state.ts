import { isPending } from "../movements/events.ts";
import type { CensusLine, Sex } from "../movements/fact.ts";
import { type Lodging, type Movement, mergeLodging } from "../movements/movement.ts";
import { compareMovements } from "../movements/order.ts";
import type { Stamp } from "../time/stamp.ts";
import { expectedDischarge } from "./expected-discharge.ts";
import { returnLodging, transferMoves } from "./transfer.ts";

/** A census as one visit sees it: its line, or `undefined` when it is not listed. */
export interface CensusMark {
  readonly at: Stamp;
  readonly units: readonly string[];
  readonly line: CensusLine | undefined;
}

/**
 * Where a visit stands. `nothing`: no movement with an effect yet. `out`: left one unit's care but not the last
 * visit of the account (A03 with PV1-41 = N).
 */
export type VisitPhase =
  | "nothing"
  | "expected"
  | "preadmitted"
  | "present"
  | "leave"
  | "out"
  | "discharged"
  | "cancelled";

/** From when to when (HL7 text) somebody lay somewhere; `to` is null while it lasts. */
export interface Stay {
  readonly lodging: Lodging;
  readonly from: Stamp;
  readonly to: Stamp | null;
}

/** What the movements of one visit amount to. */
export interface VisitState {
  readonly visit: string;
  readonly patient: string;
  readonly sex?: Sex | undefined;
  readonly phase: VisitPhase;
  /** Present, on leave: where. Expected, pre-admitted: where wanted. */
  readonly lodging: Lodging | undefined;
  readonly patientClass: string | undefined;
  readonly medicalUnit: string | undefined;
  readonly newborn: boolean;
  readonly expectedIn: Stamp | undefined;
  readonly expectedOut: Stamp | undefined;
  /** Pending transfer (A15). */
  readonly next: { readonly lodging: Lodging; readonly at: Stamp | undefined } | undefined;
  /** Effective time of the last admission, or message time of the last pre-admission. */
  readonly begunAt: Stamp | undefined;
  /** Numbers of the movements that the phase and the place rest on, newest last. */
  readonly because: readonly string[];
  readonly stays: readonly Stay[];
}

/** One step of a visit in its order: a movement, or a census. */
type Step =
  | { readonly kind: "movement"; readonly at: Stamp; readonly movement: Movement }
  | { readonly kind: "census"; readonly at: Stamp; readonly mark: CensusMark };

interface Working {
  phase: VisitPhase;
  lodging: Lodging | undefined;
  patientClass: string | undefined;
  medicalUnit: string | undefined;
  preadmission: Movement | undefined;
  next: { lodging: Lodging; at: Stamp | undefined; saidAt: Stamp } | undefined;
  begunAt: Stamp | undefined;
  endedAt: Stamp | undefined;
  because: string[];
  session: Movement[];
  censusOut: Stamp | undefined;
  stays: { lodging: Lodging; from: Stamp; to: Stamp | null }[];
}

/**
 * Derives the state of one visit from its movements (hl7-pam-fr §2, §4, §5 and the decisions at its end).
 *
 * `movements` may be in any order and hold cancelled ones; those effective after `horizonMs` are left out, pending
 * ones must already be limited to what was known by then.
 */
export function visitState(
  visit: string,
  movements: readonly Movement[],
  censuses: readonly CensusMark[],
  horizonMs: number,
): VisitState {
  const steps = orderedSteps(movements, censuses, horizonMs);
  const state: Working = {
    phase: "nothing",
    lodging: undefined,
    patientClass: undefined,
    medicalUnit: undefined,
    preadmission: undefined,
    next: undefined,
    begunAt: undefined,
    endedAt: undefined,
    because: [],
    session: [],
    censusOut: undefined,
    stays: [],
  };
  let stayCancelled = false;
  let admissionCancelled = false;
  for (const step of steps) {
    if (step.kind === "census") {
      applyCensus(state, step.mark);
      continue;
    }
    const { movement } = step;
    if (movement.role === "arrival") {
      stayCancelled = movement.cancelled;
      if (movement.cancelled) {
        admissionCancelled = true;
        // With PV1-5 the pre-admission lives again; without it the visit is gone (hl7-pam-fr §5.3).
        if (!movement.preadmissionNumber) forgetPreadmission(state);
      }
    }
    if (movement.cancelled) continue;
    // A11 takes back the stay up to the next admission of the visit (decision 3); what announces one survives.
    if (stayCancelled && movement.role !== "preadmission" && movement.role !== "pending-arrival") continue;
    applyMovement(state, movement, step.at);
  }
  if (state.phase === "nothing" && !admissionCancelled) standBack(state, steps);
  return finish(visit, state, movements, admissionCancelled);
}

/**
 * Nothing is known but cancels: the feed began in the middle of the stay. PV1-3 of A12, A13, A52 and A53 is where the
 * patient was before the cancelled movement, and so is again (hl7-pam-fr §2). The earliest one tells it: what came
 * after it never was either.
 */
function standBack(state: Working, steps: readonly Step[]): void {
  for (const step of steps) {
    if (step.kind === "census" || !step.movement.cancelled) continue;
    const { role, number, versions } = step.movement;
    if (!movesSomebodyPresent.has(role)) continue;
    const cancel = versions.find((version) => version.action === "cancel");
    const lodging = cancel && mergeLodging([cancel.lodging]);
    if (!lodging) continue;
    state.phase = role === "return" ? "leave" : "present";
    state.begunAt = step.at;
    state.patientClass = cancel.patientClass ?? undefined;
    state.because = [number];
    moveTo(state, lodging, step.at);
    return;
  }
}

const movesSomebodyPresent: ReadonlySet<string> = new Set([
  "transfer",
  "discharge",
  "leave",
  "return",
  "class-change",
]);

function orderedSteps(
  movements: readonly Movement[],
  censuses: readonly CensusMark[],
  horizonMs: number,
): Step[] {
  const steps: Step[] = [];
  for (const movement of movements) {
    const pending = isPending(movement.role);
    if (!pending && movement.effectiveAt.ms > horizonMs) continue;
    steps.push({ kind: "movement", at: pending ? movement.knownAt : movement.effectiveAt, movement });
  }
  for (const mark of censuses) steps.push({ kind: "census", at: mark.at, mark });
  const rank = (step: Step): Parameters<typeof compareMovements>[0] =>
    step.kind === "movement"
      ? {
          at: step.at,
          pending: isPending(step.movement.role),
          number: step.movement.number,
          arrival: step.movement.arrival,
        }
      : { at: step.at, pending: false, number: "\u{10ffff}", arrival: Number.MAX_SAFE_INTEGER };
  return steps.sort((a, b) => compareMovements(rank(a), rank(b)));
}

function applyMovement(state: Working, movement: Movement, at: Stamp): void {
  const here = state.phase === "present" || state.phase === "leave";
  switch (movement.role) {
    case "preadmission":
    case "pending-arrival":
      applyAnnouncement(state, movement, at, here);
      return;
    case "arrival":
      if (!here) state.session = state.preadmission ? [state.preadmission] : [];
      begin(state, movement, at, movement.lodging);
      state.begunAt = at;
      state.patientClass = movement.patientClass ?? state.patientClass;
      break;
    case "class-change":
      begin(state, movement, at, movement.lodging ?? state.lodging);
      endPlannedTransfer(state, at);
      state.patientClass = movement.patientClass ?? state.patientClass;
      break;
    case "transfer":
      if (transferMoves(movement, state.lodging)) {
        if (!here) begin(state, movement, at, movement.lodging ?? state.lodging);
        else moveTo(state, movement.lodging ?? state.lodging, at);
        endPlannedTransfer(state, at);
        state.because = [...state.because.slice(-1), movement.number];
      }
      state.patientClass ??= movement.patientClass;
      break;
    case "discharge":
      end(state, movement.lastVisit === "N" ? "out" : "discharged", at, movement.number);
      state.patientClass ??= movement.patientClass;
      break;
    case "leave":
      if (state.phase === "discharged" || state.phase === "out") return;
      moveTo(state, state.lodging ?? movement.lodging, at);
      state.phase = "leave";
      state.begunAt ??= at;
      state.because = [...state.because.slice(-1), movement.number];
      state.patientClass ??= movement.patientClass;
      break;
    case "return":
      if (state.phase === "discharged" || state.phase === "out") return;
      moveTo(state, returnLodging(movement.lodging, state.lodging), at);
      state.phase = "present";
      state.begunAt ??= at;
      state.because = [...state.because.slice(-1), movement.number];
      state.patientClass ??= movement.patientClass;
      break;
    case "pending-transfer": {
      const planned = movement.pendingLodging ?? movement.lodging;
      if (planned && (here || state.phase === "nothing")) {
        state.next = { lodging: planned, at: movement.plannedAt ?? movement.expectedIn, saidAt: at };
      }
      break;
    }
    case "pending-discharge":
    case "none":
      break;
  }
  // ZBE-7 repeats the medical unit on movements that do not change it: only M in ZBE-9 makes it new (§3.2).
  if (state.medicalUnit === undefined || movement.natures === "" || movement.natures.includes("M")) {
    state.medicalUnit = movement.medicalUnit ?? state.medicalUnit;
  }
  state.session.push(movement);
}

/** A planned transfer ends with the movement that changes the place (decision 6; A06 and A07 move like a transfer). */
function endPlannedTransfer(state: Working, at: Stamp): void {
  if (state.next && state.next.saidAt.ms <= at.ms) state.next = undefined;
}

/** A05, A14: somebody is expected, unless already here, or unless the date lies before the last discharge. */
function applyAnnouncement(state: Working, movement: Movement, at: Stamp, here: boolean): void {
  const past =
    state.endedAt !== undefined &&
    movement.expectedIn !== undefined &&
    movement.expectedIn.ms <= state.endedAt.ms;
  if (here || past) return;
  state.phase = movement.role === "preadmission" ? "preadmitted" : "expected";
  state.preadmission = movement;
  state.patientClass = movement.patientClass ?? state.patientClass;
  state.medicalUnit = movement.medicalUnit ?? state.medicalUnit;
  state.begunAt = at;
  state.because = [movement.number];
  state.session = [movement];
}

function forgetPreadmission(state: Working): void {
  if (state.phase !== "preadmitted" && state.phase !== "expected") return;
  state.phase = "nothing";
  state.preadmission = undefined;
  state.session = [];
}

function begin(state: Working, movement: Movement, at: Stamp, lodging: Lodging | undefined): void {
  if (state.phase !== "present" && state.phase !== "leave") state.begunAt = at;
  state.phase = "present";
  state.endedAt = undefined;
  state.preadmission = undefined;
  state.because = [movement.number];
  moveTo(state, lodging, at);
}

function moveTo(state: Working, lodging: Lodging | undefined, at: Stamp): void {
  state.lodging = lodging;
  const open = state.stays.at(-1);
  if (open?.to === null) {
    if (lodging && sameLodging(open.lodging, lodging)) return;
    open.to = at;
  }
  if (lodging) state.stays.push({ lodging, from: at, to: null });
}

function end(state: Working, phase: VisitPhase, at: Stamp, number: string): void {
  moveTo(state, undefined, at);
  state.phase = phase;
  state.endedAt = at;
  state.preadmission = undefined;
  state.next = undefined;
  state.because = [number];
}

/** A census confirms, moves, brings or removes (hl7-pam-fr §8). Who is only announced is not touched. */
function applyCensus(state: Working, mark: CensusMark): void {
  const here = state.phase === "present" || state.phase === "leave";
  if (mark.line) {
    const { unit, room, bed, onLeave, patientClass } = mark.line;
    const lodging = { unit, ...(room === undefined ? {} : { room }), ...(bed === undefined ? {} : { bed }) };
    if (!here) state.begunAt = mark.at;
    state.endedAt = undefined;
    state.preadmission = undefined;
    moveTo(state, lodging, mark.at);
    state.phase = onLeave ? "leave" : "present";
    state.patientClass = patientClass ?? state.patientClass;
    state.censusOut = mark.line.expectedOut ?? state.censusOut;
    state.because = [...(here ? state.because : []), "census"];
  } else if (here && state.lodging && mark.units.includes(state.lodging.unit)) {
    end(state, "discharged", mark.at, "census");
  }
}

function finish(
  visit: string,
  state: Working,
  movements: readonly Movement[],
  admissionCancelled: boolean,
): VisitState {
  const live = movements.filter((movement) => !movement.cancelled);
  let newest: Movement | undefined;
  for (const movement of movements)
    if (!newest || newestSaid(movement) >= newestSaid(newest)) newest = movement;
  const gone = state.phase === "nothing" && movements.length > 0 && (live.length === 0 || admissionCancelled);
  const phase = gone ? "cancelled" : state.phase;
  const announced = phase === "expected" || phase === "preadmitted";
  const here = phase === "present" || phase === "leave";
  return {
    visit,
    patient: newest?.patient ?? "",
    phase,
    lodging: announced ? state.preadmission?.lodging : here ? state.lodging : undefined,
    patientClass: state.patientClass ?? newest?.patientClass,
    medicalUnit: state.medicalUnit,
    newborn: live.some((movement) => movement.newborn),
    expectedIn: announced ? state.preadmission?.expectedIn : undefined,
    expectedOut:
      here || announced ? (expectedDischarge(state.session, movements) ?? state.censusOut) : undefined,
    next: here && state.next ? { lodging: state.next.lodging, at: state.next.at } : undefined,
    begunAt: state.begunAt,
    because: state.because,
    stays: state.stays,
  };
}

function newestSaid(movement: Movement): number {
  return movement.versions.at(-1)?.messageAt.ms ?? 0;
}

function sameLodging(a: Lodging, b: Lodging): boolean {
  return a.unit === b.unit && a.room === b.room && a.bed === b.bed;
}
