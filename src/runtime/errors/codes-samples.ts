import type { ErrorText } from "./error-text.ts";

/** Faults of a sample that is uploaded to be understood (step 01 of the journey). */
export const sampleCodes = {
  "sample.empty": {
    kind: "permanent",
    clause: "DESIGN §5",
    fr: "Le fichier est vide",
    en: "The file is empty",
    adviceFr: "Choisissez un fichier de messages HL7, ou une feuille CSV avec ses lignes.",
    adviceEn: "Choose a file of HL7 messages, or a CSV sheet with its lines.",
  },
  "sample.too-large": {
    kind: "permanent",
    clause: "DESIGN §5",
    fr: "Le fichier dépasse 4 Mo, la limite d'un échantillon",
    en: "The file is larger than 4 MB, the limit of a sample",
    adviceFr: "Une journée de messages suffit : coupez le fichier et recommencez.",
    adviceEn: "One day of messages is enough: cut the file and try again.",
  },
  "sample.not-understood": {
    kind: "permanent",
    clause: "input-side §1.1",
    fr: "Ce fichier n'est ni une suite de messages HL7 ni une feuille que Raccord connaît",
    en: "This file is neither a run of HL7 messages nor a sheet that Raccord knows",
    adviceFr: "Essayez un autre fichier, ou remplissez le tableau à la main.",
    adviceEn: "Try another file, or fill in the table by hand.",
  },
  "sample.connector-away": {
    kind: "transient",
    clause: "DESIGN §9",
    fr: "Le connecteur, qui lit les échantillons, ne répond pas",
    en: "The connector, which reads samples, does not answer",
    adviceFr: "Vérifiez qu'il est démarré et réessayez, ou remplissez le tableau à la main.",
    adviceEn: "Check that it is started and try again, or fill in the table by hand.",
  },
  "sample.connector-differs": {
    kind: "ours",
    clause: "DESIGN §9",
    fr: "Le connecteur a répondu autrement que prévu",
    en: "The connector answered in another way than agreed",
    adviceFr: "Mettez portail et connecteur à la même version, ou remplissez le tableau à la main.",
    adviceEn: "Bring portal and connector to the same version, or fill in the table by hand.",
  },
} as const satisfies Record<string, ErrorText>;
