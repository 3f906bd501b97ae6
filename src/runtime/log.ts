import { type DestinationStream, type Logger, pino } from "pino";

/** Structured log. Never give it a raw message, a name, a token or a key (DESIGN §6). */
export type Log = Logger;

/** A log of one part, as JSON lines on standard error unless `destination` says otherwise. */
export function createLog(part: string, level: string, destination?: DestinationStream): Log {
  const options = { level, base: { part }, timestamp: pino.stdTimeFunctions.isoTime };
  return pino(options, destination ?? pino.destination({ dest: 2, sync: true }));
}

/** For tests and offline commands. */
export const silentLog: Log = pino({ level: "silent" });
