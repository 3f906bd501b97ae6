import type { X509Certificate } from "node:crypto";
import { x509Fields } from "../wire/certificates/x509-fields.ts";
import list from "./authorities.json" with { type: "json" };
import { type Chain, completeChain } from "./chain.ts";
import { readCertificateFile } from "./files/read-certificate-file.ts";
import type { FetchBytes } from "./revocation/check-online.ts";
import { nameText } from "./subject-dn.ts";

/** Addresses that are tried for one chain. */
const FETCHES_MAX = 6;

/**
 * Completes a chain: first with the authorities at hand, then with those that each certificate points to, then with
 * the published addresses of the national authorities (onboarding §5.2). An authority fetched counts only when it
 * really signed the certificate below; whether its root is trusted is not decided here.
 */
export async function completeFromNetwork(
  leaf: X509Certificate,
  atHand: readonly X509Certificate[],
  fetch: FetchBytes,
): Promise<Chain> {
  const pool = [...atHand];
  const tried = new Set<string>();
  for (;;) {
    const chain = completeChain(leaf, pool);
    const top = chain.certificates.at(-1) ?? leaf;
    const url = addressesOf(top).find((it) => !tried.has(it));
    if (chain.complete || url === undefined || tried.size >= FETCHES_MAX) return chain;
    tried.add(url);
    const bytes = await fetch(url);
    const file = bytes ? await readCertificateFile(bytes) : undefined;
    if (file?.kind === "read") pool.push(...file.certificates);
  }
}

/** Where the issuer of a certificate may be had. */
function addressesOf(certificate: X509Certificate): readonly string[] {
  const { issuer, issuerUrls } = x509Fields(certificate.raw);
  const dn = nameText(issuer);
  const known = list.authorities.filter((it) => it.subject === dn).map((it) => it.certificateUrl);
  return [...issuerUrls.filter((it) => /^https?:\/\//.test(it)), ...known];
}
