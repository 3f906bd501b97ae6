/** The first feeding in production. */
export const texts = {
  summary:
    "Une fois en liste blanche, vous envoyez les données des établissements inscrits. Commencez par un lieu, vérifiez, puis ouvrez les autres.",
  corrections: [
    "La page officielle s'arrête au premier envoi. Un flux qui se tait, un certificat qui expire ou un lieu qui change d'identifiant arrêtent l'alimentation ensuite : prévoyez qui le voit.",
  ],
  todo: [
    "Réglez le connecteur avec l'adresse d'alimentation reçue de l'ANS et le certificat de PRODUCTION.",
    "Envoyez un seul lieu d'un établissement pilote, et relisez-le avec lui dans le ROR.",
    "Ouvrez les autres lieux, établissement par établissement.",
    "Notez le jour du premier envoi accepté.",
  ],
  prepare: [
    "L'adresse d'alimentation et la confirmation de l'étape 09.",
    "Le certificat de production, un par instance pour une solution propriétaire.",
    "Un gestionnaire des lits de l'établissement pilote, pour comparer les chiffres.",
  ],
  tips: [
    "Rien n'aboutit avant l'inscription en liste blanche : un refus ce jour-là se règle à l'étape 09.",
    "Un jeton obtenu mais un envoi refusé : mauvais client_id, en-têtes Ror-* restés, ou établissement absent de la liste.",
    "Pour la réanimation et les soins critiques, le décret demande une mise à jour par jour au moins, deux en période de tension.",
    "Ce que l'opérateur voit d'abord, c'est la date de la dernière mise à jour : un flux arrêté se remarque.",
  ],
  contact: {
    subject: "Première alimentation en production du ROR national ({{journey}})",
    body: "Bonjour,\n\n{{journey}} commence l'alimentation du ROR national.\n\nPremier lieu envoyé :\nHeure :\nRéponse obtenue :\n\nCordialement,",
  },
  addresses: {
    title: "Adresses documentées de la production",
    note: "Des faits de départ, pas des réglages : l'adresse d'alimentation est celle que l'ANS vous donne à l'étape 09. Qu'elle soit la même que celle de lecture n'est pas publié.",
  },
  waiting: {
    title: "Qui agit, et ce qui est attendu",
    list: [
      "Le développeur règle et envoie ; le gestionnaire des lits relit.",
      "Rien n'est attendu de l'ANS, sauf la confirmation de l'étape 09.",
      "Le GRADeS est appelé si un lieu répond 404 (Location) ou 412.",
    ],
  },
  fed: {
    title: "Dernier envoi accepté, par établissement",
    refused:
      "Aucun établissement n'est en liste blanche : aucun envoi n'aboutirait. La confirmation se lit à l'étape 09.",
    seen: "Accepté le {{at}} ({{place}}), vu au journal de la plateforme.",
    declared: "Accepté le {{date}}, déclaré avec sa preuve.",
    nothing: "Aucun envoi accepté pour l'instant.",
    declare: "Déclarer le premier envoi accepté",
    read: "Lire le journal de production",
  },
  sections: {},
  findings: {
    "not-white-listed":
      "Refusé pour l'instant : aucun établissement n'est en liste blanche, aucun envoi n'aboutirait (étape 09).",
    "nothing-accepted": "{{establishment}} : aucun envoi accepté pour l'instant.",
    "patch-seen": "{{establishment}} : envoi accepté le {{date}}, vu au journal.",
    "patch-declared": "{{establishment}} : envoi accepté le {{date}}, déclaré.",
    "accepted-before-white-list":
      "{{establishment}} : envoi accepté le {{accepted}}, avant la liste blanche du {{confirmed}} : une des deux dates est fausse, ou l'envoi n'est pas allé en production.",
  },
  moves: { "patch-accepted": "Premier envoi accepté en production" },
};

declare module "i18next" {
  interface ResourceNamespaceMap {
    readonly "step-go-live": typeof texts;
  }
}
