import type { Stamp } from "../time/stamp.ts";

/**
 * What one message says, reduced to what beds need (DESIGN §6). Field semantics follow hl7-pam-fr §3.5: a missing
 * member says nothing, `null` deletes the value (`""` on the wire).
 *
 * `patient`, `visit` and `account` are opaque keys: local numbers in offline commands, keyed hashes in the journal.
 */
export type Fact = MovementFact | IdentityFact | MergeFact | BedStatusFact | CensusFact | NoEffectFact;

interface FactBase {
  /** Position in the feed, in order of arrival, from 1. Decides only inside the repeated hour of October. */
  readonly arrival: number;
  /** MSH-7: when the source knew. */
  readonly messageAt: Stamp;
  /** MSH-10. */
  readonly controlId: string;
}

export type MovementAction = "insert" | "update" | "cancel";
export type Sex = "F" | "M" | "U";

/** PV1-3 as unit, room, bed; `unit` absent means that no lodging unit was given. */
export interface LodgingText {
  readonly unit?: string | null;
  readonly room?: string | null;
  readonly bed?: string | null;
}

/** One version of one movement (ZBE). */
export interface MovementFact extends FactBase {
  readonly kind: "movement";
  /** Every ZBE-1 repetition as `number^authority`; empty when the message has no movement number. */
  readonly numbers: readonly string[];
  readonly action: MovementAction;
  /** The event that the movement is (A01, A02, …): MSH-9.2, ZBE-6 for Z99; for a cancel one of `cancels`. */
  readonly event?: string;
  /** Events that this message cancels; empty unless `action` is `cancel`. */
  readonly cancels: readonly string[];
  /** ZBE-2, or the nearest thing the message has. */
  readonly effectiveAt: Stamp;
  readonly patient: string;
  readonly account?: string;
  /** PV1-19. Without it the account, else the patient, stands for the visit (hl7-pam-fr §1). */
  readonly visit?: string;
  readonly sex?: Sex;
  readonly patientClass?: string | null;
  readonly lodging: LodgingText;
  /** PV1-42. */
  readonly pendingLodging?: LodgingText;
  /** ZBE-9 as a set of letters. */
  readonly natures: string;
  /** ZBE-7.10. */
  readonly medicalUnit?: string | null;
  /** PV2-8, else EVN-3 of an expected arrival. */
  readonly expectedIn?: Stamp | null;
  /** PV2-9, or EVN-3 of A16. */
  readonly expectedOut?: Stamp | null;
  /** EVN-3 of A15. */
  readonly plannedAt?: Stamp | null;
  readonly newborn?: boolean;
  /** PV1-5 filled: an A11 goes back to the pre-admission. */
  readonly preadmissionNumber?: boolean;
  /** PV1-41 of A03: `N` = not the last visit of the account. */
  readonly lastVisit?: string | null;
}

/** A28, A31 or any message that tells the sex of a patient without a movement. */
export interface IdentityFact extends FactBase {
  readonly kind: "identity";
  readonly patient: string;
  readonly sex?: Sex;
}

/** A40, A47 (patients), A44 (account to patient), A49 (account to account). */
export interface MergeFact extends FactBase {
  readonly kind: "merge";
  readonly scope: "patient" | "account-owner" | "account";
  /** What disappears: a patient, or an account. */
  readonly from: string;
  /** What remains. */
  readonly into: string;
  /** PID-8 of the patient who remains. */
  readonly sex?: Sex;
}

export type BedStatus = "closed" | "cleaning" | "free" | "occupied" | "isolated";

/** A20. */
export interface BedStatusFact extends FactBase {
  readonly kind: "bed-status";
  readonly at: Stamp;
  readonly unit: string;
  readonly room: string;
  readonly bed: string;
  readonly status: BedStatus;
}

/** One line of a census: this person lies here at `at`. */
export interface CensusLine {
  readonly patient: string;
  readonly visit?: string;
  readonly sex?: Sex;
  readonly patientClass?: string;
  readonly unit: string;
  readonly room?: string;
  readonly bed?: string;
  readonly onLeave?: boolean;
  readonly newborn?: boolean;
  readonly expectedOut?: Stamp;
}

/** Everybody present in `units` at `at`: who is not listed there is not there. */
export interface CensusFact extends FactBase {
  readonly kind: "census";
  readonly at: Stamp;
  readonly units: readonly string[];
  readonly lines: readonly CensusLine[];
}

/** Stored and acknowledged, without effect on beds. */
export interface NoEffectFact extends FactBase {
  readonly kind: "none";
  readonly trigger: string;
}
