import type { ErrorText } from "./error-text.ts";

/** Backups that are put back. */
export const backupCodes = {
  "backup.damaged": {
    kind: "permanent",
    clause: "DESIGN §5",
    fr: "Ce fichier n'est pas une sauvegarde entière ; rien n'a été écrit",
    en: "this file is not a whole backup; nothing was written",
    adviceFr:
      "Prendre une autre sauvegarde, ou copier de nouveau celle-ci depuis l'endroit où elle a été faite.",
    adviceEn: "Take another backup, or copy this one again from where it was made.",
  },
  "backup.other-part": {
    kind: "permanent",
    clause: "DESIGN §2",
    fr: "Cette sauvegarde est celle d'une autre partie de Raccord",
    en: "this backup is that of another part of Raccord",
    adviceFr: "Nommer la partie d'où elle vient : portal ou connector.",
    adviceEn: "Name the part that it comes from: portal or connector.",
  },
  "backup.newer": {
    kind: "permanent",
    clause: "DESIGN §5",
    fr: "Cette sauvegarde a été faite par une version plus récente de Raccord",
    en: "this backup was made by a newer release of Raccord",
    adviceFr: "Installer cette version ou une plus récente, puis recommencer.",
    adviceEn: "Install that release or a newer one, then try again.",
  },
  "backup.not-empty": {
    kind: "permanent",
    clause: "DESIGN §5",
    fr: "La base de destination contient déjà des données ; rien n'a été écrit",
    en: "the database to restore into holds data already; nothing was written",
    adviceFr: "Restaurer dans un dossier d'état neuf (--state) ou dans une base PostgreSQL vide.",
    adviceEn: "Restore into a new state folder (--state) or into an empty PostgreSQL database.",
  },
} as const satisfies Record<string, ErrorText>;
