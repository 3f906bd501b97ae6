import type { ErrorText } from "./error-text.ts";

export const deliveryCodes = {
  "delivery.place-unknown": {
    kind: "permanent",
    clause: "ror-api §5.6 (404 not-found, Location); DESIGN §4",
    fr: "Le ROR ne connaît aucun lieu portant cet identifiant",
    en: "The ROR knows no place with this identifier",
    adviceFr:
      "Demander au GRADeS de rattacher le code du service au lieu dans le ROR, ou corriger l'identifiant dans la correspondance ; l'envoi est retenté chaque jour et sur demande.",
    adviceEn:
      "Ask the GRADeS to attach the service code to the place in the ROR, or correct the identifier in the mapping; sending is tried again every day and on request.",
  },
  "delivery.place-duplicated": {
    kind: "permanent",
    clause: "ror-api §5.6 (412 multiple-matches); DESIGN §4",
    fr: "Plusieurs lieux du ROR portent cet identifiant",
    en: "Several places of the ROR have this identifier",
    adviceFr:
      "Demander au GRADeS et à l'établissement de supprimer le doublon ; l'envoi est retenté chaque jour et sur demande.",
    adviceEn:
      "Ask the GRADeS and the establishment to remove the duplicate; sending is tried again every day and on request.",
  },
  "delivery.indicator-refused": {
    kind: "permanent",
    clause: "ror-api §5.6 (400 business-rule); DESIGN §3 and §4",
    fr: "Le ROR refuse cet indicateur ; les indicateurs de la même famille sont retenus pour ce lieu",
    en: "The ROR refuses this indicator; the indicators of its family are held for this place",
    adviceFr:
      "Comparer la combinaison et la nature (lit ou place) avec la liste officielle des indicateurs, corriger la correspondance, puis relancer le lieu. Rien n'est renvoyé automatiquement.",
    adviceEn:
      "Compare the combination and the nature (bed or place) with the official list of indicators, correct the mapping, then retry the place. Nothing is sent again automatically.",
  },
  "delivery.establishment-not-on-write-list": {
    kind: "permanent",
    clause: "ror-api §3 (preconditions to write), §5.6; DESIGN §4 (403)",
    fr: "Le certificat n'a pas le droit d'écrire pour cet établissement",
    en: "The certificate may not write for this establishment",
    adviceFr:
      "Vérifier avec l'ANS que l'établissement figure sur la liste des droits d'écriture de ce certificat, puis relancer.",
    adviceEn:
      "Check with the ANS that the establishment is on the list of write rights of this certificate, then retry.",
  },
  "delivery.credential-fault": {
    kind: "permanent",
    clause: "ror-api §3 (client_credentials with mutual TLS); DESIGN §4 (401)",
    fr: "Le ROR refuse notre identité (certificat, client_id ou jeton) ; tous les envois vers cette cible sont suspendus",
    en: "The ROR refuses our identity (certificate, client_id or token); all sending to this target is paused",
    adviceFr:
      "Vérifier la date et le type du certificat (ORG / AUTH_CLI), le client_id et l'environnement (test ou production), puis relancer la cible.",
    adviceEn:
      "Check the date and type of the certificate (ORG / AUTH_CLI), the client_id and the environment (test or production), then retry the target.",
  },
  "delivery.server-not-trusted": {
    kind: "permanent",
    clause: "ror-api §3 (trust store, IGC-Santé chain)",
    fr: "Le certificat du serveur n'est pas reconnu ; tous les envois vers cette cible sont suspendus",
    en: "The certificate of the server is not trusted; all sending to this target is paused",
    adviceFr:
      "Vérifier l'adresse de la cible et le fichier d'autorités (chaîne IGC-Santé de test ou de production), puis relancer la cible.",
    adviceEn:
      "Check the address of the target and the authority file (IGC-Santé chain, test or production), then retry the target.",
  },
  "delivery.target-unreachable": {
    kind: "transient",
    clause: "DESIGN §4 (429, 5xx, timeout, reset)",
    fr: "La cible ne répond plus ; les envois attendent et reprendront d'eux-mêmes",
    en: "The target does not answer; sending waits and will resume by itself",
    adviceFr:
      "Vérifier le réseau, le mandataire et l'état du service. Aucune donnée n'est perdue : les dernières valeurs partiront à la reprise.",
    adviceEn:
      "Check the network, the proxy and the state of the service. No data is lost: the latest values leave when it is back.",
  },
  "delivery.target-busy": {
    kind: "transient",
    clause: "DESIGN §4 (429, 5xx)",
    fr: "La cible demande d'attendre ou signale une panne passagère",
    en: "The target asks to wait or reports a passing fault",
    adviceFr: "Rien à faire : l'envoi est retenté avec un délai croissant.",
    adviceEn: "Nothing to do: sending is tried again with a growing delay.",
  },
  "delivery.no-answer": {
    kind: "ambiguous",
    clause: "DESIGN §4 (timeout, reset); ror-api §14, 4",
    fr: "Pas de réponse complète : on ne sait pas si la valeur a été prise",
    en: "No complete answer: whether the value was taken is not known",
    adviceFr: "Rien à faire : l'envoi recommence par un remplacement, sans effet s'il avait abouti.",
    adviceEn: "Nothing to do: sending starts again with a replacement, harmless if the first one succeeded.",
  },
  "delivery.unexpected-answer": {
    kind: "permanent",
    clause: "DESIGN §4 (anything else)",
    fr: "Le ROR a répondu d'une façon qui n'est pas documentée ; le lieu est mis de côté",
    en: "The ROR answered in an undocumented way; the place is set aside",
    adviceFr:
      "Lire la demande et la réponse conservées dans le journal des envois, vérifier l'adresse de la cible, puis relancer le lieu ou signaler le cas à l'ANS.",
    adviceEn:
      "Read the request and the answer kept in the delivery log, check the address of the target, then retry the place or report the case to the ANS.",
  },
  "delivery.foreign-rows": {
    kind: "permanent",
    clause: "DESIGN §3 (rows left by an earlier supplier); ror-api §6.4, §13 row 1",
    fr: "Le ROR montre pour ce lieu des indicateurs que Raccord n'alimente pas",
    en: "The ROR shows indicators for this place that Raccord does not feed",
    adviceFr:
      "Demander à l'établissement s'ils viennent d'un ancien fournisseur (code de genre périmé, par exemple). Confirmer leur suppression, ou dire de les garder, par POST /places/LIEU/foreign-rows/decide. Rien n'est supprimé sans cela.",
    adviceEn:
      "Ask the establishment whether an earlier supplier left them (an obsolete gender code, for example). Confirm their deletion, or say to keep them, by POST /places/PLACE/foreign-rows/decide. Nothing is deleted without that.",
  },
  "delivery.read-back-failing": {
    kind: "permanent",
    clause: "DESIGN §3 (read-back); ror-api §3, §4, §10",
    fr: "La relecture du ROR échoue : les valeurs partent toujours, mais personne ne vérifie ce que le ROR en garde",
    en: "Reading back from the ROR fails: figures still leave, but nobody verifies what the ROR keeps of them",
    adviceFr:
      "Vérifier l'identité de lecture (client_id, certificat, profil 1, 2 ou 4, valeurs des en-têtes Ror-*), puis relancer la cible. La relecture est retentée d'elle-même.",
    adviceEn:
      "Check the reader's identity (client_id, certificate, profile 1, 2 or 4, values of the Ror-* headers), then retry the target. Reading back is tried again by itself.",
  },
  "delivery.place-not-registered": {
    kind: "ours",
    clause: "DESIGN §3 (the mapping file says, per place)",
    fr: "Des indicateurs sont calculés pour un lieu qui n'est pas déclaré à l'envoi",
    en: "Indicators are computed for a place that is not registered for delivery",
    adviceFr: "Signaler ce défaut avec le journal : le lieu doit être déclaré depuis la correspondance.",
    adviceEn: "Report this fault with the log: the place must be registered from the mapping.",
  },
  "delivery.bad-place-identity": {
    kind: "permanent",
    clause: "ror-api §5.1, §8.2 (IdNatStruct, external id)",
    fr: "L'identité de ce lieu n'est pas utilisable : IdNatStruct mal formé ou identifiant externe vide",
    en: "The identity of this place cannot be used: malformed IdNatStruct or empty external id",
    adviceFr:
      "Corriger la correspondance : « 1 » suivi des neuf caractères du FINESS, et le code du service.",
    adviceEn:
      "Correct the mapping: “1” followed by the nine characters of the FINESS number, and the service code.",
  },
  "delivery.credential-unreadable": {
    kind: "permanent",
    clause: "ror-api §3 (certificates)",
    fr: "Le certificat, la clé ou le fichier d'autorités de la cible ne peut pas être lu ; les envois vers cette cible sont suspendus",
    en: "The certificate, the key or the authority file of the target cannot be read; sending to this target is paused",
    adviceFr:
      "Vérifier le chemin, les droits et le format PEM des fichiers, le mot de passe de la clé, ou qu'un certificat est en service dans le magasin. La réception continue, rien n'est perdu, et les envois reprennent d'eux-mêmes dès que la lecture réussit.",
    adviceEn:
      "Check the path, the permissions and the PEM format of the files, the key's password, or that the store has a certificate in service. Receiving goes on, nothing is lost, and sending resumes by itself as soon as reading succeeds.",
  },
} as const satisfies Record<string, ErrorText>;
