import type { FastifyRequest } from "fastify";
import { regionOfLine } from "../../domain/establishments/summary.ts";
import type { EstablishmentFact } from "../../domain/journey/facts.ts";
import { journeyOf } from "../access/guard.ts";
import { ownRegions } from "../journey/own-regions.ts";

/**
 * Which lines of a list the caller sees: all, but for somebody who is there as a GRADeS only, who sees those of the own
 * region (DESIGN §8).
 */
export function visibleLines(request: FastifyRequest): (line: EstablishmentFact) => boolean {
  const { roles } = journeyOf(request);
  if (roles.some((role) => role !== "grades")) return () => true;
  const own = new Set(ownRegions(request));
  return (line) => own.has(regionOfLine(line));
}
