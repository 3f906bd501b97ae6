import type { Fact } from "../../../domain/movements/fact.ts";
import type { Stamp } from "../../../domain/time/stamp.ts";
import type { ErrorCode } from "../../../runtime/errors/catalogue.ts";
import type { Hl7Message } from "../../../wire/hl7v2/message.ts";

/** Something repaired or noticed on the way; `detail` never holds content of the message. */
export interface ReadingNote {
  readonly code: ErrorCode;
  readonly detail?: string;
}

/** What the numbers of a message become: themselves in offline commands, keyed hashes in the journal (DESIGN §6). */
export type Pseudonym = (kind: "patient" | "visit" | "account", number: string) => string;

/** What reading one message needs to know of its feed. */
export interface ReadingContext {
  readonly zone: string;
  /** Position in the feed, from 1. */
  readonly arrival: number;
  /** Stands for MSH-7 where a message has none. */
  readonly receivedAt: Stamp;
  readonly pseudonym: Pseudonym;
  /** MSH-11 values that are taken; others are answered AR. */
  readonly processingIds: readonly string[];
}

/** Why a message is refused, as its acknowledgement says it (hl7-pam-fr §6). */
export interface Refusal {
  readonly ack: "AE" | "AR";
  readonly code: ErrorCode;
  /** ERR-2, as `PID^1^3`. */
  readonly location?: string;
  /** HL7 table 0357. */
  readonly errorNumber: number;
}

/** What became of one message. */
export type Reading =
  | { readonly outcome: "accepted"; readonly fact: Fact; readonly notes: readonly ReadingNote[] }
  | { readonly outcome: "refused"; readonly refusal: Refusal; readonly notes: readonly ReadingNote[] };

/** What the readers of single message kinds share: the message, its context, and the notes taken so far. */
export interface MessageReader {
  readonly message: Hl7Message;
  readonly context: ReadingContext;
  readonly trigger: string;
  readonly controlId: string;
  readonly messageAt: Stamp;
  note(code: ErrorCode, detail?: string): void;
}

/** Thrown inside the reader only; `readMessage` turns it into a refused reading. */
export class RefusedMessage extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}
