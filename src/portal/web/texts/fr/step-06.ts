/** Step 06: who may order certificates. */
export const texts = {
  summary:
    "Avant toute commande, le responsable légal dit qui a le droit de commander, pour quelle structure et quel type de certificat. La loi le veut dans cet ordre.",
  corrections: [
    "La page officielle dit « mes habilitations » sans adresse : c'est https://meshabilitations.esante.gouv.fr. Le formulaire F413 est l'autre voie, à égalité.",
    "Elle ne dit pas qu'une société extérieure (l'éditeur) doit d'abord appuyer sur « Activer » sur ce portail : sans cela son client ne la trouve pas.",
  ],
  todo: [
    "Choisissez qui commandera : le responsable légal lui-même, d'autres personnes, ou par un mandataire.",
    "Choisissez la voie : formulaire F413 par courriel, ou portail MesHabilitations avec la carte.",
    "Par F413 : recopiez la fiche, cochez ORG AUTH_CLI et les deux déclarations, datez, signez, apposez le cachet, envoyez.",
    "Notez l'envoi, puis la confirmation du guichet des certificats de l'ANS.",
  ],
  prepare: [
    "Le formulaire F413 vierge (édition de mars 2024 connue ; demandez la dernière à l'ANS), ou la carte pour le portail.",
    "La carte du signataire : son numéro est demandé. Celle de chaque administrateur aussi.",
    "Le nom du projet (ROR), de l'éditeur et de la solution.",
  ],
  tips: [
    "Cochez ORG AUTH_CLI. SERVEUR ne convient pas : les exemples du formulaire rangent le ROR sous ORG AUTH_CLI.",
    "L'administrateur peut être d'une autre société : c'est ainsi qu'un éditeur commande pour ses clients. Chaque client le désigne pour sa propre entité juridique.",
    "Une structure tierce appuie sur « Activer » sur MesHabilitations avant d'être désignée ; l'effet est immédiat.",
    "Si le portail de commande ne propose pas la structure ou le produit, la désignation manque pour cette structure ou ce type.",
    "Quand quelqu'un part, retirez-le : la date se note dans le tableau des désignations.",
  ],
  contact: {
    subject: "Formulaire F413 : administrateurs techniques, ORG AUTH_CLI, ROR ({{journey}})",
    body: "Bonjour,\n\nVeuillez trouver ci-joint le formulaire F413 rempli, daté, signé et tamponné, qui désigne les administrateurs techniques pour les certificats ORG AUTH_CLI du projet ROR ({{journey}}).\n\nMerci de nous confirmer sa réception puis sa validation.\n\nCordialement,",
  },
  modes: {
    self: "Le responsable légal se déclare lui-même administrateur technique : sa propre carte suffit.",
    delegate:
      "D'autres personnes commandent : elles figurent dans le tableau, chacune avec sa carte (étape 05).",
    proxy: "Un mandataire agit pour le responsable légal : déclarez-le d'abord, il signe ensuite.",
  },
  routes: {
    f413: "Par F413 : envoyez le formulaire à l'adresse ci-contre. Le guichet prévient de la réception et de la validation ; délai non publié.",
    portal:
      "Par le portail : ouvrez https://meshabilitations.esante.gouv.fr avec la carte du responsable légal ou du mandataire.",
  },
  sheet: {
    title: "Fiche à recopier dans le F413",
    rows: {
      structure: "Structure",
      identifier: "Identifiant",
      signatory: "Signataire et qualité",
      contact: "Courriel et téléphone",
      card: "Carte du signataire",
      project: "Projet",
      editor: "Éditeur et solution",
      product: "Type de certificat à cocher",
      declarations: "Déclarations",
      end: "Pour finir",
      administrator: "Administrateur {{number}}",
    },
    product: "ORG AUTH_CLI (ne pas cocher SERVEUR)",
    declarations: "cocher les deux",
    end: "date, signature, cachet",
    legalRepresentative: "responsable légal",
    proxy: "mandataire",
  },
  sections: {
    designation: {
      title: "Désignation",
      fields: {
        mode: {
          label: "Qui commandera les certificats ?",
          options: {
            self: "Le responsable légal lui-même",
            delegate: "D'autres personnes, par délégation",
            proxy: "Par un mandataire",
          },
        },
        route: {
          label: "Par quelle voie ?",
          options: { f413: "Formulaire F413", portal: "Portail MesHabilitations" },
        },
        "signatory-card-number": {
          label: "Numéro de carte du signataire",
          help: "Responsable légal ou mandataire.",
        },
        "certificate-type": {
          label: "Type de certificat coché",
          options: { "org-auth-cli": "ORG AUTH_CLI", serveur: "SERVEUR" },
        },
        "structure-id": {
          label: "Identifiant de la structure",
          options: { finess: "FINESS (étape 00)", siret: "SIRET (étape 00)" },
        },
        signatory: { label: "Signataire" },
        "signatory-phone": { label: "Téléphone du signataire" },
        "signatory-email": { label: "Courriel du signataire" },
        project: { label: "Projet", help: "ROR." },
        editor: { label: "Éditeur et solution" },
        "declarations-ticked": {
          label: "Les deux déclarations sont cochées",
          options: { yes: "Oui", no: "Pas encore" },
        },
        "third-party-activated": {
          label: "La société extérieure a-t-elle appuyé sur « Activer » ?",
          help: "Sur MesHabilitations, avant que son client ne la désigne.",
          options: { yes: "Oui", no: "Pas encore", "not-concerned": "Sans objet" },
        },
      },
    },
    administrators: {
      title: "Administrateurs techniques",
      help: "Une ligne par personne ; chacune a sa carte.",
      fields: {
        name: { label: "Nom" },
        "first-name": { label: "Prénom" },
        email: { label: "Courriel" },
        phone: { label: "Téléphone" },
        "card-number": { label: "Numéro de carte" },
        employer: {
          label: "Employeur",
          options: { own: "la structure", outside: "une autre société" },
        },
      },
    },
    designations: {
      title: "Désignations par entité juridique",
      help: "Pour une solution propriétaire, chaque entité juridique cliente désigne qui commande son certificat.",
      fields: {
        "legal-entity": { label: "Entité juridique" },
        "finess-ej": { label: "FINESS EJ" },
        administrator: { label: "Administrateur" },
        "asked-on": { label: "Demandée le" },
        "confirmed-on": { label: "Confirmée le" },
        "withdrawn-on": { label: "Retirée le" },
      },
    },
  },
  findings: {
    "finess-not-given": "Le FINESS est choisi mais l'étape 00 ne le donne pas.",
    "no-administrator": "Aucun administrateur technique n'est nommé.",
    "delegation-differs":
      "La commande est déléguée ici, et l'étape 05 dit qu'elle ne l'est pas : mettez les deux d'accord.",
    "serveur-ticked": "SERVEUR ne convient pas : le ROR demande ORG AUTH_CLI.",
    "declarations-not-ticked": "Les deux déclarations du F413 sont à cocher.",
    "third-party-not-activated":
      "La société extérieure doit appuyer sur « Activer » sur MesHabilitations avant d'être désignée.",
    "entity-not-designated": "{{entity}} ({{finess}}) n'a pas encore de désignation confirmée.",
    "order-after-designation":
      "Ne commandez pas de certificat de production avant la confirmation : la loi la veut d'abord.",
  },
  moves: {
    "proxy-declared": "Mandataire déclaré",
    "designation-sent": "Désignation envoyée (F413) ou saisie (portail)",
    "designation-confirmed": "Désignation confirmée par l'ANS",
  },
};

declare module "i18next" {
  interface ResourceNamespaceMap {
    readonly "step-06": typeof texts;
  }
}
