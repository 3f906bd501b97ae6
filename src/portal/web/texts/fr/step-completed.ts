/** The end of the journey. */
export const texts = {
  summary:
    "Toutes les étapes sont derrière vous : le ROR national reçoit vos données. Ce qui suit n'a pas de fin, et se prépare maintenant.",
  corrections: [
    "La page officielle dit le parcours terminé. Liste, certificats et identifiants continuent de vivre : voici ce qui reviendra.",
  ],
  todo: [
    "Nouvel établissement : liste à jour, certificat éventuel, identifiants du GRADeS, puis l'ANS (petite étape 09).",
    "Établissement qui part : retirez-le de la liste et arrêtez ses envois.",
    "Certificat : renouvelez-le avant son terme (trois ans ; avis 60 jours avant) et demandez à l'ANS comment la liste blanche suit.",
    "Nouvelle version du modèle ou du guide : refaites la note de conformité (étape 01).",
    "Départ d'un administrateur technique ou changement de responsable légal : étapes 04 et 06.",
  ],
  prepare: [
    "Une boîte partagée qui reçoit les avis d'expiration.",
    "Qui regarde la page « En direct », et qui est appelé quand un flux se tait.",
  ],
  tips: [
    "La mise à jour de la liste passe toujours par monserviceclient.ror@esante.gouv.fr.",
    "La carte de test vit trois ans elle aussi : sans elle, plus de certificat de TEST pour essayer une nouvelle version.",
  ],
  contact: {
    none: "Personne n'est attendu. Pour une mise à jour de la liste : monserviceclient.ror@esante.gouv.fr.",
  },
  sections: {},
  findings: {},
  moves: {},
};

declare module "i18next" {
  interface ResourceNamespaceMap {
    readonly "step-completed": typeof texts;
  }
}
