/** Overview of one journey. */
export const texts = {
  documentTitle: "{{journey}} · Vue d'ensemble",
  kind: "Genre",
  begun: "Commencé le",
  next: {
    title: "À faire maintenant",
    none: "Rien à faire de votre côté : tout attend une réponse ou est terminé.",
  },
  waiting: {
    title: "Ce qui est attendu d'autres",
    none: "Personne n'est attendu.",
  },
  phases: "Les quatre phases",
  plan: {
    title: "Plan : ce qui avance en même temps",
    text: "Les files n'attendent pas l'une l'autre : commencez-les toutes dès le premier jour.",
  },
  blockedBy: "attend {{steps}}",
  missing_zero: "rien ne manque",
  missing_one: "{{count}} élément manque",
  missing_other: "{{count}} éléments manquent",
};
