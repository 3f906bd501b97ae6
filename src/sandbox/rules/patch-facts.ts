import type { Combination } from "../dialect/capacity-url.ts";
import type { BodyReading, OperationType, SentOperation } from "../dialect/read-body.ts";
import { combinationOf } from "../dialect/read-path.ts";
import type { SentRecord } from "../dialect/read-value.ts";
import type { HeldPlace } from "../places/places.ts";
import type { HeldRow } from "../places/rows.ts";
import type { Behaviour } from "../settings.ts";
import type { BearerReading } from "../token/access-token.ts";

/** Which place the request line names (ror-api §5.1). */
export type AddressReading =
  | { readonly kind: "missing" }
  | { readonly kind: "repeated" }
  | { readonly kind: "too-long" }
  | {
      readonly kind: "identifier";
      readonly text: string;
      /** The establishment, when the identifier starts with one; an entry identifier does not tell. */
      readonly idNatStruct: string | undefined;
    };

/** All that the checks of a PATCH look at, read beforehand, so that each check is a plain question. */
export interface PatchFacts {
  readonly settings: Behaviour;
  readonly nowMs: number;
  readonly bearer: BearerReading;
  readonly contentType: string | undefined;
  /** Names of the `Ror-*` headers that came, as sent. */
  readonly rorHeaders: readonly string[];
  readonly address: AddressReading;
  /** Of the establishments that the request is about, those that the caller's certificate may write. */
  readonly writable: ReadonlySet<string>;
  readonly body: BodyReading;
  /** Every place that the address names. */
  readonly places: readonly HeldPlace[];
  /** Rows of the named place that the operation designates: by its path, or by its value for an `add`. */
  readonly rows: readonly HeldRow[];
}

/** The operation, when the body could be read. */
export function operationIn(facts: PatchFacts): SentOperation | undefined {
  return facts.body.kind === "operation" ? facts.body.operation : undefined;
}

/** The record that an add or a replace carries, when it could be read. */
export function recordIn(facts: PatchFacts): SentRecord | undefined {
  const operation = operationIn(facts);
  if (!operation || operation.type === "delete") return undefined;
  return operation.value.kind === "record" ? operation.value.record : undefined;
}

/** The combination that the criteria of a replace or a delete spell; none for an `add`, whose path has no criteria. */
export function criteriaIn(operation: SentOperation): Combination | undefined {
  if (operation.type === "add" || operation.path.kind === "unreadable") return undefined;
  if (operation.path.kind === "selected") return operation.path.combination;
  return operation.path.kind === "row" ? operation.path.combination : combinationOf(new Map());
}

/** The combination of the rows that an operation is about. */
export function designated(operation: SentOperation): Combination | undefined {
  if (operation.type !== "add") return criteriaIn(operation);
  return operation.value.kind === "record" ? operation.value.record.combination : undefined;
}

export function isWriting(type: OperationType): boolean {
  return type !== "delete";
}
