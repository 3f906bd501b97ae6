import type { TrustEnvironment } from "../known-authorities.ts";
import type { Language } from "../words.ts";
import type { RequestSubject } from "./request.ts";

/** What the page of one order tells. */
export interface OrderPage {
  readonly subject: RequestSubject;
  readonly subjectDn: string;
  readonly environment: TrustEnvironment;
  readonly requestFile: string;
  readonly keyFile: string;
}

/**
 * The page of what to type on the ordering portal (onboarding §5.5, §1 steps 03b and 07). Menu words are those
 * known from the guides; the exact screens were not seen, so the page names what to look for.
 */
export function orderPage(page: OrderPage, language: Language): string {
  return (language === "fr" ? french(page) : english(page)).join("\n");
}

function french({ subject, subjectDn, environment, requestFile, keyFile }: OrderPage): string[] {
  const test = environment === "test";
  const warning = subject.structureId.startsWith("1")
    ? "C'est l'entité juridique (EJ) qui porte le certificat, pas l'établissement géographique."
    : "Le SIRET convient à une structure qui n'a pas de FINESS.";
  return [
    `Commander un certificat ORG AUTH_CLI ${test ? "de TEST" : "de PRODUCTION"}`,
    "",
    test
      ? "Avant : formulaire F414 accepté et carte de test en main (la carte physique est obligatoire)."
      : "Avant : administrateur technique désigné pour cette structure et ce produit (F413 ou MesHabilitations).",
    "Ouvrir https://pfc.eservices.esante.gouv.fr/ avec la carte, dans une fenêtre privée de Chrome ou Firefox.",
    "",
    "1. « Demander », offre ORGANISATION (ORG).",
    `2. Structure : ${subject.organization}, identifiant ${subject.structureId.slice(1)}. ${warning}`,
    `3. Nouveau produit, usage : authentification client (AUTH_CLI)${test ? ", TEST" : ""}.`,
    `4. Service applicatif : ${subject.commonName}`,
    "5. Adresse électronique : une boîte partagée ; les avis y arrivent 60 jours avant le terme.",
    `6. Choisir le dépôt d'une CSR et déposer : ${requestFile}`,
    "7. « Retirer » : choisir un code de révocation, le noter dans le coffre, accepter, télécharger.",
    "",
    "L'autorité inscrit elle-même pays, département, structure et identifiant. Sujet attendu :",
    subjectDn,
    "",
    `Ne jamais envoyer ni déposer : ${keyFile} (clé privée, chiffrée). La garder avec son mot de passe :`,
    "perdus, ils obligent à une nouvelle demande.",
    `Ensuite : raccord certificate import CERTIFICAT --key ${keyFile} --key-password-file MOT_DE_PASSE`,
    "",
  ];
}

function english({ subject, subjectDn, environment, requestFile, keyFile }: OrderPage): string[] {
  const test = environment === "test";
  const warning = subject.structureId.startsWith("1")
    ? "The legal entity (EJ) bears the certificate, not the geographic establishment."
    : "A SIRET is for a structure that has no FINESS.";
  return [
    `Ordering a ${test ? "TEST" : "PRODUCTION"} ORG AUTH_CLI certificate`,
    "",
    test
      ? "Before: form F414 accepted and test card in hand (the physical card is required)."
      : "Before: a technical administrator designated for this structure and product (F413 or MesHabilitations).",
    "Open https://pfc.eservices.esante.gouv.fr/ with the card, in a private window of Chrome or Firefox.",
    "",
    "1. “Demander”, offer ORGANISATION (ORG).",
    `2. Structure: ${subject.organization}, identifier ${subject.structureId.slice(1)}. ${warning}`,
    `3. New product, usage: client authentication (AUTH_CLI)${test ? ", TEST" : ""}.`,
    `4. “Service applicatif”: ${subject.commonName}`,
    "5. E-mail: a shared mailbox; notices arrive there 60 days before the end.",
    `6. Choose to hand in a CSR and give: ${requestFile}`,
    "7. “Retirer”: choose a revocation code, note it in the safe, accept, download.",
    "",
    "The authority writes country, department, structure and identifier itself. Expected subject:",
    subjectDn,
    "",
    `Never send or hand in: ${keyFile} (private key, encrypted). Keep it with its password:`,
    "lost, they mean a new request.",
    `Then: raccord certificate import CERTIFICATE --key ${keyFile} --key-password-file PASSWORD`,
    "",
  ];
}
