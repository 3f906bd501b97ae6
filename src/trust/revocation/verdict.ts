/** Why nothing can be said of a certificate's revocation: a verdict of its own (onboarding §5.6 row 12). */
export type RevocationDoubt =
  | "no-issuer"
  | "no-list"
  | "unreadable"
  | "not-of-this-issuer"
  | "out-of-date"
  | "no-address"
  | "no-answer";

/** What is known of the revocation of one certificate. */
export type RevocationVerdict =
  | { readonly kind: "good" }
  | { readonly kind: "revoked"; readonly atMs: number }
  | { readonly kind: "unknown"; readonly why: RevocationDoubt };
