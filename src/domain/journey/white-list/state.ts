import { whiteListDue } from "../delays.ts";
import { type JourneyFacts, recordOf } from "../facts.ts";
import type { RefusedEstablishment, WhiteListAnswer, WhiteListRequest } from "./facts.ts";

/** The facts that a white list follows from. */
export type WhiteListSource = Pick<JourneyFacts, "records" | "whiteList" | "today">;

/** How far a request came. Days are YYYY-MM-DD, as declared. */
export type RequestState =
  | { readonly kind: "declared"; readonly on: string; readonly due: string; readonly overdue: boolean }
  | {
      readonly kind: "preparing";
      readonly on: string;
      readonly since: string;
      readonly due: string;
      readonly overdue: boolean;
    }
  | { readonly kind: "confirmed"; readonly on: string; readonly answer: WhiteListAnswer }
  | {
      readonly kind: "partly";
      readonly on: string;
      readonly answer: WhiteListAnswer;
      readonly refused: readonly RefusedEstablishment[];
    }
  | { readonly kind: "impossible"; readonly on: string; readonly refused: readonly RefusedEstablishment[] };

/** A standing request with its state. */
export interface JudgedRequest {
  readonly request: WhiteListRequest;
  readonly state: RequestState;
}

/** What an answer without content says: everything was opened, at no address that anybody noted. */
const bareAnswer = { feedingUrl: "", tokenUrl: "", clientId: "", refused: [] } as const;

/**
 * The standing requests, oldest first, each as its records leave it: declared, then prepared by ANS, then confirmed,
 * partly possible or impossible (official page, step 09). Five working days count from the day after the declaration
 * (onboarding §6).
 */
export function judgedRequests(facts: WhiteListSource): readonly JudgedRequest[] {
  return facts.whiteList.requests.flatMap((request) => {
    const state = stateOf(facts, request);
    return state === undefined ? [] : [{ request, state }];
  });
}

/** True while ANS has not answered it. */
export function isOpen(state: RequestState): boolean {
  return state.kind === "declared" || state.kind === "preparing";
}

function stateOf(facts: WhiteListSource, request: WhiteListRequest): RequestState | undefined {
  const requested = recordOf(facts, "white-list-requested", request.id);
  if (requested === undefined) return undefined;
  const confirmed = recordOf(facts, "white-list-confirmed", request.id);
  if (confirmed !== undefined) {
    const on = dayOf(confirmed);
    const answer = facts.whiteList.answers.find(({ recordId }) => recordId === confirmed.id) ?? {
      ...bareAnswer,
      recordId: confirmed.id,
    };
    const asked = new Set(request.add.map(({ idNatStruct }) => idNatStruct));
    const refused = answer.refused.filter(({ idNatStruct }) => asked.has(idNatStruct));
    if (refused.length === 0) return { kind: "confirmed", on, answer };
    return refused.length === asked.size && request.remove.length === 0
      ? { kind: "impossible", on, refused }
      : { kind: "partly", on, answer, refused };
  }
  const on = dayOf(requested);
  const due = whiteListDue(on);
  const overdue = facts.today > due;
  const preparing = recordOf(facts, "white-list-preparing", request.id);
  return preparing === undefined
    ? { kind: "declared", on, due, overdue }
    : { kind: "preparing", on, since: dayOf(preparing), due, overdue };
}

function dayOf(record: { readonly date: string | null; readonly at: string }): string {
  return record.date ?? record.at.slice(0, 10);
}
