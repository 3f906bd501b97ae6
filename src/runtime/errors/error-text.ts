/**
 * Who must act: `permanent` = the same input fails again; `transient` = trying later may work; `ambiguous` = the
 * effect is not known; `ours` = a fault of Raccord.
 */
export type ErrorKind = "permanent" | "transient" | "ambiguous" | "ours";

/** One row of the error catalogue: what happened and what to do next, in both languages. */
export interface ErrorText {
  readonly kind: ErrorKind;
  /** The text that the fault is judged by: document and section. */
  readonly clause: string;
  readonly fr: string;
  readonly en: string;
  readonly adviceFr: string;
  readonly adviceEn: string;
}
