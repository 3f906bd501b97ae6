import type { Reactivable } from "../beds/register.ts";
import type { BedStatus, Sex } from "../movements/fact.ts";
import type { Warning } from "./warning.ts";

export const hourMs = 3_600_000;

/** Whom a free bed can take: a woman, a man, or either (bed-indicators §2.1: gender 01, 02, 04). */
export type Gender = "F" | "M" | "either";
export type GenderCounts = Readonly<Record<Gender, number>>;

/** A patient of the zone at the instant of the computation. */
export interface ZonePatient {
  /** Opaque key of the visit; unique among the patients of the zone. */
  readonly visit: string;
  readonly sex?: Sex;
  /** PV1-2. Absent counts as `I`: a census without classes lists people who lie there. */
  readonly patientClass?: string;
  readonly onLeave: boolean;
  readonly newborn: boolean;
  /** Home care uses a place, never a bed (input-side §3.3 step 4). */
  readonly homeCare?: boolean;
  /** Expected discharge; `null` or absent: not known. */
  readonly expectedOutMs?: number | null;
  /**
   * Pending transfer (A15). `toZoneHere`: into a bed of this same zone; its arrival side is taken from `arrivals`
   * when the visit is listed there, else from here. `atMs` `null` = imminent.
   */
  readonly plannedMove?: PlannedMove | undefined;
  /** Number of the movement that brought the patient here, for the reasons. */
  readonly movement?: string;
}

export interface PlannedMove {
  readonly toZoneHere: boolean;
  readonly bedKey?: string;
  readonly atMs: number | null;
}

/** Times are half open: a closing covers [fromMs, toMs[. */
export interface BedClosing {
  readonly reactivable: Reactivable;
  readonly fromMs: number;
  readonly toMs?: number;
}

/** One bed of the register, with whom the feed puts there. */
export interface ZoneBed {
  /** `unit/room/bed`; unique in the zone. */
  readonly key: string;
  readonly unit: string;
  readonly room: string;
  readonly bed: string;
  /** `false`: beyond the installed capacity, in service unless closed. */
  readonly permanent: boolean;
  /** Rule of the unit or the bed; absent: the room decides. */
  readonly fixedGender?: Gender;
  /** Past, present and future ones. */
  readonly closings: readonly BedClosing[];
  /** Last status told by A20 or a screen. */
  readonly status?: BedStatus;
  readonly patients: readonly ZonePatient[];
  /** The register entry counts in [validFromMs, validToMs[; absent: without limit. */
  readonly validFromMs?: number;
  readonly validToMs?: number;
}

export type ArrivalKind = "preadmission" | "pending-arrival" | "pending-transfer";

/** An identified patient who is expected in the zone. */
export interface ZoneArrival {
  readonly visit: string;
  readonly sex?: Sex;
  readonly patientClass?: string;
  readonly homeCare?: boolean;
  /** `null`: imminent, counts as due now (A14 or A15 without EVN-3). */
  readonly dueMs: number | null;
  /** For an imminent one: when it was announced. If given, the grace time runs from there; else it never ends. */
  readonly announcedMs?: number;
  readonly bedKey?: string;
  readonly kind: ArrivalKind;
  readonly movement?: string;
}

/** A number of beds closed without saying which. */
export interface CountClosing extends BedClosing {
  readonly count: number;
}

/** Beds that could be added, as declared by the hospital; no feed knows them. */
export interface Mobilisable {
  readonly withoutStaffPmie1?: number;
  readonly withoutStaffSse?: number;
  readonly withStaffPmie1?: number;
  readonly withStaffSse?: number;
}

export interface ZoneSettings {
  /** `place`: day, night, home or session care, counted by a counter (`places.ts`). */
  readonly nature: "bed" | "place";
  /** A bed kept for a patient on leave (input-side §3.3 step 4: local choice; never available). */
  readonly leave: "occupied" | "reserved";
  /** `with-register-bed`: a newborn counts only on a bed of the register; `never`: not even there. */
  readonly newborns: "with-register-bed" | "always" | "never";
  /** Class E without a bed counts on a bed: short-stay unit of the emergency department (UHCD). */
  readonly emergencyUnitCounts: boolean;
  /** Classes that use a place; only for nature `place`. */
  readonly placeClasses: readonly string[];
  /** How long an overdue arrival keeps its bed (input-side §3.3 step 5). */
  readonly graceMs: number;
  /** Routine turnover: neither available nor closed (bed-indicators §5). */
  readonly cleaningBlocks: boolean;
  /** `closes-room`: empty beds of a room with an isolated bed are closed, reactivable (bed-indicators §5). */
  readonly isolation: "closes-room" | "ignored";
  /** A20 `C` does not say whether the bed can be reopened. */
  readonly statusClosedReactivable: Reactivable;
  /** `unknown`: everything under "either" unless the bed has a fixed rule (bed-indicators §5, missing information). */
  readonly genderRule: "rooms" | "unknown";
  /** Patients without a bed beyond the open beds: only a warning, or extra beds in service. */
  readonly surplus: "warning" | "extra-beds";
  /** Whether forecasts are computed (group `forecast`). */
  readonly forecasts: boolean;
  /** Discharges expected in the past: the patient stays in the forecast, or leaves (input-side §3.4: none). */
  readonly overdueDischarges: "stay" | "leave";
}

/** Defaults of the references named at each member of `ZoneSettings`. */
export const defaultZoneSettings: ZoneSettings = {
  nature: "bed",
  leave: "occupied",
  newborns: "with-register-bed",
  emergencyUnitCounts: false,
  placeClasses: ["I", "O", "R"],
  graceMs: 12 * hourMs,
  cleaningBlocks: true,
  isolation: "closes-room",
  statusClosedReactivable: "unknown",
  genderRule: "rooms",
  surplus: "warning",
  forecasts: false,
  overdueDischarges: "stay",
};

export interface ZoneInput {
  readonly atMs: number;
  readonly beds: readonly ZoneBed[];
  /** Patients in the zone without a bed of the register. */
  readonly unbound: readonly ZonePatient[];
  readonly arrivals: readonly ZoneArrival[];
  readonly closingsByCount: readonly CountClosing[];
  readonly mobilisable?: Mobilisable;
  readonly settings: ZoneSettings;
}

export interface ExtraFigures extends Mobilisable {
  /** Beds beyond the installed ones, in service. */
  readonly mobilised: number;
}

export type Horizon = "h1" | "h24" | "h48" | "d7";

/** Temporalities 02 to 05 of JDV_J189: 1 h, 24 h, 48 h, 7 days. */
export const horizonMs: Readonly<Record<Horizon, number>> = {
  h1: hourMs,
  h24: 24 * hourMs,
  h48: 48 * hourMs,
  d7: 168 * hourMs,
};

/** What indicators are made of, from whatever source. An absent figure is not known and is not sent. */
export interface CapacityFigures {
  readonly installed: number;
  readonly closed: Readonly<Record<Reactivable, number>>;
  readonly occupied?: number;
  readonly reserved?: number;
  readonly free: GenderCounts;
  readonly extra?: ExtraFigures;
  readonly forecast?: Readonly<Record<Horizon, GenderCounts>>;
}

export type BedState = "closed" | "occupied" | "reserved" | "cleaning" | "free";

export type WhyReason =
  | "closing"
  | "closing-by-count"
  | "isolation"
  | "status-closed"
  | "patient"
  | "patient-on-leave"
  | "patient-without-bed"
  | "arrival-names-bed"
  | "arrival-without-bed"
  | "cleaning"
  | "fixed-gender"
  | "gender-rule-unknown"
  | "single-room"
  | "no-sex-in-room"
  | "one-sex-in-room"
  | "both-sexes-in-room"
  | "named-bed-not-free"
  | "no-free-bed"
  | "present"
  | "place-not-taken";

/**
 * One bed, or one person, behind a figure. For nameless cases (patient or arrival without a bed, closings by count)
 * `bed` is the one deemed used: the count is a fact, the choice of the bed is ours.
 */
export interface WhyLine {
  /** `null`: no bed of the register stands behind it. */
  readonly bed: string | null;
  readonly permanent: boolean;
  readonly state: BedState | "waiting";
  readonly reason: WhyReason;
  readonly gender?: Gender;
  readonly reactivable?: Reactivable;
  readonly visits: readonly string[];
  readonly movements: readonly string[];
}

/** Per figure the lines behind it; the length of each list is the figure. */
export interface Why {
  readonly installed: readonly WhyLine[];
  readonly closed: readonly WhyLine[];
  readonly occupied: readonly WhyLine[];
  readonly reserved: readonly WhyLine[];
  readonly waiting: readonly WhyLine[];
  readonly cleaning: readonly WhyLine[];
  readonly extra: readonly WhyLine[];
  readonly free: Readonly<Record<Gender, readonly WhyLine[]>>;
}

/** The result at one instant, without what may happen later. */
export interface FiguresNow extends CapacityFigures {
  readonly occupied: number;
  readonly reserved: number;
  /** Arrivals that count but find no bed: shown, never sent (input-side §3.3 step 5). */
  readonly waiting: number;
  readonly extra: ExtraFigures;
  readonly warnings: readonly Warning[];
  readonly why: Why;
}

export interface ZoneFigures extends FiguresNow {
  /** Earliest instant after `atMs` at which the result changes without any message; absent: none. */
  readonly nextChangeMs?: number;
}
