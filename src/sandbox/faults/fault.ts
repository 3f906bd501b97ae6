import type { HttpAnswer, Transport } from "../http/answer.ts";
import type { Finding, SandboxCode } from "../rules/finding.ts";
import type { PatchFacts } from "../rules/patch-facts.ts";
import type { FaultEndpoint, FaultName } from "./names.ts";

/** Figures of a fault, each with a default. */
export interface FaultParameters {
  readonly delayMs: number;
  readonly retryAfterSeconds: number;
  readonly skewSeconds: number;
}

/** What a fault does to the exchange that it strikes. */
export type FaultEffect =
  /** The service does not even look: this is the answer. */
  | { readonly kind: "instead"; readonly answer: (parameters: FaultParameters) => HttpAnswer }
  /** The token server refuses the client, for that reason in the journal. */
  | { readonly kind: "token"; readonly code: SandboxCode }
  /** The token of the call reads as expired. */
  | { readonly kind: "bearer-expired" }
  /** The PATCH is judged on other facts than the true ones. */
  | { readonly kind: "facts"; readonly change: (facts: PatchFacts) => PatchFacts }
  /** The PATCH is refused by these findings. */
  | { readonly kind: "findings"; readonly of: (facts: PatchFacts) => readonly Finding[] }
  /** The answer is made as always, then changed. */
  | { readonly kind: "rewrite"; readonly rewrite: (answer: HttpAnswer) => HttpAnswer }
  /** The answer does not arrive as it should; `committed` tells whether the request was carried out. */
  | {
      readonly kind: "transport";
      readonly committed: boolean;
      readonly transport: (parameters: FaultParameters) => Transport;
    }
  /** The clock of the service is wrong by this much. */
  | { readonly kind: "clock"; readonly shiftMs: (parameters: FaultParameters) => number };

/** One fault by its name. */
export interface Fault {
  readonly name: FaultName;
  /** Where it can strike; the first is where it strikes unless said otherwise. */
  readonly endpoints: readonly [FaultEndpoint, ...FaultEndpoint[]];
  /**
   * What a client must do. `at-once`: repeat, with a new token when the answer is 401, or go on. `later`: wait, then
   * repeat. `people`: stop and tell someone; no repetition helps.
   */
  readonly recovery: "at-once" | "later" | "people";
  readonly fr: string;
  readonly en: string;
  readonly effect: FaultEffect;
}
