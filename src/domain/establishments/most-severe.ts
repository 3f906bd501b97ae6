import type { EstablishmentSeverity } from "./finding.ts";

const order: Readonly<Record<EstablishmentSeverity, number>> = { error: 0, warning: 1, ok: 2 };

/**
 * At most `max` findings, errors before warnings before what was verified, otherwise in their order; `leftOut` counts the
 * others, so that a limit is never silent.
 */
export function mostSevere<Found extends { readonly severity: EstablishmentSeverity }>(
  findings: readonly Found[],
  max: number,
): { readonly findings: readonly Found[]; readonly leftOut: number } {
  const sorted = findings.toSorted((a, b) => order[a.severity] - order[b.severity]);
  return { findings: sorted.slice(0, max), leftOut: Math.max(0, sorted.length - max) };
}
