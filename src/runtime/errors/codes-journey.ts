import type { ErrorText } from "./error-text.ts";

/** Faults of the connection journey's API. */
export const journeyCodes = {
  "journey.signed-out": {
    kind: "permanent",
    clause: "DESIGN §8",
    fr: "Vous n'êtes pas connecté, ou votre session a pris fin",
    en: "You are not signed in, or your session ended",
    adviceFr:
      "Connectez-vous de nouveau ; ce que vous avez tapé est gardé dans ce navigateur et partira ensuite.",
    adviceEn: "Sign in again; what you typed is kept in this browser and will be sent then.",
  },
  "journey.not-allowed": {
    kind: "permanent",
    clause: "DESIGN §8",
    fr: "Votre rôle ne permet pas cette action",
    en: "Your role does not allow this",
    adviceFr: "La page de l'étape dit qui peut agir ; demandez à cette personne, ou à votre administrateur.",
    adviceEn: "The step's page says who can act; ask that person, or your administrator.",
  },
  "journey.unknown": {
    kind: "permanent",
    clause: "DESIGN §8",
    fr: "Ce dossier n'existe pas, ou n'est pas visible pour vous",
    en: "There is no such file, or you may not see it",
    adviceFr: "Vérifiez l'adresse, ou demandez au porteur du dossier de vous inviter.",
    adviceEn: "Check the address, or ask whoever leads the file to invite you.",
  },
  "journey.on-white-list": {
    kind: "permanent",
    clause: "DESIGN §8",
    fr: "Ce dossier ouvre encore des droits d'écriture en production",
    en: "This file still stands for rights to write in production",
    adviceFr:
      "Demandez d'abord à l'ANS de retirer ces lignes de la liste blanche (étape 09), ou dites que vous les laissez (--leave-white-list).",
    adviceEn:
      "Ask ANS first to take these lines off the white list (step 09), or say that you leave them (--leave-white-list).",
  },
  "journey.unknown-thing": {
    kind: "permanent",
    clause: "DESIGN §8",
    fr: "Cet élément du dossier n'existe pas ou plus",
    en: "This part of the file does not exist, or no longer",
    adviceFr: "Rechargez la page : quelqu'un l'a peut-être retiré.",
    adviceEn: "Load the page again: somebody may have removed it.",
  },
  "journey.bad-request": {
    kind: "permanent",
    clause: "DESIGN §9",
    fr: "La demande n'est pas comprise",
    en: "The request is not understood",
    adviceFr: "Les détails nomment les champs en cause.",
    adviceEn: "The details name the fields at fault.",
  },
  "journey.move-refused": {
    kind: "permanent",
    clause: "DESIGN §8",
    fr: "Ce constat ne peut pas être enregistré maintenant",
    en: "This cannot be recorded now",
    adviceFr: "La page de l'étape montre ce qui manque ou ce qui doit venir avant.",
    adviceEn: "The step's page shows what is missing or what must come before.",
  },
  "journey.move-unproved": {
    kind: "permanent",
    clause: "DESIGN §8",
    fr: "Il manque la preuve : la date, le document ou la raison",
    en: "The proof is missing: the date, the document or the reason",
    adviceFr: "Donnez la date du fait (pas dans le futur) et, si demandé, joignez le document à l'étape.",
    adviceEn:
      "Give the day it happened (not in the future) and, where asked, attach the document to the step.",
  },
  "journey.record-stands": {
    kind: "permanent",
    clause: "DESIGN §8",
    fr: "Ce constat ne peut pas être retiré : un autre repose sur lui",
    en: "This record cannot be taken back: another one rests on it",
    adviceFr: "Retirez d'abord le constat qui le suit.",
    adviceEn: "Take back the record that follows it first.",
  },
  "journey.too-many": {
    kind: "permanent",
    clause: "DESIGN §5",
    fr: "La limite est atteinte",
    en: "The limit is reached",
    adviceFr: "Retirez ce qui ne sert plus, ou demandez à l'administrateur.",
    adviceEn: "Remove what is no longer used, or ask the administrator.",
  },
  "journey.failed": {
    kind: "ours",
    clause: "DESIGN §9",
    fr: "Raccord n'a pas pu traiter la demande",
    en: "Raccord could not handle the request",
    adviceFr:
      "Rien n'est perdu : réessayez dans un instant. Si cela dure, le journal du portail dit pourquoi.",
    adviceEn: "Nothing is lost: try again in a moment. If it lasts, the portal's log says why.",
  },
} as const satisfies Record<string, ErrorText>;
