import type { ScenarioOutcome } from "../../../domain/journey/campaign/report.ts";
import type { Call, Exchange } from "../../deliver/exchange.ts";
import type { Bench } from "../bench.ts";

/** One scenario: what is done, and what came out of it. */
export type Scenario = (bench: Bench) => Promise<ScenarioOutcome>;

export function passed(fr: string, en: string): ScenarioOutcome {
  return { verdict: "passed", fr, en };
}

export function failed(fr: string, en: string): ScenarioOutcome {
  return { verdict: "failed", fr, en };
}

export function notProduced(fr: string, en: string): ScenarioOutcome {
  return { verdict: "not-produced", fr, en };
}

/** `replace 404, add 200`. */
export function callsText(calls: readonly Call[]): string {
  return calls.map(({ operation, status, answerBody }) => `${operation} ${status ?? answerBody}`).join(", ");
}

/** The operations that were sent with their answers, as expected; the client then knows that the row is right. */
export function wentAs(exchange: Exchange, expected: string): ScenarioOutcome {
  const seen = callsText(exchange.calls);
  const right = seen === expected && exchange.decision.kind === "confirmed";
  return right
    ? passed(`Échange : ${seen}.`, `exchange: ${seen}.`)
    : failed(`Échange : ${seen}, au lieu de ${expected}.`, `exchange: ${seen} instead of ${expected}.`);
}

/** A refusal that a scenario provokes. */
export interface ExpectedRefusal {
  readonly status: number;
  /** Whether the answer is the documented one. */
  readonly documented: (call: Call) => boolean;
  /** What the client must decide. */
  readonly decision: Exchange["decision"]["kind"];
}

/**
 * Passed when the documented refusal came and the client stopped at once. Failed when it did anything else after that
 * answer, or when the platform accepted what it should have refused. Another answer: not produced here.
 */
export function refusedAs(exchange: Exchange, expected: ExpectedRefusal): ScenarioOutcome {
  const seen = callsText(exchange.calls);
  const [first, ...more] = exchange.calls;
  if (exchange.calls.some((call) => call.status === 200)) {
    return failed(`Accepté au lieu d'être refusé : ${seen}.`, `accepted instead of refused: ${seen}.`);
  }
  if (first.status !== expected.status || !expected.documented(first)) {
    return notProduced(
      `La plate-forme a répondu autrement : ${seen} au lieu de ${expected.status}.`,
      `the platform gave another answer: ${seen} instead of ${expected.status}.`,
    );
  }
  return more.length === 0 && exchange.decision.kind === expected.decision
    ? passed(`Refus reçu (${seen}), le client s'arrête.`, `refusal received (${seen}), the client stops.`)
    : failed(
        `Après le refus, le client a continué : ${seen}, ${exchange.decision.kind}.`,
        `after the refusal the client went on: ${seen}, ${exchange.decision.kind}.`,
      );
}

/** An issue of that code and expression; `undefined`: without any expression. */
export function hasIssue(
  call: Call,
  code: string,
  fits: (expression: string | undefined) => boolean,
): boolean {
  return call.issues.some((issue) => issue.code === code && fits(issue.expressions[0]));
}
