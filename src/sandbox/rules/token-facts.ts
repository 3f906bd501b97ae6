import type { ChainVerdict } from "../../trust/chain.ts";
import type { RevocationVerdict } from "../../trust/revocation/verdict.ts";
import type { HeldClient } from "../gate/registry.ts";
import type { Behaviour } from "../settings.ts";
import type { FormReading } from "../token/read-form.ts";
import type { SandboxCode } from "./finding.ts";

/** The certificate of the TLS link, as found. */
export type PresentedCertificate =
  | { readonly kind: "absent" }
  | {
      readonly kind: "present";
      readonly subjectDn: string;
      readonly chain: ChainVerdict;
      readonly revocation: RevocationVerdict["kind"];
    };

/** All that the checks of a token request look at. */
export interface TokenFacts {
  readonly settings: Behaviour;
  readonly form: FormReading;
  readonly certificate: PresentedCertificate;
  /** The client of that `client_id`, when one is registered. */
  readonly client: HeldClient | undefined;
}

/** Why no token is given. The answer tells as little as Keycloak does; the journal tells all. */
export interface TokenFinding {
  readonly code: SandboxCode;
  readonly status: number;
  readonly error: "invalid_request" | "invalid_client" | "unauthorized_client" | "unsupported_grant_type";
  readonly description: string;
}

/** A client of profile 0 has a secret and no certificate (ror-api §3). */
export function usesSecret(facts: TokenFacts): boolean {
  return facts.client?.profile === 0;
}

export type TokenCheck = (facts: TokenFacts) => TokenFinding | undefined;

/** Wrong client or wrong certificate: one answer for all (RFC 6749 §5.2; wording of the server that is imitated). */
export function clientRefused(facts: TokenFacts, code: SandboxCode): TokenFinding {
  return {
    code,
    status: facts.settings.tokenRefusalStatus,
    error: "invalid_client",
    description: "Invalid client or Invalid client credentials",
  };
}
