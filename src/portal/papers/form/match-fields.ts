import type { PaperContent, PaperPart } from "../content.ts";

/** Something that a paper says, as a form may ask for it. */
export interface KnownValue {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  /** True for what is to be ticked. */
  readonly ticked: boolean;
}

/** Names that forms may give to what the papers call otherwise, by the key of the paper's field. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  name: ["raison sociale", "structure", "nom structure", "organisme", "organisation"],
  structure: ["raison sociale", "nom structure", "nom de la structure", "organisme", "name"],
  identifier: ["finess", "siret", "finess ou siret", "identifiant structure", "numero finess"],
  finess: ["numero finess", "n finess"],
  siret: ["numero siret", "n siret"],
  address: ["adresse", "adresse structure", "adresse postale"],
  requester: ["demandeur", "nom demandeur", "nom prenom demandeur"],
  email: ["courriel", "mail", "adresse mail", "courriel demandeur", "mail demandeur", "e mail"],
  phone: ["telephone", "tel", "telephone demandeur"],
  purpose: ["objet", "projet", "motif", "nom projet"],
  project: ["projet", "nom projet"],
  delivery: ["adresse livraison", "livraison"],
  product: ["type certificat", "org auth cli", "auth cli"],
  card: ["numero carte", "carte", "carte test"],
  signatory: ["signataire", "nom signataire", "responsable legal", "nom responsable legal"],
  "signatory-title": ["qualite", "fonction", "fonction signataire"],
  "signatory-role": ["qualite", "fonction", "qualite signataire"],
  "signatory-email": ["courriel signataire", "mail signataire", "courriel", "mail", "e mail"],
  "signatory-phone": ["telephone signataire", "tel signataire", "telephone", "tel"],
  "signatory-card": ["numero carte signataire", "carte signataire", "numero carte"],
  representative: ["responsable legal", "representant legal", "nom responsable legal"],
  editor: ["editeur", "nom editeur"],
  solution: ["logiciel", "nom solution", "solution version"],
};

const smallWords = new Set([
  "de",
  "du",
  "des",
  "la",
  "le",
  "les",
  "l",
  "d",
  "et",
  "the",
  "of",
  "n",
  "no",
  "numero",
]);

/** Everything that a paper says in fields, ticks, and cells of its tables: `administrator-1-email` and so on. */
export function valuesOf(content: PaperContent): readonly KnownValue[] {
  return content.parts.flatMap(valuesOfPart);
}

function valuesOfPart(part: PaperPart): readonly KnownValue[] {
  switch (part.kind) {
    case "heading":
    case "text":
      return [];
    case "fields":
      return part.rows.map((row) => ({ ...row, ticked: row.key === "product" }));
    case "checklist":
      return part.rows.map(({ key, label, done }) => ({
        key,
        label,
        value: done ? "✓" : "",
        ticked: done,
      }));
    case "table":
      return part.rows.flatMap((row, index) =>
        row.map((value, column) => ({
          key: `${part.key} ${index + 1} ${part.columns[column] ?? ""}`,
          label: `${part.caption} ${index + 1}, ${part.columns[column] ?? ""}`,
          value,
          ticked: false,
        })),
      );
  }
}

/** The value for a field of this name: by the paper's key, its label, or a name that forms give it; else nothing. */
export function valueForField(name: string, known: readonly KnownValue[]): KnownValue | undefined {
  // Forms made with designers name their fields `topmostSubform[0].Page1[0].Nom[0]`.
  const own = folded(name.split(".").at(-1) ?? name);
  const whole = folded(name);
  return (
    known.find((one) => folded(one.key) === own || folded(one.key) === whole) ??
    known.find((one) => folded(one.label) === own) ??
    known.find((one) => (synonyms[one.key] ?? []).some((word) => folded(word) === own))
  );
}

/** Without accents, case, marks, indexes of designers and small words. */
function folded(text: string): string {
  return text
    .replace(/\[\d+\]/g, "")
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "" && !smallWords.has(word))
    .join(" ");
}
