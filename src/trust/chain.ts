import { X509Certificate } from "node:crypto";

/** What a presented certificate is worth at one instant. */
export type ChainVerdict =
  | { readonly kind: "trusted" }
  | { readonly kind: "unknown-authority" }
  | { readonly kind: "not-yet-valid"; readonly validFromMs: number }
  | { readonly kind: "expired"; readonly validToMs: number }
  | { readonly kind: "not-for-clients" };

/** Longest chain that is followed, leaf and root included. */
const CHAIN_MAX = 6;
const CLIENT_AUTH_OID = "1.3.6.1.5.5.7.3.2";

/**
 * Judges a client certificate: signed, step by step, up to one of `anchors` (root and issuing authorities, PEM),
 * in time at `atMs`, and issued for client authentication (onboarding §5.4). Revocation is judged elsewhere.
 */
export function judgeClientCertificate(
  leaf: X509Certificate,
  anchors: readonly X509Certificate[],
  atMs: number,
): ChainVerdict {
  const chain = chainOf(leaf, anchors);
  if (!chain) return { kind: "unknown-authority" };
  for (const certificate of chain) {
    const validFromMs = Date.parse(certificate.validFrom);
    const validToMs = Date.parse(certificate.validTo);
    // A day that cannot be read is no day in time.
    if (!(atMs >= validFromMs)) return { kind: "not-yet-valid", validFromMs };
    // The last second of the validity belongs to it (RFC 5280 §4.1.2.5).
    if (!(atMs < validToMs + 1000)) return { kind: "expired", validToMs };
  }
  return leaf.ca || !leaf.keyUsage?.includes(CLIENT_AUTH_OID)
    ? { kind: "not-for-clients" }
    : { kind: "trusted" };
}

/** The certificates of a PEM text, in its order. Throws when one of them cannot be read. */
export function certificatesOf(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}

/** A certificate and the authorities above it, as far as `pool` knows them. */
export interface Chain {
  /** Leaf first. */
  readonly certificates: readonly X509Certificate[];
  /** The last one is a root: it signed itself. */
  readonly complete: boolean;
}

/** Follows the signatures from `leaf` upwards through `pool`; order and strangers in the pool do not matter. */
export function completeChain(leaf: X509Certificate, pool: readonly X509Certificate[]): Chain {
  const certificates = [leaf];
  let current = leaf;
  while (certificates.length <= CHAIN_MAX) {
    const child = current;
    const issuer = [child, ...pool].find((one) => one.ca && signed(one, child));
    if (!issuer) return { certificates, complete: false };
    if (issuer.fingerprint256 === child.fingerprint256) return { certificates, complete: true };
    certificates.push(issuer);
    current = issuer;
  }
  return { certificates, complete: false };
}

/** The chain up to a root that is itself one of `anchors`: anyone can sign a root of his own. */
function chainOf(
  leaf: X509Certificate,
  anchors: readonly X509Certificate[],
): readonly X509Certificate[] | undefined {
  const { certificates, complete } = completeChain(leaf, anchors);
  const root = certificates.at(-1);
  const anchored = anchors.some((anchor) => anchor.fingerprint256 === root?.fingerprint256);
  return complete && anchored ? certificates : undefined;
}

function signed(issuer: X509Certificate, child: X509Certificate): boolean {
  return child.checkIssued(issuer) && child.verify(issuer.publicKey);
}
