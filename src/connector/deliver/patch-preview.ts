import { type EitherCode, indicatorGroups, indicatorsFor } from "../../domain/indicators/catalogue.ts";
import { type PatchBody, type PatchOperation, patchBody } from "./patch-body.ts";
import { type PatchAddress, requestPath } from "./request-line.ts";

/** What somebody wants to see before anything is sent. */
export interface PatchWish {
  readonly idNatStruct: string;
  readonly externalId: string;
  /** Identifier of the indicator list, `DISP_X` for one. */
  readonly indicator: string;
  readonly operation: PatchOperation;
  readonly count: number;
}

/** One capacity PATCH as it would go out, but for its token. */
export interface PatchPreview {
  readonly method: "PATCH";
  /** Path and query behind the host. */
  readonly path: string;
  /** The two documented headers (ror-api §4); the token is a placeholder. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body: PatchBody;
}

/** Bed management: what a connector that computes from movements sends (TRE_R335 02, bed-indicators §5 check 6). */
const sourceType = "02";

/** The request of a wish; `undefined` when the list has no such indicator. Nothing is sent, nothing is stored. */
export function patchPreview(
  wish: PatchWish,
  how: {
    readonly address: Pick<PatchAddress, "patchPrefix" | "encodeSlash">;
    readonly eitherCode: EitherCode;
    readonly nowMs: number;
  },
): PatchPreview | undefined {
  const groups = Object.fromEntries(indicatorGroups.map((group) => [group, true]));
  const indicator = indicatorsFor({ groups, eitherCode: how.eitherCode, nature: "bed" }).find(
    ({ id }) => id === wish.indicator,
  );
  if (indicator === undefined) return undefined;
  const { key, capacityType } = indicator;
  // Dates are sent in whole seconds.
  const updatedAtMs = Math.floor(how.nowMs / 1000) * 1000;
  return {
    method: "PATCH",
    path: requestPath({ apiBase: "", ...how.address }, wish.idNatStruct, wish.externalId),
    headers: [
      { name: "Authorization", value: "Bearer TOKEN" },
      { name: "Content-Type", value: "application/fhir+json" },
    ],
    body: patchBody(wish.operation, { key, capacityType, sourceType, count: wish.count, updatedAtMs }),
  };
}
