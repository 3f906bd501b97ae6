import type { ErrorText } from "./error-text.ts";

/** Why a campaign of tests is not begun. */
export const campaignCodes = {
  "campaign.production-target": {
    kind: "permanent",
    clause: "ror-api §2; onboarding step 08",
    fr: "Une campagne de tests ne vise jamais la production",
    en: "A campaign of tests never goes to production",
    adviceFr:
      "Choisissez une cible de test (bac à sable national ou de Raccord), avec un certificat de test.",
    adviceEn: "Choose a test target (the national sandbox or Raccord's own), with a test certificate.",
  },
  "campaign.no-target": {
    kind: "permanent",
    clause: "DESIGN §9",
    fr: "Les réglages n'ont pas de cible de ce nom",
    en: "The settings have no target of this name",
    adviceFr: "Donnez à --target le nom d'une cible de connector.targets.",
    adviceEn: "Give --target the name of a target in connector.targets.",
  },
  "campaign.no-place": {
    kind: "permanent",
    clause: "ror-api §5.1",
    fr: "La campagne ne sait pas quel lieu utiliser",
    en: "The campaign does not know which place to use",
    adviceFr: "Donnez --place IdNatStruct/identifiantExterne, ou campaign.place dans la cible.",
    adviceEn: "Give --place IdNatStruct/externalId, or campaign.place in the target.",
  },
  "campaign.place-not-known": {
    kind: "permanent",
    clause: "ror-api §10; onboarding step 08",
    fr: "Ce que le lieu contient n'est pas connu : il ne pourrait pas être remis comme avant",
    en: "What the place holds is not known: it could not be put back as it was",
    adviceFr:
      "Donnez un client de lecture (reader), ou dites que le lieu est vide des indicateurs (campaign.placeIsEmpty, --empty).",
    adviceEn:
      "Give a reading client (reader), or say that the place holds no indicator (campaign.placeIsEmpty, --empty).",
  },
  "campaign.place-unusable": {
    kind: "permanent",
    clause: "ror-api §6.1",
    fr: "Moins de trois indicateurs de ce lieu pourraient être remis comme avant",
    en: "Fewer than three indicators of this place could be put back as they were",
    adviceFr:
      "Choisissez un autre lieu : un enregistrement avec commentaire ne peut pas être réécrit à l'identique.",
    adviceEn: "Choose another place: a record with a comment cannot be written back unchanged.",
  },
  "campaign.cannot-read": {
    kind: "permanent",
    clause: "ror-api §9.2, §10",
    fr: "Le lieu ne peut pas être lu, ou n'est pas trouvé exactement une fois",
    en: "The place cannot be read, or is not found exactly once",
    adviceFr:
      "Vérifiez l'identifiant du lieu, le client de lecture, ses en-têtes Ror-* et son profil (1, 2 ou 4).",
    adviceEn:
      "Check the identifier of the place, the reading client, its Ror-* headers and its profile (1, 2 or 4).",
  },
  "campaign.fault-headers": {
    kind: "permanent",
    clause: "ror-api §4",
    fr: "Les pannes ne se commandent pas sur une adresse nationale",
    en: "Faults cannot be asked for at a national address",
    adviceFr:
      "Retirez campaign.faultHeaders de cette cible ; il n'a de sens que vers le bac à sable de Raccord.",
    adviceEn: "Take campaign.faultHeaders off this target; it only makes sense towards Raccord's sandbox.",
  },
  "campaign.place-fed": {
    kind: "permanent",
    clause: "ror-api §5.8",
    fr: "Le connecteur alimente lui-même ce lieu : ses envois et ceux de la campagne se mêleraient",
    en: "The connector itself feeds this place: its requests and those of the campaign would mix",
    adviceFr:
      "Choisissez un autre lieu (campaign.place), ou arrêtez le connecteur et jouez `raccord campaign`.",
    adviceEn: "Choose another place (campaign.place), or stop the connector and run `raccord campaign`.",
  },
  "campaign.running": {
    kind: "transient",
    clause: "DESIGN §9",
    fr: "Une campagne est en cours",
    en: "A campaign is running",
    adviceFr: "Attendez sa fin ; une seule se joue à la fois.",
    adviceEn: "Wait for its end; one runs at a time.",
  },
  "campaign.broken-off": {
    kind: "ours",
    clause: "DESIGN §9",
    fr: "Un défaut de Raccord a interrompu la campagne",
    en: "A fault of Raccord broke the campaign off",
    adviceFr: "Voyez le journal du connecteur et signalez-le ; vérifiez le lieu, qui a pu rester modifié.",
    adviceEn: "See the log of the connector and report it; check the place, which may have stayed changed.",
  },
  "campaign.report-name": {
    kind: "permanent",
    clause: "DESIGN §9",
    fr: "Un rapport s'écrit dans un fichier .json, .html ou .pdf, d'un dossier qui existe",
    en: "A report is written to a .json, .html or .pdf file, in a folder that is there",
    adviceFr: "Donnez --report FICHIER.json, FICHIER.html ou FICHIER.pdf ; l'option se répète.",
    adviceEn: "Give --report FILE.json, FILE.html or FILE.pdf; the option may be repeated.",
  },
} as const satisfies Record<string, ErrorText>;
