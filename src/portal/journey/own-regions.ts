import type { FastifyRequest } from "fastify";
import { journeyOf, signedInOrThrow } from "../access/guard.ts";
import { isOfRegions } from "./answers.ts";
import type { SectionView } from "./shapes.ts";

/** The regions whose GRADeS the caller is. */
export function ownRegions(request: FastifyRequest): readonly string[] {
  return signedInOrThrow(request).grants.flatMap((grant) => (grant.role === "grades" ? [grant.region] : []));
}

/**
 * Which rows of a table the caller sees: all, but for somebody who is there as a GRADeS only, who does not see those that
 * are known to be another region's (DESIGN §8).
 */
export function visibleRows(request: FastifyRequest): (row: SectionView["rows"][number]) => boolean {
  if (journeyOf(request).roles.some((role) => role !== "grades")) return () => true;
  const regions = ownRegions(request);
  return (row) => isOfRegions(row, regions);
}
