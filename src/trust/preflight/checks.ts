import { departmentOfFiness } from "../facts/structure.ts";
import { keyFits } from "../files/read-certificate-file.ts";
import { checkRevocation } from "../revocation/check-online.ts";
import { expiryNotice } from "../store/notices.ts";
import { type Check, failed, passed, unchecked, warned } from "./check.ts";

const OLD_SCHEMES = ["rc2-40", "rc2-128", "3des", "des", "rc4"];

/** Row 1: a file meant for sending holds no private key. */
const noKeyToSend: Check = ({ file, toSend }) =>
  toSend && file.keys.length + file.lockedKeys > 0 ? failed("trust.private-key-in-file") : passed;

/** Row 2: the issuer is the authority of the wanted environment. */
const issuerAndEnvironment: Check = ({ facts: { issuer, issuerDn }, environment }) => {
  if (issuer.kind === "unknown") return failed("trust.issuer-unknown", issuerDn);
  if (issuer.kind === "other-key") return failed("trust.issuer-key-unknown", issuerDn);
  if (issuer.environment !== environment) {
    return failed("trust.environment-mismatch", issuer.environment === "test" ? "TEST" : "PROD");
  }
  return issuer.kind === "imitation" ? warned("trust.imitation") : passed;
};

/** Row 3: made for a client: `clientAuth` and `digitalSignature`, and not another product (onboarding §5.4). */
const forClients: Check = ({ facts: { product } }) =>
  product === "ORG AUTH_CLI" ? passed : failed("trust.not-for-clients", product);

/** Row 4: in time, with warnings 90, 60 and 30 days before the end. */
const inTime: Check = ({ facts: { validFromMs, validToMs }, nowMs }) => {
  const day = (instantMs: number): string => new Date(instantMs).toISOString().slice(0, 10);
  if (nowMs < validFromMs) return failed("trust.not-yet-valid", day(validFromMs));
  const notice = expiryNotice(validToMs, nowMs);
  if (notice.kind === "expired") return failed("trust.expired", day(validToMs));
  return notice.kind === "due"
    ? warned("trust.expires-soon", `${day(validToMs)}, ${notice.daysLeft} j/d`)
    : passed;
};

/** Row 5: the private key is that of the certificate. */
const keyOfCertificate: Check = ({ file, keys, certificate }) => {
  const all = [...keys, ...file.keys];
  if (all.some((key) => keyFits(key, certificate))) return passed;
  if (all.length > 0) return failed("trust.key-of-another");
  return unchecked(file.lockedKeys > 0 ? "trust.password-needed" : "trust.no-key");
};

/** Row 6: the structure behind the OU is the declared one. */
const structureAgrees: Check = ({ facts, structure }) => {
  const found = facts.structure;
  if (!found) return warned("trust.structure-absent");
  if (!structure) return unchecked("trust.structure-not-given", found.idNatStruct);
  if (found.idNatStruct !== structure.idNatStruct)
    return warned("trust.structure-mismatch", found.idNatStruct);
  return found.checkDigit === "wrong" ? warned("trust.structure-key-wrong", found.number) : passed;
};

/** Row 7: the department in the ST is that of the structure. */
const departmentAgrees: Check = ({ facts, structure, department }) => {
  const told = structure?.type === "FINESS" ? departmentOfFiness(structure.number) : undefined;
  const wanted = department?.toUpperCase() ?? told;
  if (!wanted || !facts.department) return unchecked("trust.department-unknown", facts.department ?? "");
  return facts.department === wanted
    ? passed
    : warned("trust.department-mismatch", `${facts.department} ≠ ${wanted}`);
};

/** Row 8: one certificate per environment and per `client_id`. */
const usedOnce: Check = ({ facts, knownUses, environment, role }) => {
  if (!knownUses) return unchecked("trust.store-not-given");
  const other = knownUses.find(
    (it) =>
      it.fingerprintSha256 === facts.fingerprintSha256 &&
      (it.environment !== environment || it.role !== role),
  );
  return other ? warned("trust.used-elsewhere", `${other.environment} ${other.role}`) : passed;
};

/** Row 9: the subject is, byte for byte, the one on the white list. */
const subjectOfWhiteList: Check = ({ facts, whiteListDn }) => {
  if (whiteListDn === undefined) return unchecked("trust.white-list-not-given");
  return whiteListDn === facts.subjectDn ? passed : warned("trust.subject-changed", facts.subjectDn);
};

/** Row 10: no scheme that recent tools refuse. */
const currentEncryption: Check = ({ file }) => {
  const old = file.protection.filter((it) => OLD_SCHEMES.includes(it));
  return old.length === 0 ? passed : warned("trust.old-encryption", old.join(", "));
};

/** Row 11: the authorities up to the root are at hand. */
const wholeChain: Check = ({ chain }) =>
  chain.complete ? passed : warned("trust.chain-incomplete", `${chain.certificates.length}/3`);

/** Row 12: not revoked; not knowing is a verdict of its own. */
const notRevoked: Check = async ({ certificate, chain, revocationList, fetch, nowMs }) => {
  const verdict = await checkRevocation({
    leaf: certificate,
    issuer: chain.certificates[1],
    ...(revocationList === undefined ? {} : { list: revocationList }),
    fetch,
    nowMs,
  });
  switch (verdict.kind) {
    case "good":
      return passed;
    case "revoked":
      return failed("trust.revoked", new Date(verdict.atMs).toISOString());
    case "unknown":
      return unchecked("trust.revocation-unknown", verdict.why);
  }
};

/** The twelve checks of onboarding §5.6, in its order. */
export const preflightChecks = [
  { name: "no-key-to-send", fr: "Contenu du fichier", en: "content of the file", check: noKeyToSend },
  {
    name: "issuer",
    fr: "Émetteur et environnement",
    en: "issuer and environment",
    check: issuerAndEnvironment,
  },
  { name: "usage", fr: "Produit ORG AUTH_CLI", en: "product ORG AUTH_CLI", check: forClients },
  { name: "dates", fr: "Validité", en: "validity", check: inTime },
  { name: "key", fr: "Clé privée", en: "private key", check: keyOfCertificate },
  { name: "structure", fr: "Structure (OU)", en: "structure (OU)", check: structureAgrees },
  { name: "department", fr: "Département (ST)", en: "department (ST)", check: departmentAgrees },
  { name: "single-use", fr: "Un seul emploi", en: "single use", check: usedOnce },
  {
    name: "white-list",
    fr: "Sujet de la liste blanche",
    en: "subject on the white list",
    check: subjectOfWhiteList,
  },
  { name: "encryption", fr: "Protection du fichier", en: "protection of the file", check: currentEncryption },
  { name: "chain", fr: "Chaîne complète", en: "whole chain", check: wholeChain },
  { name: "revocation", fr: "Révocation", en: "revocation", check: notRevoked },
] as const;
export type PreflightCheckName = (typeof preflightChecks)[number]["name"];
