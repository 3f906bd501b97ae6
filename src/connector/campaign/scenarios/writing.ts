import type { Scenario } from "./outcome.ts";
import { callsText, failed, passed, wentAs } from "./outcome.ts";

/** Counts that are sent; any will do, they differ so that each one is a change. */
const counts = { added: 3, replaced: 4, zero: 0, several: [5, 1, 2] } as const;

/** `replace`, the 404 of the extension, then `add` of the same record (ror-api §5.5). */
export const addOn404: Scenario = async (bench) => {
  const [indicator] = bench.indicators;
  if (bench.holds(indicator)) await bench.send({ ...bench.row(indicator, counts.added), deleted: true });
  return wentAs(await bench.send(bench.row(indicator, counts.added)), "replace 404, add 200");
};

/** A row that is there is replaced (ror-api §5.4, scenario 2 BIS). */
export const replaceHeld: Scenario = async (bench) =>
  wentAs(await bench.send(bench.row(bench.indicators[0], counts.replaced)), "replace 200");

/** Zero is a value as any other (ror-api §6.3). */
export const sendZero: Scenario = async (bench) =>
  wentAs(await bench.send(bench.row(bench.indicators[0], counts.zero)), "replace 200");

/** Several indicators of one place, one request each (ror-api §5.2). */
export const severalIndicators: Scenario = async (bench) => {
  const seen: string[] = [];
  let right = true;
  for (const [index, indicator] of bench.indicators.entries()) {
    const exchange = await bench.send(bench.row(indicator, counts.several[index] ?? 0));
    right &&= exchange.decision.kind === "confirmed";
    seen.push(`${indicator.id}: ${callsText(exchange.calls)}`);
  }
  const text = seen.join(" ; ");
  return right
    ? passed(`Échanges : ${text}.`, `exchanges: ${text}.`)
    : failed(`Échanges : ${text}.`, `exchanges: ${text}.`);
};

/** `delete` without value (ror-api §5.4, scenario 3). */
export const deleteHeld: Scenario = async (bench) =>
  wentAs(await bench.send({ ...bench.row(bench.indicators[0], 0), deleted: true }), "delete 200");
