import type { ErrorText } from "./error-text.ts";

/** Faults of the certificates that are uploaded to a journey; what the portal cannot check, with the reason. */
export const certificateCodes = {
  "certificate.private-key-inside": {
    kind: "permanent",
    clause: "onboarding §5.6 row 1",
    fr: "Ce fichier contient une clé privée : il est refusé, rien n'en a été gardé",
    en: "This file holds a private key: it is refused, nothing of it was kept",
    adviceFr:
      "Sur votre machine : raccord certificate public FICHIER --out public.pem (ou openssl x509 -in FICHIER -out public.pem), puis déposez public.pem. La clé reste chez vous ; si elle est passée par un courriel ou un dossier partagé, faites révoquer le certificat.",
    adviceEn:
      "On your own machine: raccord certificate public FILE --out public.pem (or openssl x509 -in FILE -out public.pem), then upload public.pem. The key stays with you; if it went through a mail or a shared folder, have the certificate revoked.",
  },
  "certificate.locked-file": {
    kind: "permanent",
    clause: "onboarding §5.6 row 1, §5.7",
    fr: "Ce fichier est protégé par un mot de passe : il contient d'ordinaire la clé privée ; il est refusé, rien n'en a été gardé",
    en: "This file is protected by a password: it normally holds the private key; it is refused, nothing of it was kept",
    adviceFr:
      "Ne tapez jamais ce mot de passe ici. Sur votre machine : raccord certificate public FICHIER.p12 --password-file MOT_DE_PASSE --out public.pem (ou openssl pkcs12 -in FICHIER.p12 -clcerts -nokeys -out public.pem), puis déposez public.pem.",
    adviceEn:
      "Never type that password here. On your own machine: raccord certificate public FILE.p12 --password-file PASSWORD --out public.pem (or openssl pkcs12 -in FILE.p12 -clcerts -nokeys -out public.pem), then upload public.pem.",
  },
  "certificate.java-store": {
    kind: "permanent",
    clause: "onboarding §8",
    fr: "C'est un magasin de clés Java (JKS), qui contient d'ordinaire la clé privée ; il est refusé, rien n'en a été gardé",
    en: "This is a Java key store (JKS), which normally holds the private key; it is refused, nothing of it was kept",
    adviceFr:
      "Sur votre machine : keytool -exportcert -rfc -keystore FICHIER -alias ALIAS -file public.pem, puis déposez public.pem.",
    adviceEn:
      "On your own machine: keytool -exportcert -rfc -keystore FILE -alias ALIAS -file public.pem, then upload public.pem.",
  },
  "certificate.several": {
    kind: "permanent",
    clause: "onboarding §0.2",
    fr: "Le fichier contient plusieurs certificats qui ne sont pas ceux d'autorités",
    en: "The file holds several certificates that are not those of authorities",
    adviceFr: "Déposez-les un par un : chacun a son environnement, son rôle et son instance.",
    adviceEn: "Upload them one by one: each has its environment, its role and its instance.",
  },
  "certificate.no-file": {
    kind: "permanent",
    clause: "DESIGN §9",
    fr: "Aucun fichier n'est arrivé",
    en: "No file arrived",
    adviceFr: "Choisissez le fichier du certificat, puis envoyez-le de nouveau.",
    adviceEn: "Choose the certificate's file, then send it again.",
  },
  "certificate.key-stays-with-you": {
    kind: "permanent",
    clause: "onboarding §5.6 row 5",
    fr: "La clé privée n'est pas comparée : elle reste sur votre machine, le portail ne la reçoit jamais",
    en: "The private key is not compared: it stays on your machine, the portal never receives it",
    adviceFr:
      "La comparer chez vous : raccord certificate preflight CERTIFICAT --key CLE --password-file MOT_DE_PASSE --for ENVIRONNEMENT.",
    adviceEn:
      "Compare it at your place: raccord certificate preflight CERTIFICATE --key KEY --password-file PASSWORD --for ENVIRONMENT.",
  },
  "certificate.no-subject-on-file": {
    kind: "permanent",
    clause: "onboarding §5.6 row 9",
    fr: "Aucun sujet n'a encore été envoyé à l'équipe ROR pour cet emploi",
    en: "No subject was sent to the ROR team for this use yet",
    adviceFr:
      "Rien à comparer pour l'instant : envoyez le sujet ci-dessous, puis enregistrez l'envoi à l'étape.",
    adviceEn: "Nothing to compare for now: send the subject below, then record that you sent it.",
  },
  "certificate.structure-not-declared": {
    kind: "permanent",
    clause: "onboarding §5.6 row 6",
    fr: "La structure n'est pas déclarée dans le dossier",
    en: "The structure is not declared in the file",
    adviceFr:
      "Donnez le FINESS ou le SIRET à l'étape 00, ou l'entité juridique de l'instance, puis vérifiez de nouveau.",
    adviceEn: "Give the FINESS or SIRET in step 00, or the instance's legal entity, then check again.",
  },
  "certificate.department-not-declared": {
    kind: "permanent",
    clause: "onboarding §5.6 row 7",
    fr: "Le département ne peut pas être comparé",
    en: "The department cannot be compared",
    adviceFr: "Donnez le département de la structure à l'étape 00, puis vérifiez de nouveau.",
    adviceEn: "Give the structure's department in step 00, then check again.",
  },
  "certificate.chain-not-at-hand": {
    kind: "permanent",
    clause: "onboarding §5.6 row 11",
    fr: "Les certificats des autorités, jusqu'à la racine, ne sont pas tous à disposition",
    en: "The certificates of the authorities, up to the root, are not all at hand",
    adviceFr:
      "Déposez le P7B ou le PEM qui les contient avec le certificat ; les fichiers sont publiés sur igc-sante.esante.gouv.fr.",
    adviceEn:
      "Upload the P7B or PEM that holds them with the certificate; the files are published on igc-sante.esante.gouv.fr.",
  },
  "certificate.revocation-not-checked": {
    kind: "transient",
    clause: "onboarding §5.6 row 12",
    fr: "La révocation n'a pas pu être vérifiée depuis le portail",
    en: "The revocation could not be checked from the portal",
    adviceFr:
      "Ce n'est pas un refus. Vérifiez de nouveau plus tard, ou chez vous : raccord certificate preflight CERTIFICAT --for ENVIRONNEMENT.",
    adviceEn:
      "This is no refusal. Check again later, or at your place: raccord certificate preflight CERTIFICATE --for ENVIRONMENT.",
  },
} as const satisfies Record<string, ErrorText>;
