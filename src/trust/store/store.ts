import type { KeyObject, X509Certificate } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Clock } from "../../runtime/clock.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { Random } from "../../runtime/random.ts";
import { encryptedPem } from "../authority/keys.ts";
import { certificatesOf } from "../chain.ts";
import { publicFile } from "../files/public-file.ts";
import { keyFits } from "../files/read-certificate-file.ts";
import { statePassphrase, writePrivateFile } from "../key-files.ts";
import type { TrustEnvironment } from "../known-authorities.ts";
import type { CertificateRole, KnownUse } from "../preflight/check.ts";
import { subjectDn } from "../subject-dn.ts";
import { Entry } from "./entry.ts";
import { CURRENT, filesOf, idInService, type StoredFiles, storedFileNames } from "./in-service.ts";

const environments: readonly TrustEnvironment[] = ["test", "production"];
const roles: readonly CertificateRole[] = ["reader", "writer"];
const ID_CHARACTERS = 16;

/** One certificate of the store. */
export interface StoredCertificate extends StoredFiles {
  readonly id: string;
  readonly environment: TrustEnvironment;
  readonly role: CertificateRole;
  readonly certificate: X509Certificate;
  readonly subjectDn: string;
  readonly validToMs: number;
  /** In service now. */
  readonly current: boolean;
  readonly entry: Entry;
}

export interface NewCertificate {
  readonly environment: TrustEnvironment;
  readonly role: CertificateRole;
  /** Leaf first, then as much of its chain as is known. */
  readonly chain: readonly [X509Certificate, ...X509Certificate[]];
  readonly key: KeyObject;
}

/** Certificates of this installation, several per environment and role, so that the next one stands beside the old. */
export interface CertificateStore {
  /** By environment, role and end. Throws `trust.store-unreadable`. */
  list(): StoredCertificate[];
  /** Throws `trust.store-entry-unknown`. */
  get(id: string): StoredCertificate;
  /** Throws `trust.key-of-another` or `trust.already-stored`. */
  add(made: NewCertificate): StoredCertificate;
  /** Replaces what is known of a certificate. */
  record(id: string, change: (entry: Entry) => Entry): void;
  /** Moves the link of the role: what reads files below `current` sees the new certificate at its next opening. */
  pointCurrent(id: string): void;
  knownUses(): KnownUse[];
}

/** Identifier of a certificate: the first characters of its SHA-256. */
export function certificateId(certificate: X509Certificate): string {
  return certificate.fingerprint256.replaceAll(":", "").toLowerCase().slice(0, ID_CHARACTERS);
}

/** The store in `folder`, made when missing. Private keys are encrypted with a passphrase of the folder, mode 0600. */
export function openCertificateStore(
  folder: string,
  world: { readonly clock: Clock; readonly random: Random },
): CertificateStore {
  const placeOf = (environment: TrustEnvironment, role: CertificateRole): string =>
    join(folder, environment, role);
  const read = (environment: TrustEnvironment, role: CertificateRole, id: string): StoredCertificate => {
    const place = join(placeOf(environment, role), id);
    try {
      const files = filesOf(folder, environment, role, id);
      const [certificate] = certificatesOf(readFileSync(files.certificateFile, "utf8"));
      if (!certificate) throw new Error("no certificate");
      return {
        id,
        environment,
        role,
        certificate,
        subjectDn: subjectDn(certificate),
        validToMs: Date.parse(certificate.validTo),
        current: idInService(folder, environment, role) === id,
        entry: Entry.parse(JSON.parse(readFileSync(join(place, storedFileNames.entry), "utf8"))),
        ...files,
      };
    } catch (error) {
      throw new RaccordError("trust.store-unreadable", place, { cause: error });
    }
  };
  const list = (): StoredCertificate[] =>
    environments.flatMap((environment) =>
      roles.flatMap((role) =>
        idsOf(placeOf(environment, role))
          .map((id) => read(environment, role, id))
          .sort((a, b) => a.validToMs - b.validToMs),
      ),
    );
  const get = (id: string): StoredCertificate => {
    const found = list().find((it) => it.id === id);
    if (!found) throw new RaccordError("trust.store-entry-unknown", id);
    return found;
  };
  const entryFile = ({ environment, role, id }: StoredCertificate): string =>
    join(placeOf(environment, role), id, storedFileNames.entry);
  return {
    list,
    get,
    add({ environment, role, chain, key }) {
      const [leaf] = chain;
      if (!keyFits(key, leaf)) throw new RaccordError("trust.key-of-another");
      const id = certificateId(leaf);
      const place = join(placeOf(environment, role), id);
      if (list().some((it) => it.id === id)) throw new RaccordError("trust.already-stored", id);
      const entry: Entry = {
        environment,
        role,
        importedAtMs: world.clock.nowMs(),
        rehearsals: [],
        switchedAtMs: [],
      };
      keep(place, chain, encryptedPem(key, statePassphrase(folder, world.random)), entry);
      return read(environment, role, id);
    },
    record(id, change) {
      const found = get(id);
      replaceText(entryFile(found), entryText(change(found.entry)));
    },
    pointCurrent(id) {
      const { environment, role } = get(id);
      const link = join(placeOf(environment, role), CURRENT);
      rmSync(`${link}.tmp`, { force: true });
      symlinkSync(id, `${link}.tmp`, "dir");
      renameSync(`${link}.tmp`, link);
    },
    knownUses: () =>
      list().map(({ certificate, environment, role }) => ({
        fingerprintSha256: certificate.fingerprint256,
        environment,
        role,
      })),
  };
}

/** Written beside, then renamed: a certificate that is listed is complete. */
function keep(
  place: string,
  chain: readonly [X509Certificate, ...X509Certificate[]],
  keyPem: string,
  entry: Entry,
): void {
  const unfinished = `${place}.tmp`;
  const above = chain.slice(1);
  const issuing = above.filter((it) => it.subject !== it.issuer);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  writePrivateFile(join(unfinished, storedFileNames.key), keyPem);
  writeFileSync(join(unfinished, storedFileNames.certificate), publicFile([chain[0], ...issuing]));
  writeFileSync(join(unfinished, storedFileNames.authorities), publicFile(above));
  writeFileSync(join(unfinished, storedFileNames.entry), entryText(entry));
  renameSync(unfinished, place);
}

function idsOf(place: string): string[] {
  if (!existsSync(place)) return [];
  return readdirSync(place).filter((name) => /^[0-9a-f]{16}$/.test(name));
}

function entryText(entry: Entry): string {
  return `${JSON.stringify(entry, null, 2)}\n`;
}

function replaceText(path: string, text: string): void {
  writeFileSync(`${path}.tmp`, text);
  renameSync(`${path}.tmp`, path);
}
