/** Step 04: membership contract and card of the legal representative. */
export const texts = {
  summary:
    "Le contrat d'adhésion et la carte du responsable légal ouvrent la voie aux certificats de production. Répondez à deux questions : la page montre votre cas.",
  corrections: [
    "La page officielle place cette étape après l'avis du comité. Rien ne l'y oblige : le contrat sert à la production et peut partir dès le premier jour.",
    "Elle n'envisage pas une carte sans contrat (celle d'un professionnel de santé par exemple) : c'est une question pour l'ANS.",
  ],
  todo: [
    "Répondez aux deux questions, lisez ce que votre cas demande.",
    "Faites signer le contrat et le formulaire F101 par le responsable légal lui-même, ou par un mandataire déjà déclaré.",
    "Notez chaque envoi et chaque réception avec sa date : personne ne publie ces délais.",
  ],
  prepare: [
    "Le contrat d'adhésion aux services de l'ANS relatifs aux moyens d'identification électronique.",
    "Le formulaire F101 (carte du responsable légal) : il porte l'adresse à laquelle l'envoyer.",
    "L'identité de la structure (FINESS si elle prend en charge des patients, sinon SIRET) et celle du responsable légal.",
  ],
  tips: [
    "Un établissement de santé peut faire sa première carte et son contrat en ligne ; l'ordre indiqué est : déclarer structure et responsable, activer l'e-CPS, gérer les délégations, puis les certificats.",
    "La carte et la désignation sont au nom d'une personne : un changement de direction rompt la chaîne. Prévoyez-le.",
    "Un mandataire fait les mêmes actes que le responsable légal une fois déclaré (étape 06).",
    "Le contrat vaut pour la production. Il ne remplace pas le matériel de test de l'étape 03b.",
  ],
  contact: {
    subject: "Contrat d'adhésion et carte de responsable légal ({{journey}})",
    body: "Bonjour,\n\nPour le raccordement de {{journey}} au ROR national, nous préparons le contrat d'adhésion aux services de l'ANS et la carte du responsable légal (formulaire F101).\n\nPouvez-vous nous confirmer les versions en vigueur des deux documents, l'adresse d'envoi et le délai habituel ?\n\nCordialement,",
  },
  decision: { title: "Où en êtes-vous ?", answer: "Répondez aux deux questions pour voir votre cas." },
  details: { title: "Contrat et carte" },
  branches: {
    "contract-and-card": {
      title: "Contrat et carte : passez à l'étape 05",
      todo: [
        "Notez ci-dessous le numéro du contrat, celui de la carte et sa fin de validité.",
        "Vérifiez que la carte est bien celle du responsable légal actuel.",
      ],
    },
    "contract-only": {
      title: "Contrat sans carte valable : demandez la carte",
      todo: [
        "Remplissez le formulaire F101 et envoyez-le à l'adresse qu'il porte.",
        "Notez la demande, puis la réception avec le numéro et la fin de validité.",
      ],
    },
    "card-only": {
      title: "Une carte, pas de contrat : le contrat d'abord",
      todo: [
        "Demandez à l'ANS si cette carte peut servir au responsable légal de la structure.",
        "Remplissez et envoyez le contrat d'adhésion ; notez l'envoi puis la signature avec le document.",
      ],
    },
    neither: {
      title: "Ni contrat ni carte : les deux ensemble",
      todo: [
        "Remplissez le contrat d'adhésion et le formulaire F101 ; envoyez les deux sans attendre l'un pour l'autre.",
        "Notez chaque envoi, puis la signature du contrat (avec le document) et la réception de la carte.",
      ],
    },
  },
  sheet: {
    title: "Fiche à recopier dans le contrat et le F101",
    rows: {
      structure: "Structure",
      identifier: "Identifiant",
      address: "Adresse",
      representative: "Responsable légal",
      purpose: "Motif",
    },
    purpose: "Certificats de production pour alimenter le ROR national",
  },
  sections: {
    contract: {
      title: "Contrat et carte",
      fields: {
        "has-contract": {
          label: "Avez-vous un contrat d'adhésion avec l'ANS ?",
          options: { yes: "Oui", no: "Non" },
        },
        "has-card": {
          label: "Le responsable légal a-t-il sa carte ?",
          help: "Une carte arrivée à son terme compte comme absente.",
          options: { yes: "Oui", no: "Non" },
        },
        "structure-id": {
          label: "Identifiant de la structure",
          help: "FINESS si elle prend en charge des patients, sinon SIRET.",
          options: { finess: "FINESS (étape 00)", siret: "SIRET (étape 00)" },
        },
        "legal-representative": { label: "Responsable légal", help: "Prénom et nom, comme sur la carte." },
        "contract-number": { label: "Numéro du contrat" },
        "contract-date": { label: "Date du contrat" },
        "card-number": { label: "Numéro de la carte" },
        "card-expiry": { label: "Fin de validité de la carte" },
      },
    },
  },
  findings: {
    "finess-not-given": "Le FINESS est choisi mais l'étape 00 ne le donne pas.",
    "card-without-contract":
      "Une carte sans contrat n'est pas un cas prévu : demandez à l'ANS si elle peut servir.",
    "card-expired": "La carte a pris fin le {{date}} : demandez la suivante.",
    "card-ends-soon": "La carte prend fin le {{date}} : demandez la suivante.",
    "representative-differs":
      "Le responsable légal est « {{name}} » ici et « {{other}} » à l'étape 00 : contrat, carte et désignations doivent être au même nom.",
  },
  moves: {
    "contract-sent": "Contrat d'adhésion envoyé",
    "contract-signed": "Contrat signé par l'ANS",
    "card-requested": "Carte du responsable légal demandée (F101)",
    "card-received": "Carte du responsable légal reçue",
  },
};

declare module "i18next" {
  interface ResourceNamespaceMap {
    readonly "step-04": typeof texts;
  }
}
