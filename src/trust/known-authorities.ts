import list from "./authorities.json" with { type: "json" };

/** Where a certificate may be used (onboarding §1 step 07: TEST and PROD differ). */
export type TrustEnvironment = "test" | "production";

/** What the issuer of a certificate tells. */
export type IssuerReading =
  | { readonly kind: "national"; readonly environment: TrustEnvironment }
  | { readonly kind: "imitation"; readonly environment: TrustEnvironment }
  /** The name of a national authority, with another key. */
  | { readonly kind: "other-key"; readonly environment: TrustEnvironment }
  | { readonly kind: "unknown" };

/** Mark in every name of a local authority; no national name holds it. */
export const IMITATION_MARK = "IMITATION RACCORD";

/**
 * Tells the issuer by its name and key identifier. The list is data with its source: new generations of authorities
 * must appear before mid-2033 (onboarding §5.2).
 */
export function readIssuer(issuerDn: string, authorityKeyId: string | undefined): IssuerReading {
  if (issuerDn.includes(`O=${IMITATION_MARK}`)) {
    const test = /^CN=TEST /.test(issuerDn);
    return { kind: "imitation", environment: test ? "test" : "production" };
  }
  const known = list.authorities.find((it) => it.role === "issuing" && it.subject === issuerDn);
  if (!known) return { kind: "unknown" };
  const environment = known.environment === "test" ? "test" : "production";
  const kind = authorityKeyId === known.keyId ? "national" : "other-key";
  return { kind, environment };
}
