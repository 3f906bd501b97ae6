/** The GRADeS mapping. */
export const texts = {
  summary:
    "Un envoi n'atteint un lieu que s'il existe déjà dans le ROR avec l'identifiant convenu. C'est le GRADeS de la région qui le saisit, à la main. Demandez-le dès le premier jour.",
  corrections: [
    "La page officielle ne parle pas de cette condition. Sans elle, le premier envoi répond 404 avec l'expression « Location » : l'identifiant est inconnu.",
  ],
  todo: [
    "Une ligne par unité à alimenter, avec le FINESS de l'établissement géographique (EG).",
    "Envoyez la feuille et la lettre au GRADeS de chaque région, notez le jour.",
    "Quand il répond, notez l'identifiant et le jour d'attribution, ou laissez-le les saisir ici.",
    "Notez le jour où chaque lieu est vu dans le bac à sable, puis en production.",
  ],
  prepare: [
    "La liste de vos unités, avec le nom sous lequel le ROR connaît chaque lieu.",
    "Le FINESS EG de chaque établissement : c'est lui, et non l'EJ, qui figure dans les envois.",
    "Un interlocuteur dans l'établissement, qui connaît les lieux décrits dans le ROR.",
  ],
  tips: [
    "Le bac à sable est une copie mensuelle, anonymisée, de la production : un identifiant attribué aujourd'hui peut n'y paraître qu'à la prochaine copie.",
    "Deux lieux avec le même identifiant répondent 412 : le GRADeS et l'établissement lèvent le doublon.",
    "Le GRADeS attribue ; si vous notez vous-même sa réponse, elle est montrée comme déclarée, avec votre nom.",
    "L'identifiant complet d'un envoi est 1 + FINESS EG, une barre, puis l'identifiant externe.",
  ],
  contact: {
    none: "Le GRADeS de chaque région : la lettre prête est plus bas. Aucune adresse n'est publiée pour toutes les régions ; demandez-la à votre établissement ou à l'ARS.",
  },
  sheet: {
    title: "Feuille pour le GRADeS",
    intro: "Toutes les lignes, avec l'identifiant de chaque envoi.",
    download: "Télécharger la feuille (CSV)",
    copy: "Copier la feuille",
    empty: "Ajoutez d'abord une ligne.",
    fileName: "lieux-ror.csv",
    columns: {
      unit: "Unité",
      placeName: "Lieu",
      finessEg: "FINESS EG",
      idNatStruct: "IdNatStruct",
      externalId: "Identifiant externe",
      askedOn: "Demandé le",
      assignedOn: "Attribué le",
      sandboxOn: "Vu au bac à sable le",
      productionOn: "Vu en production le",
    },
  },
  letter: {
    title: "Lettre au GRADeS",
    to_one: "{{grades}} ({{region}}), {{count}} lieu",
    to: "{{grades}} ({{region}}), {{count}} lieux",
    unknown_one: "Région inconnue : le FINESS ne désigne aucune des 18 régions, {{count}} lieu",
    unknown: "Région inconnue : le FINESS ne désigne aucune des 18 régions, {{count}} lieux",
    ars: "GRADeS non trouvé dans les sources : demandez à l'ARS",
    copy: "Copier la lettre",
    write: "Écrire (message prêt)",
    subject: "Identifiants externes de lieux dans le ROR ({{journey}})",
    body: "Bonjour,\n\nNous préparons l'alimentation du ROR national en capacités et disponibilités de lits par {{journey}}.\n\nChaque lieu alimenté doit porter dans le ROR un identifiant externe. Pouvez-vous saisir ceux des lieux ci-dessous, ou nous indiquer ceux qui existent, avec la date d'attribution ? Merci aussi de nous confirmer la modalité d'alimentation de la région (directe ou par EAI).\n\n{{lines}}\n\nCordialement,",
    line: "- {{unit}} {{place}} : établissement {{finess}}, identifiant {{id}}",
    wanted: "à attribuer",
    proposed: "{{id}} (à confirmer)",
  },
  authors: {
    title: "Qui a saisi les réponses du GRADeS",
    grades: "saisi par le GRADeS",
    declared: "déclaré par le fournisseur",
    line: "Ligne {{row}}, {{field}} : {{as}}, {{name}}, le {{date}}",
    none: "Aucune réponse saisie.",
    gradesHelp: "Vous êtes le GRADeS : vous pouvez remplir l'identifiant externe et sa date d'attribution.",
  },
  sections: {
    mapping: {
      title: "Unités et lieux",
      help: "Une ligne par unité.",
      fields: {
        unit: { label: "Unité" },
        "place-name": { label: "Lieu dans le ROR" },
        "finess-eg": { label: "FINESS EG" },
        "external-id": { label: "Identifiant externe" },
        "asked-on": { label: "Demandé le" },
        "assigned-on": { label: "Attribué le" },
        "sandbox-on": { label: "Vu au bac à sable le" },
        "production-on": { label: "Vu en production le" },
      },
    },
  },
  findings: {
    "no-mapping": "Aucune unité n'est listée.",
    "mapping-not-asked_one": "{{count}} lieu sur {{of}} n'est pas encore demandé au GRADeS.",
    "mapping-not-asked": "{{count}} lieux sur {{of}} ne sont pas encore demandés au GRADeS.",
    "mapping-not-assigned_one": "{{count}} lieu sur {{of}} n'a pas d'identifiant attribué, avec sa date.",
    "mapping-not-assigned": "{{count}} lieux sur {{of}} n'ont pas d'identifiant attribué, avec sa date.",
    "mapping-not-in-sandbox_one":
      "{{count}} lieu sur {{of}} n'a pas été vu au bac à sable ; sa copie est mensuelle.",
    "mapping-not-in-sandbox":
      "{{count}} lieux sur {{of}} n'ont pas été vus au bac à sable ; sa copie est mensuelle.",
    "mapping-not-in-production_one": "{{count}} lieu sur {{of}} n'a pas été vu en production.",
    "mapping-not-in-production": "{{count}} lieux sur {{of}} n'ont pas été vus en production.",
    "mapping-answer-not-filed":
      "Identifiants notés d'après une réponse du GRADeS : déposez cette réponse à cette étape.",
    "external-id-twice": "{{id}} désigne plusieurs lieux : le ROR répondra 412. À régler avec le GRADeS.",
    "unit-twice": "L'unité {{unit}} figure deux fois.",
    "date-to-come": "« {{field}} » est dans le futur.",
    "assigned-before-asked": "« {{field}} » est avant la demande.",
    "mapping-not-in-list": "L'établissement {{finess}} n'est pas dans la liste de l'étape 03.",
    "establishment-without-unit": "L'établissement {{finess}} de la liste n'a aucune unité ici.",
  },
  moves: {},
};

declare module "i18next" {
  interface ResourceNamespaceMap {
    readonly "step-mapping": typeof texts;
  }
}
