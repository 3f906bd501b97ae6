import "reflect-metadata";
import { isIP } from "node:net";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  type Name,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";
import type { Clock } from "../../runtime/clock.ts";
import type { Random } from "../../runtime/random.ts";
import { subjectDn } from "../subject-dn.ts";
import { clearPem, encryptedPem, generateRsaKeys, type RsaKeys } from "./keys.ts";
import { authorityNames, type ClientSubject, clientName, serverName } from "./names.ts";

const DAY_MS = 86_400_000;
/** Clocks of two machines may differ: what is issued now is valid since a little before. */
const BACKDATE_MS = 5 * 60_000;
const AUTHORITY_LIFE_MS = 3652 * DAY_MS;
/** Three years, like the national leaves (onboarding §5.4). */
const LEAF_LIFE_MS = 1095 * DAY_MS;

export interface AuthorityWorld {
  readonly clock: Clock;
  readonly random: Random;
}

/** A certificate and its key, as PEM. `keyPem` is in clear and stays in memory; write `encryptedKeyPem` instead. */
export interface IssuedCertificate {
  readonly certificatePem: string;
  readonly keyPem: string;
  /** RFC 4514 text of the subject, as the white list names it. */
  readonly subjectDn: string;
  encryptedKeyPem(passphrase: string): string;
}

/** Validity of one certificate in epoch milliseconds, when it is not the usual one: for tests of expiry. */
interface Validity {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A minimal local certificate authority, for tests and the sandbox: never trusted by anyone else. */
export interface Authority {
  readonly environment: string;
  /** Root and issuing certificates together: what a client or a server is told to trust. */
  readonly chainPem: string;
  /** Client certificate shaped like ORG AUTH_CLI: RSA 2048, `clientAuth`, `digitalSignature` (onboarding §5.4). */
  issueClient(subject: ClientSubject, validity?: Validity): Promise<IssuedCertificate>;
  /** Server certificate; `hosts` are DNS names and IP addresses. Its PEM holds the issuing certificate too. */
  issueServer(options: { readonly hosts: readonly string[] }): Promise<IssuedCertificate>;
}

/** What an authority is made of, as it is kept. */
export interface AuthorityMaterial {
  readonly environment: string;
  readonly rootPem: string;
  readonly issuingPem: string;
  readonly rootKeys: RsaKeys;
  readonly issuingKeys: RsaKeys;
}

/** Makes the root and the issuing certificate of one environment. About a tenth of a second. */
export async function makeAuthorityMaterial(
  environment: string,
  world: AuthorityWorld,
): Promise<AuthorityMaterial> {
  const names = authorityNames(environment);
  const [rootKeys, issuingKeys] = await Promise.all([generateRsaKeys(), generateRsaKeys()]);
  const validity = {
    fromMs: world.clock.nowMs() - BACKDATE_MS,
    toMs: world.clock.nowMs() + AUTHORITY_LIFE_MS,
  };
  const usages = new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true);
  const root = await certificate(world, validity, names.root, names.root, rootKeys, rootKeys, [
    new BasicConstraintsExtension(true, undefined, true),
    usages,
  ]);
  const issuing = await certificate(world, validity, names.issuing, names.root, issuingKeys, rootKeys, [
    new BasicConstraintsExtension(true, 0, true),
    usages,
  ]);
  return { environment, rootPem: root, issuingPem: issuing, rootKeys, issuingKeys };
}

/** The authority over its material. */
export function authorityOver(material: AuthorityMaterial, world: AuthorityWorld): Authority {
  const issuer = new X509Certificate(material.issuingPem);
  const issue = async (
    subject: Name,
    validity: Validity | undefined,
    extensions: Extension[],
    sentChain: string,
  ): Promise<IssuedCertificate> => {
    const keys = await generateRsaKeys();
    const nowMs = world.clock.nowMs();
    const life = validity ?? { fromMs: nowMs - BACKDATE_MS, toMs: nowMs + LEAF_LIFE_MS };
    const pem = await certificate(
      world,
      life,
      subject,
      issuer.subjectName,
      keys,
      material.issuingKeys,
      extensions,
    );
    return {
      certificatePem: pem + sentChain,
      keyPem: clearPem(keys.privateKey),
      subjectDn: subjectDn(pem),
      encryptedKeyPem: (passphrase) => encryptedPem(keys.privateKey, passphrase),
    };
  };
  return {
    environment: material.environment,
    chainPem: material.issuingPem + material.rootPem,
    issueClient: (subject, validity) =>
      issue(clientName(subject), validity, leafExtensions([ExtendedKeyUsage.clientAuth]), ""),
    issueServer: ({ hosts }) =>
      issue(
        serverName(hosts[0] ?? "localhost"),
        undefined,
        [
          ...leafExtensions([ExtendedKeyUsage.serverAuth], KeyUsageFlags.keyEncipherment),
          new SubjectAlternativeNameExtension(
            hosts.map((value) => ({ type: isIP(value) ? ("ip" as const) : ("dns" as const), value })),
          ),
        ],
        material.issuingPem,
      ),
  };
}

/** An authority that lives as long as the process. */
export async function createAuthority(
  options: { readonly environment: string } & AuthorityWorld,
): Promise<Authority> {
  return authorityOver(await makeAuthorityMaterial(options.environment, options), options);
}

function leafExtensions(usages: ExtendedKeyUsage[], more: KeyUsageFlags | 0 = 0): Extension[] {
  return [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature | more, true),
    new ExtendedKeyUsageExtension(usages),
  ];
}

async function certificate(
  world: AuthorityWorld,
  validity: Validity,
  subject: Name,
  issuer: Name,
  keys: RsaKeys,
  issuingKeys: RsaKeys,
  extensions: readonly Extension[],
): Promise<string> {
  const made = await X509CertificateGenerator.create({
    serialNumber: serialNumber(world.random),
    notBefore: new Date(validity.fromMs),
    notAfter: new Date(validity.toMs),
    subject,
    issuer,
    publicKey: keys.verifying,
    signingKey: issuingKeys.signing,
    extensions: [
      ...extensions,
      await SubjectKeyIdentifierExtension.create(keys.verifying),
      await AuthorityKeyIdentifierExtension.create(issuingKeys.verifying),
    ],
  });
  return `${made.toString("pem").trim()}\n`;
}

/** Positive and at most 20 octets (RFC 5280 §4.1.2.2). */
function serialNumber(random: Random): string {
  return `01${random.hex(15)}`;
}
