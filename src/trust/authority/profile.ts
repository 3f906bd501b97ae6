import "reflect-metadata";
import {
  AuthorityInfoAccessExtension,
  BasicConstraintsExtension,
  CertificatePolicyExtension,
  CRLDistributionPointsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
} from "@peculiar/x509";
import { IMITATION_MARK } from "../known-authorities.ts";

/** What may be ordered from the imitation, as from the national authority (onboarding §5.1). */
export type IssuedProduct = "auth-cli" | "sign" | "conf" | "ssl";

/** Choices of one local authority; they are kept with it. */
export interface AuthorityProfile {
  /** Address under which its certificates and lists are published; no such address, no such extension. */
  readonly publishUrl?: string;
  readonly ocspUrl?: string;
  readonly authorityKeyBits: 2048 | 3072 | 4096;
  readonly authorityLifeDays: number;
  readonly leafLifeDays: number;
  /** How long a revocation list says that it holds. */
  readonly crlLifeDays: number;
}

/** Names of the published files, below `publishUrl`. */
export const publishedFiles = {
  root: "root.cer",
  issuing: "issuing.cer",
  rootList: "root.crl",
  issuingList: "issuing.crl",
} as const;

/**
 * Lives as measured: three years for a leaf, twenty for an authority (onboarding §5.2, §5.4). Keys of authorities
 * are 4096 bits there; `raccord authority init` makes them so, what a test or a first start makes at once is shorter.
 */
export const defaultProfile: AuthorityProfile = {
  authorityKeyBits: 2048,
  authorityLifeDays: 7305,
  leafLifeDays: 1096,
  crlLifeDays: 30,
};

/** Private extension seen in every national leaf (onboarding §5.4); here its text marks the imitation. */
const PRIVATE_EXTENSION_OID = "1.2.250.1.71.1.2.5";

const usages: Readonly<Record<IssuedProduct | "server", { key: number; extended: ExtendedKeyUsage[] }>> = {
  "auth-cli": { key: KeyUsageFlags.digitalSignature, extended: [ExtendedKeyUsage.clientAuth] },
  sign: {
    key: KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation,
    extended: [ExtendedKeyUsage.emailProtection],
  },
  conf: { key: KeyUsageFlags.keyEncipherment, extended: [ExtendedKeyUsage.emailProtection] },
  ssl: {
    key: KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment,
    extended: [ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth],
  },
  // The sandbox's own servers: not an order, and never a client.
  server: {
    key: KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment,
    extended: [ExtendedKeyUsage.serverAuth],
  },
};

/** Policies seen (onboarding §5.4). Those not seen are only the common start of their environment. */
const policies: Readonly<Record<string, string>> = {
  "test auth-cli": "1.2.250.1.213.1.7.2.1.1.1.1",
  "production sign": "1.2.250.1.213.1.7.1.1.2.3.1",
  "production ssl": "1.2.250.1.213.1.7.1.1.2.5.1",
};

/** Extensions of a leaf, in the national order of magnitude, with the mark of the imitation. */
export function leafExtensions(
  environment: string,
  product: IssuedProduct | "server",
  profile: AuthorityProfile,
): Extension[] {
  const arc = environment === "production" ? "1.2.250.1.213.1.7.1" : "1.2.250.1.213.1.7.2";
  const { key, extended } = usages[product];
  return [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(key, true),
    new ExtendedKeyUsageExtension(extended),
    new CertificatePolicyExtension([policies[`${environment} ${product}`] ?? arc]),
    ...publishedExtensions(profile, "issuing"),
    markExtension(),
  ];
}

/** Extensions of the root and of the issuing authority. */
export function authorityExtensions(role: "root" | "issuing", profile: AuthorityProfile): Extension[] {
  return [
    new BasicConstraintsExtension(true, role === "issuing" ? 0 : undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ...(role === "issuing" ? publishedExtensions(profile, "root") : []),
    markExtension(),
  ];
}

function publishedExtensions(
  { publishUrl, ocspUrl }: AuthorityProfile,
  issuer: "root" | "issuing",
): Extension[] {
  const file = (name: string): string => `${publishUrl?.replace(/\/$/, "")}/${name}`;
  const list = issuer === "root" ? publishedFiles.rootList : publishedFiles.issuingList;
  const access = {
    ...(ocspUrl === undefined ? {} : { ocsp: ocspUrl }),
    ...(publishUrl === undefined ? {} : { caIssuers: file(publishedFiles[issuer]) }),
  };
  return [
    ...(publishUrl === undefined ? [] : [new CRLDistributionPointsExtension([file(list)])]),
    ...(Object.keys(access).length === 0 ? [] : [new AuthorityInfoAccessExtension(access)]),
  ];
}

function markExtension(): Extension {
  const text = Buffer.from(IMITATION_MARK, "utf8");
  return new Extension(PRIVATE_EXTENSION_OID, false, Uint8Array.from([0x0c, text.length, ...text]));
}
