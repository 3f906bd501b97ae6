import type { ErrorText } from "./error-text.ts";

/** Reasons of the connector itself: what is kept back and why it cannot start. */
export const connectorCodes = {
  "connector.warm-up": {
    kind: "transient",
    clause: "hl7-pam-fr §8; PAM FR 2.11.2 (a feed begins in the middle of stays)",
    fr: "Mise en route : les séjours commencés avant le flux ne sont pas encore connus, les chiffres de lits occupés et disponibles sont retenus",
    en: "Warm-up: stays that began before the feed are not known yet, so occupied and available figures are kept back",
    adviceFr:
      "Déposez un recensement (census) dans le dossier du flux, ou terminez la mise en route à l'écran quand tous les patients présents sont connus.",
    adviceEn:
      "Drop a census into the folder of the feed, or end the warm-up on the screen once every present patient is known.",
  },
  "connector.feed-silent": {
    kind: "transient",
    clause: "input-side §3.3 step 8",
    fr: "Le flux se tait depuis plus longtemps que sa limite : les chiffres ne sont plus envoyés",
    en: "The feed has been silent for longer than its limit: its figures are no longer sent",
    adviceFr:
      "Vérifiez la connexion de l'émetteur (GAM, EAI) ; l'envoi reprend de lui-même au premier message.",
    adviceEn:
      "Check the sender's connection (patient administration, EAI); sending resumes by itself at the first message.",
  },
  "connector.no-register": {
    kind: "permanent",
    clause: "input-side §3.2",
    fr: "Aucun lit connu pour ce lieu : le référentiel des lits manque ou ne contient pas ses unités",
    en: "No bed is known for this place: the bed register is missing or does not hold its units",
    adviceFr:
      "Déposez le référentiel des lits (UF;CHAMBRE;LIT;ETAT) dans le dossier du flux et vérifiez les codes d'unité du lieu.",
    adviceEn:
      "Drop the bed register (UF;CHAMBRE;LIT;ETAT) into the folder of the feed and check the unit codes of the place.",
  },
  "connector.no-figures": {
    kind: "transient",
    clause: "input-side §1.1",
    fr: "Il manque les chiffres d'une unité de ce lieu : aucun n'est envoyé, car absent ne veut pas dire zéro",
    en: "Figures of a unit of this place are missing: none is sent, because missing does not mean zero",
    adviceFr: "Déposez une feuille qui contient une ligne correcte pour chaque unité du lieu.",
    adviceEn: "Drop a sheet that holds a correct line for each unit of the place.",
  },
  "connector.figures-stale": {
    kind: "transient",
    clause: "input-side §1.1",
    fr: "Les chiffres saisis sont plus vieux que la limite de fraîcheur du lieu : ils ne sont plus envoyés",
    en: "The typed figures are older than the freshness limit of the place: they are no longer sent",
    adviceFr: "Déposez une feuille à jour ; la date est celle de la ligne, pas celle du dépôt.",
    adviceEn: "Drop an up-to-date sheet; what counts is the date in the line, not the time of dropping.",
  },
  "connector.check-failed": {
    kind: "permanent",
    clause: "bed-indicators §5",
    fr: "Un contrôle avant envoi a échoué : les chiffres du lieu se contredisent et sont retenus",
    en: "A check before sending failed: the figures of the place contradict each other and are kept back",
    adviceFr:
      "Comparez le référentiel des lits, les fermetures et les patients du lieu ; l'explication du lieu les montre.",
    adviceEn:
      "Compare the bed register, the closings and the patients of the place; its explanation shows them.",
  },
  "connector.bad-settings": {
    kind: "permanent",
    clause: "DESIGN §9",
    fr: "Les réglages sont refusés",
    en: "The settings are refused",
    adviceFr: "Corrigez le fichier de réglages à l'endroit indiqué.",
    adviceEn: "Correct the settings file at the place named.",
  },
  "connector.folder-missing": {
    kind: "permanent",
    clause: "DESIGN §5",
    fr: "Le dossier des feuilles n'existe pas et n'a pas pu être créé",
    en: "The folder for sheets does not exist and could not be made",
    adviceFr: "Créez le dossier et donnez au compte du service le droit d'y écrire.",
    adviceEn: "Make the folder and let the service's account write in it.",
  },
} as const satisfies Record<string, ErrorText>;
