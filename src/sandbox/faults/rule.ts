import { z } from "zod";
import { faultEndpoints, faultNames } from "./names.ts";

const figures = {
  /** How late a slow answer is. */
  delayMs: z.int().min(0).max(600_000).default(3000),
  /** `Retry-After` of a 429. */
  retryAfterSeconds: z.int().min(0).max(86_400).default(5),
  /** How much the clock of the service is ahead; negative = behind. */
  skewSeconds: z.int().min(-31_536_000).max(31_536_000).default(3600),
};

/** The figures alone, as the header of one call may give them. */
export const FaultFigures = z.strictObject(figures);

/** A fault that is switched on, and for which calls. */
export const FaultRule = z.strictObject({
  fault: z.enum(faultNames),
  /** Where it strikes; by default the first place that fits the fault. */
  endpoint: z.enum(faultEndpoints).optional(),
  /** Only calls of this client. */
  clientId: z.string().min(1).max(200).optional(),
  /** Only calls that name this place, as the request line names it. Token requests name none. */
  place: z.string().min(1).max(200).optional(),
  /** The first matching call that it may strike, counted from 1. */
  fromCall: z.int().min(1).max(1_000_000_000).default(1),
  /** How many matching calls it may strike from there; without it, all. */
  calls: z.int().min(1).max(1_000_000_000).optional(),
  /** Chance that it strikes a call that it may strike. */
  probability: z.number().min(0).max(1).default(1),
  ...figures,
});
export type FaultRule = z.infer<typeof FaultRule>;
export type FaultRuleInput = z.input<typeof FaultRule>;
