import type { ErrorText } from "./error-text.ts";

/** Files that people upload to the portal, and people's roles. */
export const documentCodes = {
  "document.too-large": {
    kind: "permanent",
    clause: "DESIGN §5",
    fr: "Ce fichier dépasse la taille acceptée ; rien n'a été gardé",
    en: "this file is larger than what is taken; nothing was kept",
    adviceFr:
      "Réduire le fichier à 10 Mo : numériser en noir et blanc à 200 points par pouce, ou couper le document.",
    adviceEn:
      "Bring the file down to 10 MB: scan in black and white at 200 dots per inch, or split the document.",
  },
  "document.too-many": {
    kind: "permanent",
    clause: "DESIGN §5",
    fr: "Ce dossier a atteint le nombre de documents accepté",
    en: "this file has reached the number of documents that is taken",
    adviceFr: "Retirer des documents auxquels aucun constat ne renvoie, puis recommencer.",
    adviceEn: "Remove documents that no record refers to, then try again.",
  },
  "document.busy": {
    kind: "transient",
    clause: "DESIGN §5",
    fr: "Trop de fichiers arrivent en même temps",
    en: "too many files arrive at the same time",
    adviceFr: "Recommencer dans quelques secondes ; rien n'a été gardé.",
    adviceEn: "Try again in a few seconds; nothing was kept.",
  },
  "document.incomplete": {
    kind: "permanent",
    clause: "RFC 7578",
    fr: "L'envoi n'est pas complet ou n'est pas compris",
    en: "the upload is not complete or not understood",
    adviceFr: "Choisir un fichier et remplir les champs nommés entre parenthèses, puis envoyer de nouveau.",
    adviceEn: "Choose a file and fill the fields named in brackets, then send again.",
  },
  "document.form-unreadable": {
    kind: "permanent",
    clause: "ISO 32000-2 §12.7",
    fr: "Le formulaire de la bibliothèque ne peut pas être ouvert pour être rempli",
    en: "the form of the library cannot be opened to be filled",
    adviceFr:
      "Remplir le formulaire à la main avec la fiche ; demander à un administrateur de déposer une version sans mot de passe ni dommage.",
    adviceEn:
      "Fill the form by hand from the sheet; ask an administrator to upload a copy without password or damage.",
  },
  "document.no-form": {
    kind: "permanent",
    clause: "ISO 32000-2 §12.7",
    fr: "La bibliothèque n'a pas de formulaire à champs pour ce document",
    en: "the library has no form with fields for this paper",
    adviceFr:
      "Remplir le formulaire à la main avec la fiche ; un administrateur peut déposer un PDF à champs dans la bibliothèque.",
    adviceEn:
      "Fill the form by hand from the sheet; an administrator can upload a PDF with fields to the library.",
  },
  "document.empty": {
    kind: "permanent",
    clause: "DESIGN §9",
    fr: "Ce fichier est vide",
    en: "this file is empty",
    adviceFr: "Ouvrir le fichier pour vérifier son contenu, l'enregistrer de nouveau, puis l'envoyer.",
    adviceEn: "Open the file to check its content, save it again, then send it.",
  },
  "document.type-refused": {
    kind: "permanent",
    clause: "DESIGN §9",
    fr: "Le contenu de ce fichier n'est d'aucun type accepté, quel que soit son nom",
    en: "the content of this file is of no type that is taken, whatever its name",
    adviceFr:
      "Envoyer un PDF, une image PNG ou JPEG, un fichier XLSX, DOCX ou ODT, un texte ou CSV en UTF-8, ou un courriel EML.",
    adviceEn:
      "Send a PDF, a PNG or JPEG image, an XLSX, DOCX or ODT file, a text or CSV in UTF-8, or an EML e-mail.",
  },
  "document.text-not-utf8": {
    kind: "permanent",
    clause: "RFC 3629",
    fr: "Ce texte n'est pas codé en UTF-8",
    en: "this text is not encoded in UTF-8",
    adviceFr:
      "Dans le tableur, enregistrer sous « CSV UTF-8 » ; dans l'éditeur de texte, choisir l'encodage UTF-8.",
    adviceEn: "In the spreadsheet program save as “CSV UTF-8”; in the text editor choose the encoding UTF-8.",
  },
  "document.active-content": {
    kind: "permanent",
    clause: "DESIGN §9",
    fr: "Ce fichier est un programme, une page web ou un dessin SVG, ou en contient un",
    en: "this file is a program, a web page or an SVG drawing, or holds one",
    adviceFr: "Exporter le document en PDF et envoyer le PDF.",
    adviceEn: "Export the document as PDF and send the PDF.",
  },
  "document.macros": {
    kind: "permanent",
    clause: "DESIGN §9",
    fr: "Ce fichier contient des macros",
    en: "this file holds macros",
    adviceFr: "L'enregistrer sans macros (XLSX, DOCX ou ODT) ou en PDF, puis envoyer cette copie.",
    adviceEn: "Save it without macros (XLSX, DOCX or ODT) or as PDF, then send that copy.",
  },
  "document.encrypted": {
    kind: "permanent",
    clause: "DESIGN §9",
    fr: "Ce fichier est protégé par un mot de passe : personne ne pourrait le lire ni le contrôler",
    en: "this file is protected by a password: nobody could read or check it",
    adviceFr: "Retirer le mot de passe, puis envoyer cette copie.",
    adviceEn: "Remove the password, then send that copy.",
  },
  "document.old-office": {
    kind: "permanent",
    clause: "DESIGN §9",
    fr: "Ce fichier est d'un ancien format (DOC, XLS, PPT) ou un message Outlook (MSG)",
    en: "this file has an old format (DOC, XLS, PPT) or is an Outlook message (MSG)",
    adviceFr: "L'enregistrer en DOCX, XLSX ou PDF ; un message, en EML ou en PDF.",
    adviceEn: "Save it as DOCX, XLSX or PDF; a message as EML or PDF.",
  },
  "document.damaged": {
    kind: "permanent",
    clause: "DESIGN §9",
    fr: "Ce fichier est abîmé ou tronqué, ou se gonfle au-delà de toute mesure",
    en: "this file is damaged or cut off, or swells beyond all measure",
    adviceFr: "Ouvrir le fichier pour vérifier son contenu, l'enregistrer de nouveau, puis l'envoyer.",
    adviceEn: "Open the file to check its content, save it again, then send it.",
  },
  "document.private-key": {
    kind: "permanent",
    clause: "onboarding §1 step 09",
    fr: "Ce fichier contient une clé privée : il a été refusé et rien n'en a été gardé",
    en: "this file holds a private key: it was refused and nothing of it was kept",
    adviceFr:
      "Une clé privée ne quitte jamais la machine qui s'en sert. Envoyer le certificat public seul ; si la clé est déjà partie ailleurs, la révoquer et la remplacer.",
    adviceEn:
      "A private key never leaves the machine that uses it. Send the public certificate alone; if the key went elsewhere before, revoke and replace it.",
  },
  "document.in-use": {
    kind: "permanent",
    clause: "DESIGN §8",
    fr: "Ce document prouve un constat du dossier et ne peut pas être retiré",
    en: "this document proves a record of the file and cannot be removed",
    adviceFr: "Ajouter un document plus juste à côté de lui ; un constat retiré garde aussi sa preuve.",
    adviceEn: "Add a better document beside it; a record that was taken back keeps its proof too.",
  },
  "people.last-applicant": {
    kind: "permanent",
    clause: "DESIGN §8",
    fr: "Cette personne est la dernière à porter les dossiers de cet organisme",
    en: "this person is the last one to lead the files of this organisation",
    adviceFr: "Inviter d'abord une autre personne comme porteur de dossier et attendre qu'elle se connecte.",
    adviceEn: "First invite somebody else as applicant and wait until they have signed in.",
  },
} as const satisfies Record<string, ErrorText>;

export type DocumentCode = keyof typeof documentCodes;
