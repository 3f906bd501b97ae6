import type { FaultParameters } from "./fault.ts";
import { type FaultName, isFaultName } from "./names.ts";
import { FaultFigures } from "./rule.ts";

export const FAULT_HEADER = "raccord-fault";

export type FaultHeaderReading =
  | { readonly kind: "fault"; readonly name: FaultName; readonly parameters: FaultParameters }
  | { readonly kind: "unreadable"; readonly why: string };

/** Reads `Raccord-Fault: name` or `name; delayMs=500; skewSeconds=-60`. */
export function readFaultHeader(text: string): FaultHeaderReading {
  const [name = "", ...pairs] = text.split(";").map((part) => part.trim());
  if (!isFaultName(name)) return { kind: "unreadable", why: name.slice(0, 50) };
  const given = Object.fromEntries(
    pairs.map((pair) => {
      const [key = "", value = ""] = pair.split("=").map((part) => part.trim());
      return [key, /^-?\d+$/.test(value) ? Number(value) : value];
    }),
  );
  const read = FaultFigures.safeParse(given);
  return read.success
    ? { kind: "fault", name, parameters: read.data }
    : { kind: "unreadable", why: pairs.join("; ").slice(0, 100) };
}
