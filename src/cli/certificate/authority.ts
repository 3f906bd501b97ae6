import { existsSync } from "node:fs";
import { join } from "node:path";
import type { IssuedProduct } from "../../trust/authority/profile.ts";
import type { RevocationReason } from "../../trust/authority/revocation.ts";
import type { KeptAuthority } from "../../trust/authority/store.ts";
import { type CliIo, printJson } from "../io.ts";
import { bytesOf, type CommonOptions, guarded, languageOf, passwordOf, refuse } from "./context.ts";

export interface AuthorityOptions extends CommonOptions {
  readonly state: string;
  readonly environment: "test" | "production";
}

export interface InitOptions extends AuthorityOptions {
  readonly publishUrl?: string;
  readonly ocspUrl?: string;
  readonly authorityLifeDays?: number;
  readonly leafLifeDays?: number;
  readonly keyBits: "2048" | "3072" | "4096";
}

export interface IssueOptions extends AuthorityOptions {
  readonly organization: string;
  readonly structure: string;
  readonly department: string;
  readonly product: IssuedProduct;
  readonly out: string;
}

export interface RevokeOptions extends AuthorityOptions {
  readonly reason: RevocationReason;
}

export interface ServeOptions extends AuthorityOptions {
  readonly port: number;
}

/** `raccord authority init`: in the folder where the sandbox looks for its authority. */
export function initAuthority(options: InitOptions, io: CliIo): Promise<void> {
  return guarded(options, io, async () => {
    const { defaultProfile } = await import("../../trust/authority/profile.ts");
    const folder = folderOf(options);
    if (existsSync(folder)) return refuse("trust.authority-exists", folder);
    const { publishUrl, ocspUrl, authorityLifeDays, leafLifeDays } = options;
    const bits = { "2048": 2048, "3072": 3072, "4096": 4096 } as const;
    await open(options, {
      ...defaultProfile,
      authorityKeyBits: bits[options.keyBits],
      ...(publishUrl === undefined ? {} : { publishUrl }),
      ...(ocspUrl === undefined ? {} : { ocspUrl }),
      ...(authorityLifeDays === undefined ? {} : { authorityLifeDays }),
      ...(leafLifeDays === undefined ? {} : { leafLifeDays }),
    });
    const files = { rootFile: join(folder, "root.pem"), issuingFile: join(folder, "issuing.pem") };
    if (options.json) printJson(io, { folder, environment: options.environment, ...files });
    else
      io.stdout(
        languageOf(options, io) === "fr"
          ? `Autorité d'imitation faite dans ${folder}. Elle ne vaut que pour le bac à sable de Raccord.\n`
          : `Imitation authority made in ${folder}. It is good for Raccord's sandbox only.\n`,
      );
  });
}

/** `raccord authority issue`. */
export function issueFromRequest(csr: string, options: IssueOptions, io: CliIo): Promise<void> {
  return guarded(options, io, async () => {
    const { checkedSubject } = await import("../../trust/requests/request.ts");
    const { writeNewFile } = await import("../../trust/files/write-new-file.ts");
    const { subjectDn } = await import("../../trust/subject-dn.ts");
    const authority = await opened(options);
    const { organization, structureId, department } = checkedSubject({
      commonName: "-",
      organization: options.organization,
      structureId: options.structure,
      department: options.department,
    });
    const bytes = bytesOf(csr);
    const request = bytes[0] === 0x30 ? bytes : Buffer.from(bytes).toString("latin1");
    const order = { organization, structureId, department, product: options.product };
    const pem = await authority.issueForRequest(request, order);
    writeNewFile(options.out, pem + authority.chainPem, "public");
    if (options.json) printJson(io, { file: options.out, subjectDn: subjectDn(pem) });
    else io.stdout(`${options.out}\n${subjectDn(pem)}\n`);
  });
}

/** `raccord authority revoke`. */
export function revokeCertificate(path: string, options: RevokeOptions, io: CliIo): Promise<void> {
  return guarded(options, io, async () => {
    const { readCertificateFile } = await import("../../trust/files/read-certificate-file.ts");
    const { certificatesOf } = await import("../../trust/chain.ts");
    const { subjectDn } = await import("../../trust/subject-dn.ts");
    const authority = await opened(options);
    const file = await readCertificateFile(bytesOf(path), passwordOf(options.passwordFile));
    if (file.kind === "refused") return refuse(file.code, path);
    const [leaf] = file.certificates;
    const [issuing] = certificatesOf(authority.chainPem);
    if (!issuing || !leaf.checkIssued(issuing) || !leaf.verify(issuing.publicKey)) {
      return refuse("trust.not-issued-here", path);
    }
    await authority.revoke(leaf.serialNumber, options.reason);
    const said = { serialNumber: leaf.serialNumber, subjectDn: subjectDn(leaf), reason: options.reason };
    if (options.json) printJson(io, { ...said, listFile: authority.revocationListFile });
    else io.stdout(`${said.serialNumber} ${said.reason}\n${said.subjectDn}\n`);
  });
}

/** `raccord authority crl`. */
export function renewLists(options: AuthorityOptions, io: CliIo): Promise<void> {
  return guarded(options, io, async () => {
    const authority = await opened(options);
    await authority.renewLists();
    const listFile = authority.revocationListFile;
    if (options.json) printJson(io, { listFile });
    else io.stdout(`${listFile}\n`);
  });
}

/** `raccord authority serve`. */
export function serveAuthority(options: ServeOptions, io: CliIo): Promise<void> {
  return guarded(options, io, async () => {
    const { publishAuthority } = await import("../../trust/authority/publish.ts");
    const stop = io.stopRequested();
    await opened(options);
    const published = await publishAuthority(folderOf(options), options.port);
    if (options.json) printJson(io, { event: "ready", url: published.url });
    else io.stdout(`${published.url}/issuing.crl\n`);
    await stop;
    await published.close();
    if (options.json) printJson(io, { event: "stopped" });
  });
}

function folderOf({ state, environment }: AuthorityOptions): string {
  return join(state, environment, "authority");
}

function opened(options: AuthorityOptions): Promise<KeptAuthority> {
  const folder = folderOf(options);
  return existsSync(folder) ? open(options) : refuse("trust.authority-missing", folder);
}

async function open(
  options: AuthorityOptions,
  profile?: import("../../trust/authority/profile.ts").AuthorityProfile,
): Promise<KeptAuthority> {
  const { openAuthority } = await import("../../trust/authority/store.ts");
  const { statePassphrase } = await import("../../trust/key-files.ts");
  const { systemClock } = await import("../../runtime/clock.ts");
  const { systemRandom } = await import("../../runtime/random.ts");
  return openAuthority({
    folder: folderOf(options),
    environment: options.environment,
    passphrase: statePassphrase(options.state, systemRandom),
    clock: systemClock,
    random: systemRandom,
    ...(profile === undefined ? {} : { profile }),
  });
}
