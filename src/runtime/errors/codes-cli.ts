import type { ErrorText } from "./error-text.ts";

/** Faults of the command line. */
export const cliCodes = {
  "cli.bad-time": {
    kind: "permanent",
    clause: "HL7 v2.5 chapter 2A (TS); ISO 8601",
    fr: "Ce n'est pas une date : écrivez AAAAMMJJHHMM (HL7) ou AAAA-MM-JJTHH:MM (ISO)",
    en: "Not a time: write YYYYMMDDHHMM (HL7) or YYYY-MM-DDTHH:MM (ISO)",
    adviceFr: "Sans décalage, l'heure est locale ; l'option --zone dit où.",
    adviceEn: "Without an offset the time is local; the option --zone says where.",
  },
  "cli.unreadable-file": {
    kind: "permanent",
    clause: "DESIGN §9",
    fr: "Le fichier ne peut pas être lu",
    en: "The file cannot be read",
    adviceFr: "Vérifiez le chemin et les droits de lecture.",
    adviceEn: "Check the path and the permission to read.",
  },
} as const satisfies Record<string, ErrorText>;
