import type { Stamp } from "../time/stamp.ts";

/** A bed is unit + room + bed, never the bed code alone (hl7-pam-fr §9). */
export interface BedId {
  readonly unit: string;
  readonly room: string;
  readonly bed: string;
}

export type Reactivable = "yes" | "no" | "unknown";

/** One line of the bed register. */
export interface RegisterBed extends BedId {
  readonly unitLabel?: string;
  /** `false`: closed in the register itself, without dates. */
  readonly open: boolean;
  /** Only for a closed bed. */
  readonly reactivable?: Reactivable;
  /** Fixed by the unit (maternity, mixed intensive care); absent: given by the room. */
  readonly gender?: "F" | "M" | "either";
  readonly from?: Stamp;
  readonly to?: Stamp;
}

/** Beds that cannot receive a patient during a time. One bed, or a number of beds of a unit. */
export interface Closing {
  readonly unit: string;
  readonly room?: string;
  readonly bed?: string;
  /** Number of beds when no bed is named; at least 1. */
  readonly count: number;
  readonly reactivable: Reactivable;
  readonly from: Stamp;
  /** Absent: until further notice. */
  readonly to?: Stamp;
  readonly cause?: string;
}

/** Figures typed by people for one unit, for a hospital without any system. */
export interface UnitFigures {
  readonly unit: string;
  readonly installed: number;
  readonly closedReactivable: number;
  readonly closedNotReactivable: number;
  readonly closedUnknown: number;
  readonly freeF: number;
  readonly freeM: number;
  readonly freeEither: number;
  readonly occupied?: number;
  readonly reserved?: number;
  /** When the figures were true. */
  readonly at: Stamp;
}

/** `unit/room/bed`, the form used in every listing. */
export function bedKey(bed: BedId): string {
  return `${bed.unit}/${bed.room}/${bed.bed}`;
}
