import type { Clock } from "../../../runtime/clock.ts";
import { callsText, failed, notProduced, passed, type Scenario } from "./outcome.ts";

const retryAfterSeconds = 1;

/** 429 with Retry-After: wait as long as asked, then send the row again (RFC 6585 §4). */
export const tooManyRequests: Scenario = async (bench) => {
  if (!bench.settings.faultHeaders) {
    return notProduced(
      "Aucune limite n'est publiée : cette réponse ne se provoque que dans le bac à sable de Raccord.",
      "no limit is published: this answer can only be provoked in Raccord's sandbox.",
    );
  }
  const [indicator] = bench.indicators;
  const fault = `too-many-requests; retryAfterSeconds=${retryAfterSeconds}`;
  const first = await bench.send(bench.row(indicator, 1), { fault });
  const [call] = first.calls;
  if (call.status !== 429) {
    return notProduced(
      `La plate-forme a répondu ${callsText(first.calls)}.`,
      `the platform answered ${callsText(first.calls)}.`,
    );
  }
  const { decision } = first;
  if (decision.kind !== "retry-later" || decision.retryAfterMs === undefined) {
    return failed("Le client n'a pas lu Retry-After.", "the client did not read Retry-After.");
  }
  await waited(bench.clock, decision.retryAfterMs);
  const again = await bench.send(bench.row(indicator, 1));
  const text = `${callsText(first.calls)} ; ${decision.retryAfterMs} ms ; ${callsText(again.calls)}`;
  return again.decision.kind === "confirmed"
    ? passed(`Attente respectée : ${text}.`, `waited as asked: ${text}.`)
    : failed(`Après l'attente : ${text}.`, `after the wait: ${text}.`);
};

function waited(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(delayMs, resolve);
  });
}
