import "reflect-metadata";
import { type JsonNameParams, Name } from "@peculiar/x509";

/** Who a client certificate is for. The order in the certificate is C, ST, O, OU, CN (onboarding §5.3). */
export interface ClientSubject {
  /** "Service applicatif", free text chosen at order time. */
  readonly commonName: string;
  /** Name of the structure. */
  readonly organization: string;
  /** National structure identifier, for example `1` + FINESS. */
  readonly structureId: string;
  /** `Département (code)`, for example `Paris (75)`. */
  readonly department: string;
}

/** The order of a client's name, as the national authority writes it (onboarding §5.3). */
export function clientName(subject: ClientSubject): Name {
  return name([
    { C: [{ printableString: "FR" }] },
    utf8("ST", subject.department),
    utf8("O", subject.organization),
    utf8("OU", subject.structureId),
    utf8("CN", subject.commonName),
  ]);
}

/**
 * Names of the imitation authorities: the shape of the IGC Santé chain (onboarding §5.2), with a mark that nobody
 * can take for the real one.
 */
export function authorityNames(environment: string): { root: Name; issuing: Name } {
  const production = environment === "production";
  const prefix = production ? "" : "TEST ";
  const unit = production ? "IGC-SANTE - IMITATION" : "IGC-SANTE TEST - IMITATION";
  const full = (commonName: string): Name =>
    name([
      { C: [{ printableString: "FR" }] },
      utf8("O", "IMITATION RACCORD"),
      utf8("OU", "0002 000000000"),
      utf8("OU", unit),
      utf8("CN", `${prefix}${commonName} - IMITATION RACCORD`),
    ]);
  return {
    root: full("AC RACINE IGC-SANTE ELEMENTAIRE"),
    issuing: full("AC IGC-SANTE ELEMENTAIRE ORGANISATIONS"),
  };
}

/** Name of a server of the sandbox; its addresses stand in the alternative names. */
export function serverName(host: string): Name {
  return name([{ C: [{ printableString: "FR" }] }, utf8("O", "IMITATION RACCORD"), utf8("CN", host)]);
}

/** The typed form only: plain strings are parsed as RFC 2253 and lose characters silently (dependencies §8). */
function utf8(type: string, text: string): Record<string, { utf8String: string }[]> {
  return { [type]: [{ utf8String: text }] };
}

function name(parts: JsonNameParams): Name {
  return new Name(parts);
}
