import assert from "node:assert/strict";
import type { Fact, MovementFact } from "../movements/fact.ts";
import { parseStamp, type Stamp } from "../time/stamp.ts";
import { FeedBook } from "./feed-book.ts";
import { lodgingText } from "./patient-line.ts";
import type { VisitState } from "./visit-state.ts";

export function at(text: string): Stamp {
  const stamp = parseStamp(text);
  assert.ok(stamp, `${text} is a time`);
  return stamp;
}

let arrivals = 0;
type Change = Partial<Omit<MovementFact, "kind" | "effectiveAt" | "messageAt">> & { said?: string };

/** One movement of visit V of patient P, said when it happened unless told otherwise. */
export function move(event: string, when: string, place: string, change: Change = {}): MovementFact {
  const [unit, room, bed] = place.split("/");
  arrivals += 1;
  const { said, ...rest } = change;
  return {
    kind: "movement",
    arrival: arrivals,
    messageAt: at(said ?? when),
    controlId: `C${arrivals}`,
    numbers: [`${arrivals}^X`],
    action: "insert",
    event,
    cancels: [],
    effectiveAt: at(when),
    patient: "P",
    visit: "V",
    patientClass: "I",
    lodging: { ...(unit ? { unit } : {}), ...(room ? { room } : {}), ...(bed ? { bed } : {}) },
    natures: "HMS",
    ...rest,
  };
}

/** The cancel of a movement, as A11, A12 … send it: under its number. */
export function cancel(of: MovementFact, said: string, change: Change = {}): MovementFact {
  const { event: _event, ...rest } = move(of.event ?? "", said, "", { said, ...change });
  return {
    ...rest,
    numbers: of.numbers,
    action: "cancel",
    cancels: [of.event ?? ""],
    effectiveAt: of.effectiveAt,
  };
}

export function stateOf(facts: readonly Fact[], horizon = Number.POSITIVE_INFINITY, visit = "V"): VisitState {
  const book = new FeedBook();
  for (const fact of facts) book.add(fact);
  return book.visitState(visit, horizon);
}

export function shown(state: VisitState): string {
  return `${state.phase}${state.lodging ? ` ${lodgingText(state.lodging)}` : ""}`;
}
