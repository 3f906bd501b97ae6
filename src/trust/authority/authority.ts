import "reflect-metadata";
import { isIP } from "node:net";
import {
  type Extension,
  type Name,
  type PublicKey,
  SubjectAlternativeNameExtension,
  X509Certificate,
} from "@peculiar/x509";
import { subjectDn } from "../subject-dn.ts";
import { clearPem, encryptedPem, generateRsaKeys, type RsaKeys } from "./keys.ts";
import { authorityNames, type ClientSubject, clientName, serverName } from "./names.ts";
import {
  type AuthorityProfile,
  authorityExtensions,
  defaultProfile,
  type IssuedProduct,
  leafExtensions,
} from "./profile.ts";
import { readRequest } from "./request.ts";
import { type AuthorityWorld, signCertificate, type Validity } from "./sign.ts";

export type { AuthorityWorld } from "./sign.ts";

const DAY_MS = 86_400_000;
/** Clocks of two machines may differ: what is issued now is valid since a little before. */
const BACKDATE_MS = 5 * 60_000;

/** A certificate and its key, as PEM. `keyPem` is in clear and stays in memory; write `encryptedKeyPem` instead. */
export interface IssuedCertificate {
  readonly certificatePem: string;
  readonly keyPem: string;
  /** RFC 4514 text of the subject, as the white list names it. */
  readonly subjectDn: string;
  encryptedKeyPem(passphrase: string): string;
}

/** What is ordered with a request; the authority sets C, ST, O and OU itself, like the national one (onboarding §5.3). */
export interface Order {
  readonly organization: string;
  readonly structureId: string;
  readonly department: string;
  /** By default the one of the request. */
  readonly commonName?: string;
  readonly product?: IssuedProduct;
  readonly validity?: Validity;
}

/**
 * A local certificate authority that imitates the IGC Santé chain in shape (onboarding §5.2 to §5.4), for tests and
 * the sandbox. Every certificate says that it is an imitation; nobody else trusts it.
 */
export interface Authority {
  readonly environment: string;
  /** Root and issuing certificates together: what a client or a server is told to trust. */
  readonly chainPem: string;
  /** Client certificate shaped like ORG AUTH_CLI: RSA 2048, `clientAuth`, `digitalSignature` (onboarding §5.4). */
  issueClient(
    subject: ClientSubject,
    validity?: Validity,
    product?: IssuedProduct,
  ): Promise<IssuedCertificate>;
  /** Certificate for the key of a request (CSR, PEM or DER). Throws `trust.request-refused`. */
  issueForRequest(request: string | Uint8Array, order: Order): Promise<string>;
  /** Server certificate; `hosts` are DNS names and IP addresses. Its PEM holds the issuing certificate too. */
  issueServer(options: { readonly hosts: readonly string[] }): Promise<IssuedCertificate>;
}

/** What an authority is made of, as it is kept. */
export interface AuthorityMaterial {
  readonly environment: string;
  readonly profile: AuthorityProfile;
  readonly rootPem: string;
  readonly issuingPem: string;
  readonly rootKeys: RsaKeys;
  readonly issuingKeys: RsaKeys;
}

/** Makes the root and the issuing certificate of one environment: some tenths of a second, seconds with 4096 bits. */
export async function makeAuthorityMaterial(
  environment: string,
  world: AuthorityWorld,
  profile: AuthorityProfile = defaultProfile,
): Promise<AuthorityMaterial> {
  const names = authorityNames(environment);
  const bits = profile.authorityKeyBits;
  const [rootKeys, issuingKeys] = await Promise.all([generateRsaKeys(bits), generateRsaKeys(bits)]);
  const nowMs = world.clock.nowMs();
  const validity = { fromMs: nowMs - BACKDATE_MS, toMs: nowMs + profile.authorityLifeDays * DAY_MS };
  const issuer = { validity, issuer: names.root, issuingKeys: rootKeys };
  const [rootPem, issuingPem] = await Promise.all([
    signCertificate(world, {
      ...issuer,
      subject: names.root,
      publicKey: rootKeys.verifying,
      extensions: authorityExtensions("root", profile),
    }),
    signCertificate(world, {
      ...issuer,
      subject: names.issuing,
      publicKey: issuingKeys.verifying,
      extensions: authorityExtensions("issuing", profile),
    }),
  ]);
  return { environment, profile, rootPem, issuingPem, rootKeys, issuingKeys };
}

/** The authority over its material. */
export function authorityOver(material: AuthorityMaterial, world: AuthorityWorld): Authority {
  const { environment, profile, issuingKeys } = material;
  const issuer = new X509Certificate(material.issuingPem).subjectName;
  const usualValidity = (): Validity => {
    const nowMs = world.clock.nowMs();
    return { fromMs: nowMs - BACKDATE_MS, toMs: nowMs + profile.leafLifeDays * DAY_MS };
  };
  const sign = (
    subject: Name,
    publicKey: RsaKeys["verifying"] | PublicKey,
    extensions: readonly Extension[],
    validity = usualValidity(),
  ): Promise<string> =>
    signCertificate(world, { validity, subject, issuer, publicKey, issuingKeys, extensions });
  const issued = (pem: string, keys: RsaKeys, sentChain: string): IssuedCertificate => ({
    certificatePem: pem + sentChain,
    keyPem: clearPem(keys.privateKey),
    subjectDn: subjectDn(pem),
    encryptedKeyPem: (passphrase) => encryptedPem(keys.privateKey, passphrase),
  });
  return {
    environment,
    chainPem: material.issuingPem + material.rootPem,
    async issueClient(subject, validity, product = "auth-cli") {
      const keys = await generateRsaKeys();
      const extensions = leafExtensions(environment, product, profile);
      return issued(await sign(clientName(subject), keys.verifying, extensions, validity), keys, "");
    },
    async issueForRequest(request, order) {
      const { commonName, publicKey } = await readRequest(request);
      const { product = "auth-cli", validity, ...named } = order;
      const subject = clientName({ ...named, commonName: order.commonName ?? commonName });
      return sign(subject, publicKey, leafExtensions(environment, product, profile), validity);
    },
    async issueServer({ hosts }) {
      const keys = await generateRsaKeys();
      const names = hosts.map((value) => ({ type: isIP(value) ? ("ip" as const) : ("dns" as const), value }));
      const extensions = [
        ...leafExtensions(environment, "server", profile),
        new SubjectAlternativeNameExtension(names),
      ];
      const pem = await sign(serverName(hosts[0] ?? "localhost"), keys.verifying, extensions);
      return issued(pem, keys, material.issuingPem);
    },
  };
}

/** An authority that lives as long as the process. */
export async function createAuthority(
  options: { readonly environment: string; readonly profile?: AuthorityProfile } & AuthorityWorld,
): Promise<Authority> {
  return authorityOver(await makeAuthorityMaterial(options.environment, options, options.profile), options);
}
