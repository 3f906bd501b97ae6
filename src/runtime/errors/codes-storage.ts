import type { ErrorText } from "./error-text.ts";

/** Reasons of the database that a connector keeps its facts in. */
export const storageCodes = {
  "connector.database-unreachable": {
    kind: "transient",
    clause: "DESIGN §5",
    fr: "La base PostgreSQL ne répond pas",
    en: "The PostgreSQL database does not answer",
    adviceFr:
      "Vérifiez DATABASE_URL (ou connector.database), que le serveur est démarré, et que ce compte peut s'y connecter et y créer des tables.",
    adviceEn:
      "Check DATABASE_URL (or connector.database), that the server runs, and that this account may connect and create tables there.",
  },
  "connector.other-pseudonym-keys": {
    kind: "permanent",
    clause: "DESIGN §6",
    fr: "Les clés de pseudonymes de cette instance ne sont pas celles de la base : le même patient y compterait deux fois",
    en: "The pseudonym keys of this instance are not those of the database: one patient would count twice there",
    adviceFr:
      "Donnez à toutes les instances le même fichier de clés (connector.pseudonymKeyFile), avec toutes les lignes déjà utilisées, et redémarrez.",
    adviceEn:
      "Give every instance the same key file (connector.pseudonymKeyFile), with every line used so far, and start again.",
  },
} as const satisfies Record<string, ErrorText>;
