/** What the end of a certificate asks for today. */
export type ExpiryNotice =
  | { readonly kind: "none"; readonly daysLeft: number }
  /** `threshold` is the notice that is due: 90, 60 or 30 days. */
  | { readonly kind: "due"; readonly daysLeft: number; readonly threshold: 90 | 60 | 30 }
  | { readonly kind: "expired"; readonly daysLeft: 0 };

const DAY_MS = 86_400_000;
const thresholds = [30, 60, 90] as const;

/** The notice due at `nowMs` for a certificate that ends at `validToMs` (onboarding §5.6 row 4, §10). */
export function expiryNotice(validToMs: number, nowMs: number): ExpiryNotice {
  // The last second belongs to the validity (RFC 5280 §4.1.2.5).
  if (nowMs >= validToMs + 1000) return { kind: "expired", daysLeft: 0 };
  const daysLeft = Math.ceil((validToMs - nowMs) / DAY_MS);
  const threshold = thresholds.find((days) => validToMs - nowMs <= days * DAY_MS);
  return threshold === undefined ? { kind: "none", daysLeft } : { kind: "due", daysLeft, threshold };
}
