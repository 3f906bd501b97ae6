import type { Behaviour } from "../settings.ts";
import type { BearerReading } from "../token/access-token.ts";
import type { Finding } from "./finding.ts";

/** What a search of places asks for. */
export interface ReadQuery {
  /** Values of `identifier`, lists taken apart; a value that names a system keeps it before the bar. */
  readonly identifiers: readonly string[];
  /** Values of `_id`, lists taken apart. */
  readonly ids: readonly string[];
  /** `_revinclude=HealthcareService:location`. */
  readonly withServices: boolean;
  /** Parameters, or values of `_revinclude`, that are not served. */
  readonly notServed: readonly string[];
}

/** All that the checks of a read look at. */
export interface ReadFacts {
  readonly settings: Behaviour;
  readonly bearer: BearerReading;
  /** Names of the four `Ror-*` headers that are missing or empty. */
  readonly missingHeaders: readonly string[];
  readonly query: ReadQuery;
}

export type ReadCheck = (facts: ReadFacts) => readonly Finding[];
