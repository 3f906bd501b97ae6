/** One environment of the national ROR as its documentation gives it (onboarding §1 step 08 [R-ENV] [R-AUTH]; ror-api §2). */
export interface RorEnvironment {
  readonly name: "sandbox" | "production";
  /** Where a certificate is exchanged for a token. */
  readonly tokenUrl: string;
  readonly fhirUrl: string;
}

/**
 * Addresses read on 2026-11-23. They are facts to start from, not settings: ANS gives the address of feeding with the white
 * list (official page, step 09), and whether it is that of reading is not published (onboarding §9.2, question 7).
 */
export const rorEnvironments: readonly RorEnvironment[] = [
  {
    name: "sandbox",
    tokenUrl: "https://bas-auth-api.qualif.ror.esante.gouv.fr/auth/realms/ror/protocol/openid-connect/token",
    fhirUrl: "https://bas-api-fhir.qualif.ror.esante.gouv.fr",
  },
  {
    name: "production",
    tokenUrl: "https://auth-api.ror.esante.gouv.fr/auth/realms/ror/protocol/openid-connect/token",
    fhirUrl: "https://api-fhir.ror.esante.gouv.fr",
  },
];

/** The domain of every published national address (ror-api §2), and the part of it that is not production. */
const nationalDomain = ".ror.esante.gouv.fr";
const testDomain = ".qualif.ror.esante.gouv.fr";

/** Which national environment an address belongs to; `undefined` for any other address. Throws TypeError for what is none. */
export function nationalEnvironment(address: string): RorEnvironment["name"] | undefined {
  const host = `.${new URL(address).hostname.toLowerCase().replace(/\.$/, "")}`;
  if (host.endsWith(testDomain)) return "sandbox";
  return host.endsWith(nationalDomain) ? "production" : undefined;
}
