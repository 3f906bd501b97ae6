import "reflect-metadata";
import type { webcrypto } from "node:crypto";
import { Pkcs10CertificateRequestGenerator } from "@peculiar/x509";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { firstDerValue } from "../../wire/certificates/der.ts";
import { encryptedPem, generateRsaKeys } from "../authority/keys.ts";
import { clientName } from "../authority/names.ts";
import { readStructure } from "../facts/structure.ts";
import { nameText } from "../subject-dn.ts";

/** What is needed to order a certificate (onboarding §5.3). */
export interface RequestSubject {
  /** "Service applicatif", free text, for example `GESTION LITS`. */
  readonly commonName: string;
  readonly organization: string;
  /** `1` + FINESS of the legal entity, or `3` + SIRET. */
  readonly structureId: string;
  /** `Département (code)`, for example `Paris (75)`. */
  readonly department: string;
}

/** A new key, encrypted, and its request. The key in clear is never given out. */
export interface CertificateRequest {
  readonly encryptedKeyPem: string;
  readonly requestPem: string;
  /** Subject as the certificate will show it, RFC 4514 text. */
  readonly subjectDn: string;
}

/** The only key offered until the authority's acceptance of others is known (onboarding §5.4). */
export const KEY_TYPE = "rsa-2048";
/** Shortest password that protects a new key. */
export const PASSWORD_MIN_CHARACTERS = 8;
/** The name of the structure is cut there by the national authority (onboarding §5.3). */
const ORGANIZATION_MAX_CHARACTERS = 40;
/** Upper bound of X.520 for a common name, and ours for the others. */
const FIELD_MAX_CHARACTERS = 64;

/**
 * Makes a key and a request on this machine, signed with SHA-256, in the order C, ST, O, OU, CN.
 *
 * Throws `trust.key-type-refused`, `trust.subject-field` (detail: the field) or `trust.password-file` when the
 * password is too short.
 */
export async function makeRequest(
  subject: RequestSubject,
  password: string,
  keyType: string = KEY_TYPE,
): Promise<CertificateRequest> {
  if (keyType !== KEY_TYPE) throw new RaccordError("trust.key-type-refused", keyType);
  if (password.length < PASSWORD_MIN_CHARACTERS) throw new RaccordError("trust.password-file");
  const checked = checkedSubject(subject);
  const keys = await generateRsaKeys();
  const name = clientName(checked);
  const request = await Pkcs10CertificateRequestGenerator.create({
    name,
    keys: { privateKey: keys.signing, publicKey: keys.verifying } as webcrypto.CryptoKeyPair,
    signingAlgorithm: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
  });
  return {
    encryptedKeyPem: encryptedPem(keys.privateKey, password),
    requestPem: `${request.toString("pem").trim()}\n`,
    subjectDn: nameText(firstDerValue(new Uint8Array(name.toArrayBuffer()))),
  };
}

/** The subject with the organisation cut as the authority cuts it. Throws `trust.subject-field`. */
export function checkedSubject(subject: RequestSubject): RequestSubject {
  for (const [field, text] of Object.entries(subject)) {
    const long = field !== "organization" && text.length > FIELD_MAX_CHARACTERS;
    if (text.trim() === "" || long || /[\p{Cc}\p{Cs}]/u.test(text)) {
      throw new RaccordError("trust.subject-field", field);
    }
  }
  const structure = readStructure(subject.structureId);
  if (structure?.type !== "FINESS" && structure?.type !== "SIRET") {
    throw new RaccordError("trust.subject-field", "structure");
  }
  if (!/^\S.* \([0-9A-Z]{2,3}\)$/.test(subject.department)) {
    throw new RaccordError("trust.subject-field", "department");
  }
  const organization = [...subject.organization].slice(0, ORGANIZATION_MAX_CHARACTERS).join("").trim();
  return { ...subject, organization, structureId: structure.idNatStruct };
}
