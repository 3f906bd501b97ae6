import type { HttpAnswer } from "../http/answer.ts";
import { NO_ANSWER_STATUS } from "../http/answer.ts";
import type { FaultChoice, StrikingFault } from "./book.ts";

/** How far the clock of the service is wrong in this exchange. */
export function clockShiftMs(choice: FaultChoice): number {
  if (choice.kind !== "fault" || choice.fault.effect.kind !== "clock") return 0;
  return choice.fault.effect.shiftMs(choice.parameters);
}

/** The answer of a fault that keeps the service from looking at the request; undefined for the others. */
export function answerInstead({ fault, parameters }: StrikingFault): HttpAnswer | undefined {
  const { effect } = fault;
  if (effect.kind === "instead") return effect.answer(parameters);
  if (effect.kind !== "transport" || effect.committed) return undefined;
  return {
    status: NO_ANSWER_STATUS,
    headers: {},
    body: undefined,
    transport: effect.transport(parameters),
  };
}

/** What a fault makes of the answer of a request that was looked at. `nowMs` is the time of the service. */
export function answerAfter(choice: FaultChoice, answer: HttpAnswer, nowMs: number): HttpAnswer {
  if (choice.kind !== "fault") return answer;
  const { effect } = choice.fault;
  switch (effect.kind) {
    case "rewrite":
      return effect.rewrite(answer);
    case "transport":
      return { ...answer, transport: effect.transport(choice.parameters) };
    case "clock":
      return { ...answer, headers: { ...answer.headers, date: new Date(nowMs).toUTCString() } };
    case "instead":
    case "token":
    case "bearer-expired":
    case "facts":
    case "findings":
      return answer;
  }
}

/** Name for the journal. */
export function faultName(choice: FaultChoice): string | null {
  return choice.kind === "fault" ? choice.fault.name : null;
}
