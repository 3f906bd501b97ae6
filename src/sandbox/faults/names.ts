/** Every fault that can be switched on, in the order of the how-to. */
export const faultNames = [
  "token-refused",
  "certificate-revoked",
  "token-expired",
  "write-list-removed",
  "place-unknown",
  "place-duplicate",
  "business-rule",
  "too-many-requests",
  "server-error",
  "bad-gateway",
  "unavailable-html",
  "slow-answer",
  "no-answer",
  "cut-before-commit",
  "cut-after-commit",
  "outcome-malformed",
  "outcome-truncated",
  "clock-skew",
  "expression-string",
  "expression-list",
  "expression-absent",
] as const;
export type FaultName = (typeof faultNames)[number];

export function isFaultName(text: string): text is FaultName {
  return (faultNames as readonly string[]).includes(text);
}

/** Where a fault strikes: token requests, capacity PATCHes, or reads. */
export const faultEndpoints = ["token", "patch", "read"] as const;
export type FaultEndpoint = (typeof faultEndpoints)[number];
