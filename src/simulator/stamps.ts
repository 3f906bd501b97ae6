import { hl7Text } from "../domain/time/stamp.ts";

/**
 * Simulated time and the stamps that messages carry. Simulated milliseconds are what the story reckons in; a
 * stamp lies at `startMs + (simulated - startMs) / speedUp`, to the second, or to the millisecond when time is
 * compressed (HL7 v2.5 TS allows fractions).
 */
export interface Stamps {
  readonly startMs: number;
  /** The instant that a reader of the stamp gets, in epoch milliseconds. */
  readonly realMs: (simulatedMs: number) => number;
  /** HL7 TS, local, without offset. */
  readonly hl7: (simulatedMs: number) => string;
  /** ISO 8601 local time to the minute, for sheets. */
  readonly sheet: (simulatedMs: number) => string;
  /** Hour of the day in the life of the hospital, 0 to 23. */
  readonly hour: (simulatedMs: number) => number;
}

/** `speedUp` is at least 1. */
export function createStamps(startMs: number, zone: string, speedUp: number): Stamps {
  const resolutionMs = speedUp === 1 ? 1000 : 1;
  const realMs = (simulatedMs: number): number =>
    Math.floor((startMs + (simulatedMs - startMs) / speedUp) / resolutionMs) * resolutionMs;
  const hl7 = (simulatedMs: number): string => {
    const real = realMs(simulatedMs);
    const text = hl7Text(real, zone);
    return speedUp === 1 ? text : `${text}.${String(((real % 1000) + 1000) % 1000).padStart(3, "0")}`;
  };
  return {
    startMs,
    realMs,
    hl7,
    sheet: (simulatedMs) => sheetTime(hl7Text(realMs(simulatedMs), zone)),
    hour: (simulatedMs) => Number(hl7Text(simulatedMs, zone).slice(8, 10)),
  };
}

/** `YYYYMMDDHHMMSS` as `YYYY-MM-DDTHH:MM`. */
export function sheetTime(hl7: string): string {
  return `${hl7.slice(0, 4)}-${hl7.slice(4, 6)}-${hl7.slice(6, 8)}T${hl7.slice(8, 10)}:${hl7.slice(10, 12)}`;
}
