import { nationalEnvironment } from "../../domain/journey/environments.ts";
import { certificateFacts } from "../../trust/facts/certificate-facts.ts";
import { readLeaf } from "../deliver/credentials.ts";
import type { TargetSettings } from "../deliver/target-settings.ts";

/** Words of the settings and the certificate that say "production". */
export interface ProductionSign {
  readonly fr: string;
  readonly en: string;
}

/**
 * Why this target must be taken for production, from its addresses (ror-api §2), its settings and its certificates;
 * `undefined` when nothing says so. Throws what keeps a certificate from being read.
 */
export function productionSign(target: TargetSettings): ProductionSign | undefined {
  const { environment, tokenUrl, apiBase, certificate, reader } = target;
  if (environment === "production") {
    return {
      fr: "ses réglages disent environment: production",
      en: "its settings say environment: production",
    };
  }
  for (const address of [tokenUrl, apiBase]) {
    if (nationalEnvironment(address) === "production") {
      const { hostname } = new URL(address);
      return { fr: `${hostname} est une adresse de production`, en: `${hostname} is a production address` };
    }
  }
  for (const named of [certificate, reader?.certificate]) {
    if (named === undefined) continue;
    if ("store" in named && named.environment === "production") {
      return {
        fr: "son certificat est pris dans la partie production du magasin",
        en: "its certificate is taken from the production part of the store",
      };
    }
    const { issuer, subjectDn } = certificateFacts(readLeaf(named));
    if (issuer.kind !== "unknown" && issuer.environment === "production") {
      return {
        fr: `son certificat est de production (${subjectDn})`,
        en: `its certificate is for production (${subjectDn})`,
      };
    }
  }
  return undefined;
}

/** A published national address, of either environment. */
export function isNationalHost(address: string): boolean {
  return nationalEnvironment(address) !== undefined;
}
