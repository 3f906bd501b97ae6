import type { Movement } from "../movements/movement.ts";
import type { Stamp } from "../time/stamp.ts";

/**
 * The expected discharge of a stay: the last date told, by message time. A withdrawn announcement (A25) makes it
 * unknown until a later message gives one; older dates do not return (hl7-pam-fr, decision 4).
 *
 * `session` holds the live movements of the stay, `all` every movement of the visit, cancelled ones included.
 */
export function expectedDischarge(session: readonly Movement[], all: readonly Movement[]): Stamp | undefined {
  let latest: { saidMs: number; value: Stamp | undefined } | undefined;
  const consider = (saidMs: number, value: Stamp | undefined): void => {
    if (!latest || saidMs >= latest.saidMs) latest = { saidMs, value };
  };
  for (const movement of session) {
    for (const word of movement.dischargeDates) consider(word.saidAt.ms, word.value);
  }
  for (const movement of all) {
    if (movement.role !== "pending-discharge" || !movement.cancelled) continue;
    const cancel = movement.versions.find((version) => version.action === "cancel");
    if (cancel) consider(cancel.messageAt.ms, undefined);
  }
  return latest?.value;
}
