import type { ErrorText } from "./error-text.ts";

/** Faults that people meet in the portal. */
export const portalCodes = {
  "portal.sign-in-provider-unreachable": {
    kind: "transient",
    clause: "OpenID Connect Discovery 1.0 §4",
    fr: "Le service d'identification ne répond pas",
    en: "the sign-in service does not answer",
    adviceFr:
      "Réessayer dans quelques minutes. Si cela dure, l'administrateur vérifie l'adresse de découverte, le pare-feu et l'autorité du serveur.",
    adviceEn:
      "Try again in a few minutes. If it lasts, the administrator checks the discovery address, the firewall and the server's authority.",
  },
  "portal.sign-in-provider-refused": {
    kind: "permanent",
    clause: "RFC 6749 §4.1.2.1, §5.2",
    fr: "Le service d'identification a refusé la connexion",
    en: "the sign-in service refused the sign-in",
    adviceFr:
      "Recommencer si vous avez annulé. Sinon l'administrateur vérifie l'identifiant du client, son secret ou sa clé, l'adresse de retour et les scopes.",
    adviceEn:
      "Start again if you cancelled. Otherwise the administrator checks the client's identifier, its secret or key, the return address and the scopes.",
  },
  "portal.sign-in-attempt-unknown": {
    kind: "permanent",
    clause: "RFC 9700 §4.7",
    fr: "Cette connexion n'a pas commencé dans ce navigateur, a déjà servi, ou a trop duré",
    en: "this sign-in did not begin in this browser, was used already, or took too long",
    adviceFr: "Recommencer depuis la page du portail, dans le même navigateur, cookies autorisés.",
    adviceEn: "Start again from the portal's page, in the same browser, with cookies allowed.",
  },
  "portal.sign-in-answer-not-trusted": {
    kind: "permanent",
    clause: "OpenID Connect Core 1.0 §3.1.3.7",
    fr: "La réponse du service d'identification ne résiste pas aux contrôles ; personne n'a été connecté",
    en: "the answer of the sign-in service does not stand up to the checks; nobody was signed in",
    adviceFr:
      "Recommencer. Si cela se répète, l'administrateur compare l'horloge de ce serveur, l'émetteur et les clés publiées avec les réglages ; le motif exact est dans le journal.",
    adviceEn:
      "Start again. If it happens again, the administrator compares this server's clock, the issuer and the published keys with the settings; the log has the exact reason.",
  },
  "portal.sign-in-call-not-from-page": {
    kind: "permanent",
    clause: "DESIGN §9; RFC 9700 §4.7",
    fr: "Cet appel ne vient pas d'une page ouverte du portail ; rien n'a été changé",
    en: "this call does not come from an open page of the portal; nothing was changed",
    adviceFr: "Recharger la page et recommencer : ce qui était tapé y est encore.",
    adviceEn: "Reload the page and try again: what was typed is still there.",
  },
  "portal.sign-in-too-many-calls": {
    kind: "transient",
    clause: "RFC 6585 §4",
    fr: "Trop d'appels en peu de temps",
    en: "too many calls in a short time",
    adviceFr: "Attendre le délai donné par l'en-tête Retry-After, puis recommencer.",
    adviceEn: "Wait as long as the header Retry-After says, then try again.",
  },
  "portal.sign-in-embedded-not-local": {
    kind: "permanent",
    clause: "docs/decisions/0040",
    fr: "L'identification de démonstration laisse entrer n'importe qui : elle ne sert qu'à l'adresse locale",
    en: "the demonstration sign-in lets anybody in: it serves the local address only",
    adviceFr:
      "Écouter sur 127.0.0.1, ou donner un vrai fournisseur dans signIn.provider (Pro Santé Connect, Keycloak, …).",
    adviceEn:
      "Listen on 127.0.0.1, or give a real provider in signIn.provider (Pro Santé Connect, Keycloak, …).",
  },
  "portal.sign-in-client-file": {
    kind: "permanent",
    clause: "DESIGN §9",
    fr: "Le fichier du secret, de la clé ou de l'autorité pour l'identification ne peut pas servir",
    en: "the file of the secret, key or authority for the sign-in cannot be used",
    adviceFr:
      "Vérifier chemin et droits ; une clé est un PEM PKCS#8 du type de keyAlgorithm, sans phrase de passe.",
    adviceEn:
      "Check path and permissions; a key is PKCS#8 PEM of the type of keyAlgorithm, without a passphrase.",
  },
} as const satisfies Record<string, ErrorText>;

/** Closed union of the codes of this table. */
export type PortalCode = keyof typeof portalCodes;
