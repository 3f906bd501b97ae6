import type { SupplierKind } from "../../domain/journey/facts.ts";
import { indicatorRows } from "../../domain/journey/indicator-rows.ts";
import type { Filling, Typed } from "./filling.ts";

const establishment = (name: string, finessEj: string, finessEg: string, places: string) => ({
  name,
  legalEntityName: name,
  finessEj,
  finessEg,
  department: "31",
  places,
});

const fictiville = establishment("CH de Fictiville, site nord", "310000005", "310000013", "12");
const examples = establishment("Clinique des Exemples", "310000021", "310000039", "4");

/** A file of the demonstration: what was typed, attached and recorded, in this order. */
export interface DemonstrationFile extends Filling {
  readonly name: string;
  readonly kind: SupplierKind;
  /** Person who leads it (`people.ts`). */
  readonly lead: string;
}

/** The conformity note of a feed that sends the core indicators from its movements, and the others later. */
export const conformity = (): Typed[] => [
  ["conformity", "", "model-version", "3.0.1"],
  ["conformity", "", "guide-version", "0.7.0"],
  ...indicatorRows.flatMap(({ id, group }): Typed[] =>
    group === "core"
      ? [
          ["indicators", id, "fed", "fed"],
          ["indicators", id, "definition", "same"],
          ["indicators", id, "origin", "Mouvements HL7 (PAM)"],
        ]
      : [["indicators", id, "fed", "later"]],
  ),
];

const contact = (row: string, name: string, part: string, email: string): Typed[] => [
  ["contacts", row, "name", name],
  ["contacts", row, "part", part],
  ["contacts", row, "email", email],
];

const instance = (
  row: string,
  name: string,
  entity: readonly [string, string],
  establishment: readonly [string, string],
): Typed[] => [
  ["instances", row, "instance", name],
  ["instances", row, "legal-entity", entity[0]],
  ["instances", row, "finess-ej", entity[1]],
  ["instances", row, "establishment", establishment[0]],
  ["instances", row, "finess-eg", establishment[1]],
];

const identity = (fields: Readonly<Record<string, string>>): Typed[] =>
  Object.entries(fields).map(([field, value]): Typed => ["organisation", "", field, value]);

/** Three files of the three kinds, at the beginning, in the middle, before the committee. */
export const demonstrationFiles: readonly DemonstrationFile[] = [
  {
    name: "Lits Clairs",
    kind: "saas",
    lead: "camille",
    answers: [...identity({ solution: "Lits Clairs en ligne" })],
    establishments: [],
    documents: [],
    moves: [],
  },
  {
    name: "Boréalis Santé",
    kind: "proprietary",
    lead: "sacha",
    answers: [
      ...identity({
        siret: "99990000400006",
        department: "31",
        address: "1 place Imaginaire, 31000 Fictiville",
        solution: "Boréalis Lits",
        "solution-version": "4.2",
      }),
      ...contact("c1", "Sacha Modèle", "project-lead", "sacha@borealis.example"),
      ...contact("c2", "Dominique Fictif", "legal-representative", "direction@borealis.example"),
      ...instance(
        "i1",
        "Instance CH",
        ["CH de Fictiville", "310000005"],
        ["CH de Fictiville, site nord", "310000013"],
      ),
      ...instance(
        "i2",
        "Instance clinique",
        ["Clinique des Exemples", "310000021"],
        ["Clinique des Exemples", "310000039"],
      ),
      ...conformity(),
      ["technical", "", "id-nat-struct", "1310000013"],
      ["technical", "", "external-id", "MED-1"],
      ["technical", "", "guide-version", "0.7.0"],
      ["application", "", "purpose", "Alimenter la disponibilité des lits de deux établissements."],
      ["application", "", "signatory", "Dominique Fictif"],
      ["application", "", "signatory-title", "Directrice générale"],
      ["application", "", "signatory-email", "direction@borealis.example"],
      ["application", "", "third-party", "no"],
      ["application", "", "reading-profile", "none"],
      ["contract", "", "has-contract", "yes"],
      ["contract", "", "has-card", "no"],
      ["contract", "", "legal-representative", "Dominique Fictif"],
    ],
    establishments: [fictiville, examples],
    documents: [],
    moves: [
      { move: "identity-completed" },
      { move: "conformity-noted" },
      { move: "guide-read", daysAgo: 30 },
      { move: "card-requested", daysAgo: 12 },
    ],
  },
  {
    name: "EAI Garonne",
    kind: "regional-eai",
    lead: "maxence",
    answers: [
      ...identity({
        siret: "99990000400006",
        department: "31",
        solution: "EAI régional",
      }),
      ...contact("c1", "Maxence Exemple", "project-lead", "maxence@eai-garonne.example"),
      ...conformity(),
      ["technical", "", "id-nat-struct", "1310000013"],
      ["technical", "", "external-id", "CARDIO"],
      ["technical", "", "guide-version", "0.7.0"],
      ["application", "", "purpose", "Transmettre les disponibilités des établissements de la région."],
      ["application", "", "signatory", "Alix Imaginaire"],
      ["application", "", "signatory-title", "Directeur"],
      ["application", "", "signatory-email", "alix@eai-garonne.example"],
      ["application", "", "third-party", "no"],
      ["application", "", "reading-profile", "none"],
    ],
    establishments: [fictiville, examples],
    documents: [
      { step: "03", kind: "application-form", name: "candidature-signée.txt" },
      { step: "03", kind: "establishment-list", name: "liste-signée.txt" },
    ],
    moves: [
      { move: "identity-completed" },
      { move: "conformity-noted" },
      { move: "guide-read", daysAgo: 60 },
      { move: "application-signed", daysAgo: 21, document: "application-form" },
      { move: "list-signed", daysAgo: 21, document: "establishment-list" },
      { move: "application-sent", daysAgo: 20 },
    ],
  },
];
