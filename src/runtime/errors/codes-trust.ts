import type { ErrorText } from "./error-text.ts";

export const trustCodes = {
  "trust.authority-unreadable": {
    kind: "permanent",
    clause: "DESIGN §6",
    fr: "Les fichiers de l'autorité de certification locale ne peuvent pas être lus",
    en: "the files of the local certificate authority cannot be read",
    adviceFr:
      "Remettre le dossier et le fichier « key-passphrase » qui vont ensemble, ou supprimer le dossier de l'autorité : elle sera refaite et ses certificats devront être réémis.",
    adviceEn:
      "Restore the folder together with its “key-passphrase” file, or delete the authority's folder: it is made again and its certificates must be issued again.",
  },
  "trust.authority-expired": {
    kind: "permanent",
    clause: "RFC 5280 §4.1.2.5",
    fr: "Les certificats de l'autorité de certification locale sont arrivés à leur terme",
    en: "the certificates of the local certificate authority have ended",
    adviceFr:
      "Supprimer le dossier de l'autorité : elle sera refaite ; réémettre ensuite les certificats des clients.",
    adviceEn: "Delete the authority's folder: it is made again; then issue the clients' certificates again.",
  },
} as const satisfies Record<string, ErrorText>;
