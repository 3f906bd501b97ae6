import type { Agenda } from "./agenda.ts";
import type { BedBook, Place } from "./bed-book.ts";
import type { Draw } from "./draw.ts";
import type { HospitalModel, HospitalUnit } from "./hospital.ts";
import type { Ledger } from "./ledger.ts";
import type { MessageSpec } from "./message.ts";
import type { People, Person } from "./people.ts";
import type { Stamps } from "./stamps.ts";

/** A message that is ready to be written, and what the hospital's account gains with it. */
export interface Telling {
  readonly spec: MessageSpec;
  readonly account?: (ledger: Ledger) => void;
}

/** One movement as the hospital recorded it; simulated times. */
export interface Movement {
  readonly number: number;
  readonly event: string;
  atMs: number;
  place: Place;
  medical: string;
  readonly nature: string;
  readonly patientClass: string;
  readonly plannedMs?: number;
  readonly pending?: Place;
}

export type Phase = "expected" | "present" | "away" | "gone";

/** One visit while it goes on. */
export interface Stay {
  person: Person;
  readonly visit: string;
  account: string;
  phase: Phase;
  patientClass: string;
  place: Place;
  /** Unit of medical responsibility. */
  medical: string;
  admittedMs: number;
  /** Effective time of the last movement. */
  lastMs: number;
  expectedOutMs?: number | undefined;
  preadmission?: string;
  admissionType?: string;
  mother?: string;
  /** A story of several steps is going on: no other may begin. */
  locked: boolean;
  /** Live movements, in order of effective time. */
  movements: Movement[];
}

/** Everything the parts of the story share. */
export interface Life {
  readonly hospital: HospitalModel;
  readonly draw: Draw;
  readonly agenda: Agenda;
  readonly beds: BedBook;
  readonly people: People;
  readonly ledger: Ledger;
  readonly stamps: Stamps;
  readonly outbox: Telling[];
  /** Simulated now. */
  nowMs: number;
  nextMovement(): number;
  nextVisit(): number;
}

/** Runs `run` after a simulated delay. */
export function later(life: Life, delayMs: number, run: () => void): void {
  life.agenda.at(life.nowMs + Math.max(1000, delayMs), run);
}

export function tell(life: Life, spec: MessageSpec, account?: (ledger: Ledger) => void): void {
  life.outbox.push(account ? { spec, account } : { spec });
}

export function unitOf(life: Life, code: string): HospitalUnit | undefined {
  return life.hospital.units.find((unit) => unit.code === code);
}

export function unitsOfKind(life: Life, ...kinds: readonly HospitalUnit["kind"][]): HospitalUnit[] {
  return life.hospital.units.filter((unit) => kinds.includes(unit.kind));
}

/** A new visit of `person`, not yet told to anybody. */
export function openStay(life: Life, person: Person, unit: string, patientClass: string): Stay {
  const number = String(life.nextVisit()).padStart(7, "0");
  const stay: Stay = {
    person,
    visit: `V${number}`,
    account: `D${number}`,
    phase: "expected",
    patientClass,
    place: { unit, room: "", bed: "" },
    medical: unit,
    admittedMs: life.nowMs,
    lastMs: Number.NEGATIVE_INFINITY,
    locked: false,
    movements: [],
  };
  life.ledger.open(stay.visit, person.ipp, person.sex, false);
  return stay;
}

/** True when a new story may begin for this stay. */
function idle(life: Life, stay: Stay): boolean {
  return stay.phase === "present" && !stay.locked && life.nowMs - stay.lastMs >= 5 * 60_000;
}

/** Tells another story about the stay after a delay, once the stay is idle; forgets it when the stay has ended. */
export function whenIdle(life: Life, stay: Stay, delayMs: number, run: () => void): void {
  later(life, delayMs, () => {
    if (stay.phase === "gone") return;
    if (idle(life, stay)) run();
    else whenIdle(life, stay, life.draw.minutes(20, 60), run);
  });
}

/** How long after the fact the ward enters it: mostly minutes, sometimes hours. */
export function entryDelay(life: Life): number {
  return life.draw.chance(0.03) ? life.draw.minutes(60, 180) : life.draw.minutes(0, 20);
}

/** Gives the bed back; it can be given again after cleaning. */
export function freeBed(life: Life, stay: Stay, place: Place): void {
  life.beds.release(place, stay.visit, life.nowMs + life.draw.minutes(40, 90));
}
