import type { EstablishmentColumn } from "../../domain/establishments/columns.ts";
import { comparable } from "../../domain/establishments/normalise.ts";

/** The heading of each column as Raccord writes it. Reading knows them, so that an export can be sent back. */
export const headings: Readonly<Record<"fr" | "en", Readonly<Record<EstablishmentColumn, string>>>> = {
  fr: {
    region: "Région",
    department: "Département",
    legalEntityName: "Raison sociale de l'entité juridique",
    finessEj: "FINESS EJ",
    siren: "SIREN",
    name: "Nom de l'établissement",
    finessEg: "FINESS EG",
    siret: "SIRET",
    places: "Nombre de lits et places alimentés",
    contact: "Contact",
  },
  en: {
    region: "Region",
    department: "Department",
    legalEntityName: "Legal entity name",
    finessEj: "FINESS EJ (legal entity)",
    siren: "SIREN number",
    name: "Establishment name",
    finessEg: "FINESS EG (geographic entity)",
    siret: "SIRET number",
    places: "Number of beds and places fed",
    contact: "Contact person",
  },
};

/** What a heading may say that was written by somebody else; compared without accents, case and small words. */
const synonyms: Readonly<Record<EstablishmentColumn, readonly string[]>> = {
  region: [
    "code region",
    "region code",
    "nom region",
    "libelle region",
    "region administrative",
    "region name",
  ],
  department: [
    "dept",
    "dep",
    "dpt",
    "code departement",
    "departement code",
    "department code",
    "num departement",
  ],
  legalEntityName: [
    "raison sociale",
    "raison sociale ej",
    "raison sociale entite juridique",
    "nom ej",
    "nom entite juridique",
    "libelle ej",
    "entite juridique",
    "structure juridique",
    "legal entity",
    "ej",
  ],
  finessEj: [
    "finess juridique",
    "finess entite juridique",
    "ej finess",
    "finess legal entity",
    "legal entity finess",
    "legal finess",
    "nofinessej",
    "finessej",
  ],
  siren: ["siren ej", "siren entite juridique"],
  name: [
    "nom",
    "etablissement",
    "nom etablissement",
    "nom eg",
    "nom et",
    "nom site",
    "site",
    "nom entite geographique",
    "entite geographique",
    "raison sociale eg",
    "raison sociale et",
    "raison sociale etablissement",
    "raison sociale entite geographique",
    "libelle etablissement",
    "libelle eg",
    "libelle et",
    "name",
    "establishment",
    "site name",
    "hospital",
    "hospital name",
    "geographic entity",
    "geographic entity name",
  ],
  finessEg: [
    "finess et",
    "finess geographique",
    "finess etablissement",
    "finess entite geographique",
    "finess site",
    "eg finess",
    "et finess",
    "geographic finess",
    "finess geographic entity",
    "geographic entity finess",
    "establishment finess",
    "finess establishment",
    "nofinesset",
    "finesseg",
    "finesset",
  ],
  siret: ["siret eg", "siret et", "siret etablissement", "siret entite geographique"],
  places: [
    "places",
    "lits",
    "beds",
    "capacite",
    "nombre places",
    "nombre lits",
    "nombre lits places",
    "nombre places alimentees",
    "nombre lits alimentes",
    "lits places",
    "capacite lits places",
    "beds places",
    "number beds",
    "number places",
    "number beds places",
    "number places fed",
    "capacity",
  ],
  contact: [
    "contact etablissement",
    "nom contact",
    "contact name",
    "mail contact",
    "email contact",
    "courriel",
    "mail",
    "email",
    "e mail",
    "referent",
    "correspondant",
    "personne contact",
  ],
};

/** Words that change nothing: articles, "number of", "code" in front of FINESS. */
const smallWords = new Set([
  "l",
  "le",
  "la",
  "les",
  "d",
  "de",
  "du",
  "des",
  "un",
  "une",
  "a",
  "the",
  "of",
  "and",
  "et",
  "ou",
  "or",
]);
const numberWords = new Set(["n", "no", "num", "numero", "number", "code", "id", "identifiant"]);

const known = new Map<string, EstablishmentColumn>();
for (const [column, texts] of Object.entries(synonyms) as [EstablishmentColumn, readonly string[]][]) {
  for (const text of [headings.fr[column], headings.en[column], ...texts]) known.set(folded(text), column);
}

export type HeadingMeaning = EstablishmentColumn | "ambiguous" | undefined;

/**
 * The column that a heading stands for. `ambiguous` for a FINESS number that says neither EJ nor EG: both have the same
 * form, and taking one for the other is what the list must prevent (onboarding §7.1).
 */
export function columnOfHeading(heading: string): HeadingMeaning {
  const text = folded(heading);
  return known.get(text) ?? (text === "finess" ? "ambiguous" : undefined);
}

/** "N° FINESS ET" and "Numéro de FINESS de l'ET" are the same; "nombre" and "number of beds" keep their word. */
function folded(heading: string): string {
  const bare = heading.replace(/n[°ºo]\s*/gi, (mark) => (/[°º]/.test(mark) ? "no " : mark));
  const words = comparable(bare.replace(/\bnb\b\.?|\bnbre\b\.?/gi, "nombre")).split(" ");
  // In "FINESS ET" the word is a kind of establishment, in "lits et places" it is none.
  const about = words.some((word) => /^(finess|siret|nom|raison|libelle)$/.test(word));
  const kept = words.filter((word) => (word === "et" ? about : !smallWords.has(word)));
  const isNumber = kept.some((word) => /^(finess|siret|siren|departement|department)$/.test(word));
  return (isNumber ? kept.filter((word) => !numberWords.has(word)) : kept).join(" ");
}
