import type { Grant } from "../../domain/journey/roles.ts";
import type { InventedPerson } from "../signin/embedded/person.ts";

/** Organisations of the demonstration; invented. */
export const organisations = {
  saas: { id: "demo-lits-clairs", name: "Lits Clairs" },
  proprietary: { id: "demo-borealis", name: "Boréalis Santé" },
  eai: { id: "demo-eai-occitanie", name: "EAI Garonne (GRADeS imaginaire)" },
} as const;

/** Somebody of the demonstration with what he or she may do. */
export interface DemonstrationPerson extends InventedPerson {
  readonly grants: readonly Grant[];
}

const of = (key: keyof typeof organisations) => organisations[key].id;

/** One person for each role, and the leads of three suppliers of the three kinds. */
export const demonstrationPeople: readonly DemonstrationPerson[] = [
  {
    id: "camille",
    name: "Camille Essai",
    email: "camille@lits-clairs.example",
    description: {
      fr: "Cheffe de projet de Lits Clairs (SaaS) : commence son dossier",
      en: "Project lead of Lits Clairs (SaaS): begins the file",
    },
    grants: [{ role: "applicant", organisationId: of("saas") }],
  },
  {
    id: "sacha",
    name: "Sacha Modèle",
    email: "sacha@borealis.example",
    description: {
      fr: "Chef de projet de Boréalis (solution propriétaire) : au milieu des démarches",
      en: "Project lead of Boréalis (proprietary): in the middle of the formalities",
    },
    grants: [{ role: "applicant", organisationId: of("proprietary") }],
  },
  {
    id: "maxence",
    name: "Maxence Exemple",
    email: "maxence@eai-garonne.example",
    description: {
      fr: "Chef de projet d'un EAI régional : attend le comité",
      en: "Project lead of a regional EAI: waits for the committee",
    },
    grants: [{ role: "applicant", organisationId: of("eai") }],
  },
  {
    id: "dominique",
    name: "Dominique Fictif",
    email: "direction@borealis.example",
    description: {
      fr: "Représentante légale de Boréalis : signe",
      en: "Legal representative of Boréalis: signs",
    },
    grants: [{ role: "legal-representative", organisationId: of("proprietary") }],
  },
  {
    id: "noa",
    name: "Noa Échantillon",
    email: "mandataire@borealis.example",
    description: { fr: "Mandataire de Boréalis", en: "Proxy of Boréalis" },
    grants: [{ role: "proxy", organisationId: of("proprietary") }],
  },
  {
    id: "charlie",
    name: "Charlie Témoin",
    email: "technique@borealis.example",
    description: {
      fr: "Administrateur technique de Boréalis : commande les certificats",
      en: "Technical administrator of Boréalis: orders the certificates",
    },
    grants: [{ role: "technical-administrator", organisationId: of("proprietary") }],
  },
  {
    id: "lou",
    name: "Lou Fictiville",
    email: "dsi@ch-fictiville.example",
    description: {
      fr: "Contact du CH de Fictiville : relit et confirme le dossier de son éditeur",
      en: "Contact of Fictiville hospital: reads and confirms its vendor's file",
    },
    grants: [{ role: "establishment-contact", organisationId: of("proprietary"), finess: "310000013" }],
  },
  {
    id: "gael",
    name: "Gaël Région",
    email: "gael@grades.example",
    description: { fr: "GRADeS, région Occitanie", en: "GRADeS, region Occitanie" },
    grants: [{ role: "grades", region: "76" }],
  },
  {
    id: "ines",
    name: "Inès Comité",
    email: "ines@comite.example",
    description: {
      fr: "Membre du comité d'intégration (DGOS)",
      en: "Member of the integration committee (DGOS)",
    },
    grants: [{ role: "committee-member", member: "DGOS" }],
  },
  {
    id: "andrea",
    name: "Andréa Opératrice",
    email: "andrea@ans.example",
    description: { fr: "Équipe ROR de l'ANS", en: "ROR team of ANS" },
    grants: [{ role: "ans-operator" }],
  },
  {
    id: "morgan",
    name: "Morgan Administrateur",
    email: "morgan@portail.example",
    description: {
      fr: "Administrateur du portail : documents, régions, personnes",
      en: "Administrator of the portal: documents, regions, people",
    },
    grants: [{ role: "administrator" }],
  },
];
