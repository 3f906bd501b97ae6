import type { TargetSettings } from "../deliver/target-settings.ts";

/** The target as its reader sees it: another client_id, another certificate, one request at a time (ror-api §3). */
export function readerIdentity(target: TargetSettings): TargetSettings | undefined {
  if (target.reader === undefined) return undefined;
  const { certificate: _writers, ...shared } = target;
  const { clientId, certificate } = target.reader;
  return {
    ...shared,
    clientId,
    placesInParallelMax: 1,
    ...(certificate === undefined ? {} : { certificate }),
  };
}
