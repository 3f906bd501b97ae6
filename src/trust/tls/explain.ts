import type { TrustCode } from "../../runtime/errors/codes-trust.ts";

/**
 * Texts of errors as tools and libraries print them, and the row of onboarding §8 each one belongs to. The first
 * that fits wins, so the more precise stand first.
 */
const symptoms: readonly [RegExp, TrustCode][] = [
  [
    /PKIX path building failed|unable to find valid certification path|SunCertPathBuilder/i,
    "trust.java-trust-store",
  ],
  [
    /No credentials are available in the security package|0x8009030E|ephemeral key/i,
    "trust.dotnet-ephemeral-key",
  ],
  [/unable to get issuer certificate|UNABLE_TO_GET_ISSUER_CERT(?!_LOCALLY)/i, "trust.tls-root-missing"],
  [
    /self.signed certificate|unable to get local issuer|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_VERIFY_LEAF|ERR_CERT_AUTHORITY_INVALID/i,
    "trust.tls-server-authority-unknown",
  ],
  [/alert unknown ca|ALERT_UNKNOWN_CA|unknown_ca/i, "trust.tls-client-authority-unknown"],
  [/alert.*(certificate revoked)|ALERT_CERTIFICATE_REVOKED/i, "trust.revoked"],
  [/alert.*(certificate expired)|ALERT_CERTIFICATE_EXPIRED/i, "trust.expired"],
  [
    /ALERT_(BAD|UNSUPPORTED)_CERTIFICATE|ALERT_CERTIFICATE|ALERT_ACCESS|ALERT_HANDSHAKE|alert (bad|unsupported) certificate|alert handshake failure/i,
    "trust.tls-client-refused",
  ],
  [/Unsupported PKCS12 PFX data|RC2-40-CBC/i, "trust.old-encryption"],
  [/mac verify (failure|error)|keystore password was incorrect|Invalid password/i, "trust.password-wrong"],
  [/key values mismatch|KEY_VALUES_MISMATCH/i, "trust.key-of-another"],
  [
    /ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH|does not match certificate|no alternative certificate subject name/i,
    "trust.tls-server-name",
  ],
  [
    /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|certificate (has expired|is not yet valid)/i,
    "trust.tls-server-dates",
  ],
  [/invalid_client|unauthorized_client/i, "trust.subject-not-registered"],
  [/multiple-matches|\b412\b/, "trust.place-id-duplicate"],
  [/not-found.*\bLocation\b(?!\.)|\b404\b.*\bLocation\b(?!\.)/s, "trust.place-id-not-assigned"],
  // The extension's own address holds "ror-location": only the names of the four headers speak of them.
  [/Ror-(Profil|Role|\*)|\b403\b/i, "trust.token-accepted-call-refused"],
  [/not-found.*ror-location-supported-capacity|\b404\b.*supported-capacity/s, "trust.place-row-absent"],
  [
    /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|CONNECT_TIMEOUT|timed? ?out/i,
    "trust.tls-unreachable",
  ],
];

/** Longest text that is looked at. */
const TEXT_MAX_CHARACTERS = 20_000;

/** The row of the catalogue for an error text of any tool; `trust.tls-other` when none is recognised. */
export function explainFailure(text: string): TrustCode {
  const looked = text.slice(0, TEXT_MAX_CHARACTERS);
  return symptoms.find(([form]) => form.test(looked))?.[1] ?? "trust.tls-other";
}
