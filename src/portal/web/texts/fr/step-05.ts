/** Step 05: cards of the technical administrators, optional. */
export const texts = {
  summary:
    "Étape facultative : elle ne concerne que le responsable légal qui délègue la commande des certificats à des personnes qui n'ont pas encore de carte.",
  corrections: [
    "Sur la page officielle, le paragraphe des cartes CPA est imprimé avant son numéro, sous l'étape 04 : c'est bien l'étape 05.",
    "Elle ne parle que de CPA. Savoir si un salarié a besoin d'une CPE ou d'une CPA n'est tranché par aucune source : demandez à l'ANS.",
  ],
  todo: [
    "Dites si la commande est déléguée.",
    "Listez les futurs administrateurs techniques ; ceux qui ont une carte CPx active n'ont rien à commander.",
    "Le responsable légal commande les cartes manquantes sur le portail TOM, celui des cartes du personnel.",
    "À réception, notez numéro et fin de validité de chaque carte.",
  ],
  prepare: [
    "L'identité de chaque personne et la structure dont elle dépend.",
    "La carte du responsable légal (étape 04) : c'est lui qui commande.",
  ],
  tips: [
    "Un administrateur technique doit avoir une carte : sans elle, la désignation de l'étape 06 ne sert à rien.",
    "Quand une carte est renouvelée, les habilitations de son porteur suivent d'elles-mêmes.",
    "Désignez deux personnes : une absence ne doit pas bloquer un renouvellement.",
    "En production, l'e-CPS peut remplacer la carte physique ; pour les certificats de TEST, non.",
  ],
  contact: {
    subject: "Carte d'un administrateur technique : CPE ou CPA ? ({{journey}})",
    body: "Bonjour,\n\nPour le raccordement de {{journey}} au ROR national, le responsable légal délègue la commande des certificats à un ou plusieurs salariés.\n\nFaut-il pour eux une carte CPE ou une carte CPA, et se commande-t-elle sur le portail TOM ?\n\nCordialement,",
  },
  skipped: {
    no: "Rien n'est délégué : le responsable légal commandera lui-même. Passez à l'étape 06.",
    cards: "Chaque personne a une carte active : rien à commander. Passez à l'étape 06.",
  },
  sections: {
    delegation: {
      title: "Délégation",
      fields: {
        delegated: {
          label: "Le responsable légal délègue-t-il la commande des certificats ?",
          options: { yes: "Oui, à d'autres personnes", no: "Non, il commande lui-même" },
        },
      },
    },
    "card-holders": {
      title: "Futurs administrateurs techniques",
      help: "Une ligne par personne.",
      fields: {
        name: { label: "Prénom et nom" },
        structure: { label: "Structure" },
        "has-card": { label: "Carte active ?", options: { yes: "Oui", no: "Non" } },
        "card-number": { label: "Numéro de carte" },
        "card-expiry": { label: "Fin de validité" },
      },
    },
  },
  findings: {
    "no-card-holder": "Personne n'est listé : nommez au moins une personne à qui la commande est déléguée.",
    "cpe-or-cpa":
      "CPE ou CPA ? Les sources ne tranchent pas : demandez à l'ANS avant de commander (message prêt).",
    "holder-card-expired": "La carte de {{name}} a pris fin le {{date}} : à commander de nouveau.",
    "holder-card-ends-soon": "La carte de {{name}} prend fin le {{date}}.",
  },
  moves: { "cards-ordered": "Cartes commandées", "cards-received": "Cartes reçues" },
};

declare module "i18next" {
  interface ResourceNamespaceMap {
    readonly "step-05": typeof texts;
  }
}
