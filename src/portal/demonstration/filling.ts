import type { DocumentKind } from "../../domain/journey/document-kinds.ts";
import type { EstablishmentFact } from "../../domain/journey/facts.ts";
import type { PaperId } from "../../domain/journey/paper-kinds.ts";
import type { StepId } from "../../domain/journey/step.ts";

/** Section, row, field, value. */
export type Typed = readonly [section: string, row: string, field: string, value: string];

/** A file that somebody attaches: a paper of the journey as it reads then, or a line that says what it would be. */
export interface InventedDocument {
  readonly step: StepId;
  readonly kind: DocumentKind;
  readonly name: string;
  readonly paper?: PaperId;
}

/** A move that somebody declares, so many days ago, with the document of that kind where it needs one. */
export interface InventedMove {
  readonly move: string;
  readonly daysAgo?: number;
  readonly document?: DocumentKind;
}

/** What invented people typed, attached and recorded in a file, in this order. */
export interface Filling {
  readonly answers?: readonly Typed[];
  readonly establishments?: readonly (Partial<EstablishmentFact> & { readonly finessEg: string })[];
  /** The list is frozen as its first version, with this note. */
  readonly freeze?: string;
  readonly documents?: readonly InventedDocument[];
  readonly moves?: readonly InventedMove[];
}
