import type { CertificateFacts } from "../../trust/facts/certificate-facts.ts";
import type { CertificateFile } from "../../trust/files/read-certificate-file.ts";
import type { Language } from "../../trust/words.ts";

const labels = {
  subject: { fr: "sujet", en: "subject" },
  issuer: { fr: "émetteur", en: "issuer" },
  environment: { fr: "environnement", en: "environment" },
  product: { fr: "produit", en: "product" },
  structure: { fr: "structure", en: "structure" },
  department: { fr: "département", en: "department" },
  valid: { fr: "validité", en: "validity" },
  key: { fr: "clé publique", en: "public key" },
  serial: { fr: "numéro de série", en: "serial number" },
  chain: { fr: "chaîne dans le fichier", en: "chain in the file" },
  privateKey: { fr: "clé privée", en: "private key" },
  format: { fr: "format", en: "format" },
} as const;

/** The facts of a certificate for a terminal. The subject stands alone on its line, ready to be copied. */
export function factsText(
  file: CertificateFile,
  facts: CertificateFacts,
  chain: readonly string[],
  language: Language,
): string {
  const line = (label: keyof typeof labels, text: string): string =>
    `  ${labels[label][language].padEnd(22)} ${text}`;
  const optional = (name: string, values: readonly string[]): string[] =>
    values.map((value) => `  ${name.padEnd(22)} ${value}`);
  return [
    facts.subjectDn,
    "",
    line("format", [file.format, ...file.protection].join(", ")),
    line("issuer", facts.issuerDn),
    line("environment", environmentText(facts, language)),
    line("product", facts.product),
    line("structure", structureText(facts, language)),
    line("department", facts.department ?? "-"),
    line("valid", `${dayText(facts.validFromMs)} - ${dayText(facts.validToMs)}`),
    line("key", facts.key),
    line("privateKey", keyText(file, language)),
    line("serial", facts.serialNumber),
    ...optional("SHA-1", [facts.fingerprintSha1]),
    ...optional("SHA-256", [facts.fingerprintSha256]),
    ...optional("policy", facts.policies),
    ...optional("CRL", facts.crlUrls),
    ...optional("OCSP", facts.ocspUrls),
    ...chain.map((dn) => line("chain", dn)),
    "",
  ].join("\n");
}

/** The same for a machine. */
export function factsJson(
  file: CertificateFile,
  facts: CertificateFacts,
  chain: readonly string[],
): Record<string, unknown> {
  const { validFromMs, validToMs, issuer, structure, department, ...rest } = facts;
  return {
    format: file.format,
    protection: file.protection,
    ...rest,
    environment: issuer.kind === "unknown" ? null : issuer.environment,
    issuer: issuer.kind,
    structure: structure ?? null,
    department: department ?? null,
    validFrom: new Date(validFromMs).toISOString(),
    validTo: new Date(validToMs).toISOString(),
    privateKeys: file.keys.length,
    lockedPrivateKeys: file.lockedKeys,
    chain,
  };
}

/** A day as `2026-11-23`, in universal time. */
export function dayText(instantMs: number): string {
  return new Date(instantMs).toISOString().slice(0, 10);
}

function environmentText({ issuer }: CertificateFacts, language: Language): string {
  const french = language === "fr";
  const where = (environment: string): string =>
    environment === "test" ? "TEST" : french ? "PRODUCTION" : "PROD";
  switch (issuer.kind) {
    case "national":
      return where(issuer.environment);
    case "imitation":
      return `${where(issuer.environment)}, IMITATION RACCORD`;
    case "other-key":
      return `${where(issuer.environment)} ? ${french ? "clé inconnue" : "unknown key"}`;
    case "unknown":
      return french ? "inconnu" : "unknown";
  }
}

function structureText({ structure }: CertificateFacts, language: Language): string {
  if (!structure) return "-";
  const words = {
    right: { fr: "clé juste", en: "check digit right" },
    wrong: { fr: "clé fausse", en: "check digit wrong" },
    "no-rule": { fr: "sans clé", en: "no check digit" },
  } as const;
  return `${structure.type} ${structure.number}, ${words[structure.checkDigit][language]}`;
}

function keyText(file: CertificateFile, language: Language): string {
  const french = language === "fr";
  if (file.keys.length > 0)
    return french ? "dans le fichier, ne pas l'envoyer" : "in the file, do not send it";
  if (file.lockedKeys > 0) return french ? "dans le fichier, chiffrée" : "in the file, encrypted";
  return french ? "absente" : "absent";
}
