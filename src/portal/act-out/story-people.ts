import type { DemonstrationPerson } from "../demonstration/people.ts";

/** The supplier of the story; invented. */
export const storyOrganisation = { id: "demo-lits-en-scene", name: "Lits en scène" } as const;
/** FINESS number of the invented hospital: numbers that begin with 99 are not given. */
export const storyFiness = "990000028";
/** Region of the invented hospital (TRE_R30). */
const storyRegion = "24";

const ofStory = { organisationId: storyOrganisation.id } as const;

/**
 * Those who play only in the story; the committee's member, the team of ANS and the visitors are the demonstration's own
 * (`demonstration/people.ts`).
 */
export const storyPeople: readonly DemonstrationPerson[] = [
  {
    id: "maelle",
    name: "Maëlle Scène",
    email: "maelle@lits-en-scene.example",
    description: {
      fr: "L'histoire jouée : cheffe de projet du fournisseur",
      en: "The story: the supplier's project lead",
    },
    grants: [{ role: "applicant", ...ofStory }],
  },
  {
    id: "yann",
    name: "Yann Rideau",
    email: "direction@lits-en-scene.example",
    description: {
      fr: "L'histoire jouée : responsable légal du fournisseur",
      en: "The story: the supplier's legal representative",
    },
    grants: [{ role: "legal-representative", ...ofStory }],
  },
  {
    id: "farid",
    name: "Farid Coulisse",
    email: "technique@lits-en-scene.example",
    description: {
      fr: "L'histoire jouée : administrateur technique du fournisseur",
      en: "The story: the supplier's technical administrator",
    },
    grants: [{ role: "technical-administrator", ...ofStory }],
  },
  {
    id: "rose",
    name: "Rose Souffleuse",
    email: "lits@chi-fictiville.example",
    description: {
      fr: "L'histoire jouée : contact de l'hôpital",
      en: "The story: the hospital's contact",
    },
    grants: [{ role: "establishment-contact", ...ofStory, finess: storyFiness }],
  },
  {
    id: "robin",
    name: "Robin Loire",
    email: "robin@grades-loire.example",
    description: {
      fr: "L'histoire jouée : GRADeS, région Centre-Val de Loire",
      en: "The story: GRADeS, region Centre-Val de Loire",
    },
    grants: [{ role: "grades", region: storyRegion }],
  },
];
