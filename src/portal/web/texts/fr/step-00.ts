/** Step 00: who you are. */
export const texts = {
  summary:
    "Dites qui se raccorde, avec quelle solution, et qui répond de quoi. Tout le dossier s'appuie sur cette page.",
  todo: [
    "Décrivez votre organisation et votre solution.",
    "Nommez au moins un pilote de projet ; ajoutez le développeur et le responsable légal dès qu'ils sont connus.",
    "Pour une solution propriétaire : une ligne par établissement, avec l'instance qui l'alimente et son entité juridique.",
  ],
  prepare: [
    "Le numéro SIRET de votre organisation, et son FINESS si elle prend en charge des patients.",
    "Les numéros FINESS de chaque établissement : celui de l'entité juridique (EJ) et celui de l'établissement (EG).",
  ],
  tips: [
    "Le numéro FINESS ne dit pas s'il est d'une entité juridique ou d'un établissement : les deux se demandent à part. Les envois se font avec l'EG, les certificats suivent l'EJ.",
    "Donnez une adresse partagée plutôt que personnelle : les avis d'expiration y arriveront encore dans trois ans.",
  ],
  contact: {
    subject: "Raccordement au ROR national : {{journey}}",
    body: "Bonjour,\n\nNous préparons le raccordement de {{journey}} au ROR national (mise à jour des capacités et disponibilités en lits).\n\nNotre question :\n\n\nCordialement,",
  },
  sections: {
    organisation: {
      title: "Votre organisation",
      fields: {
        kind: {
          label: "Genre de solution",
          help: "Il décide du nombre de certificats et de ce que l'ANS met en liste blanche.",
          options: {
            "regional-eai": "EAI régional : une plateforme alimente pour toute une région",
            saas: "Solution SaaS : une plateforme hébergée alimente pour plusieurs établissements",
            proprietary: "Solution propriétaire : installée dans l'établissement ou le GHT",
          },
        },
        name: { label: "Nom de l'organisation", help: "Comme il figure sur vos documents officiels." },
        siret: { label: "SIRET", help: "14 chiffres." },
        finess: { label: "FINESS", help: "9 caractères, si l'organisation prend en charge des patients." },
        department: { label: "Département", help: "Code : 01 à 95, 2A, 2B, 971 à 976. Il donne la région." },
        address: { label: "Adresse postale", help: "Les cartes et courriers y seront envoyés." },
        solution: { label: "Nom de la solution", help: "Le logiciel qui enverra les données." },
        "solution-version": { label: "Version de la solution", help: "Celle qui sera testée." },
      },
    },
    contacts: {
      title: "Contacts",
      help: "Qui joindre, et pour quoi.",
      fields: {
        name: { label: "Nom" },
        part: {
          label: "Rôle dans le projet",
          options: {
            "project-lead": "pilote du projet",
            developer: "développeur",
            "legal-representative": "responsable légal",
            "technical-administrator": "administrateur technique",
            "bed-manager": "gestionnaire des lits",
            other: "autre",
          },
        },
        email: { label: "Adresse électronique" },
        phone: { label: "Téléphone" },
      },
    },
    instances: {
      title: "Instances et établissements",
      help: "Une ligne par établissement alimenté. La même instance peut en servir plusieurs.",
      fields: {
        instance: { label: "Instance" },
        "legal-entity": { label: "Entité juridique" },
        "finess-ej": { label: "FINESS EJ" },
        establishment: { label: "Établissement" },
        "finess-eg": { label: "FINESS EG" },
      },
    },
  },
  findings: {
    "no-contact": "Aucun contact n'est nommé.",
    "no-project-lead": "Aucun contact n'est pilote du projet.",
    "no-instance": "Aucune instance n'est déclarée : une solution propriétaire a un certificat par instance.",
    "several-legal-entities":
      "L'instance « {{instance}} » sert {{count}} entités juridiques : demandez à l'ANS laquelle porte le certificat.",
    "ej-is-eg": "Le même numéro est donné pour l'entité juridique et pour l'établissement.",
  },
  moves: { "identity-completed": "Cette page est complète" },
};

declare module "i18next" {
  interface ResourceNamespaceMap {
    readonly "step-00": typeof texts;
  }
}
