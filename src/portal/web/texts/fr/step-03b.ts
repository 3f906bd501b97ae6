/** Step 03b: test material (form F414). */
export const texts = {
  summary:
    "Pour essayer vos envois dans le bac à sable, il faut une carte de test et un certificat de TEST. Ils se demandent par le formulaire F414, sans attendre l'avis du comité.",
  corrections: [
    "La page officielle ne parle pas de cette étape dans sa liste : elle ne cite les cartes qu'à l'étape 04, pour la production. Le parcours récent de l'ANS la demande en même temps que la candidature.",
    "Le certificat de TEST n'est pas celui de production : il en faudra un autre à l'étape 07.",
  ],
  todo: [
    "Envoyez le formulaire F414 le même jour que la candidature de l'étape 03 : les deux attentes courent alors ensemble.",
    "Remplissez cette page, puis recopiez la fiche ci-dessous dans le formulaire. Faites-le signer par le demandeur et apposez le cachet.",
    "Envoyez-le au support des développeurs, avec l'équipe ROR en copie : les deux adresses sont nécessaires.",
    "À réception de la carte, vérifiez lecteur et pilotes, puis commandez le certificat de TEST (étape 07).",
    "Quand vous avez l'avis favorable et le certificat, envoyez son sujet (DN) à l'équipe ROR, puis notez-le ici.",
  ],
  prepare: [
    "Le formulaire F414 vierge (édition de mars 2024 connue ; demandez la dernière à l'ANS).",
    "Le FINESS ou le SIRET de la structure, son adresse, et l'adresse de livraison de la carte.",
    "Le nom, le courriel et le téléphone du demandeur ; le numéro de votre carte de test si vous en avez déjà une.",
    "Un lecteur de carte et les pilotes CPS sur le poste qui commandera.",
  ],
  tips: [
    "La commande de TEST se fait avec la carte de test en main : Pro Santé Connect et l'e-CPS n'y suffisent pas.",
    "Une carte individuelle CPS3 convient, quelle que soit la spécialité. Les cartes de test sont gratuites.",
    "Un formulaire commande au plus 10 cartes individuelles, 2 kits et 2 jeux.",
    "Vérifiez le lecteur sur https://diagcps.eservices.esante.gouv.fr/, dans une fenêtre privée de Chrome ou Firefox.",
    "Une carte de test vit trois ans, puis elle est bloquée. Le délai d'envoi n'est pas publié ; l'ANS prévient qu'il peut être long.",
    "Oublier d'envoyer le sujet du certificat ressemble, à l'étape 08, à une panne technique : le jeton est refusé.",
  ],
  contact: {
    subject: "Formulaire F414 : carte et certificat de test, ROR national ({{journey}})",
    body: "Bonjour,\n\nVeuillez trouver ci-joint le formulaire F414 rempli, signé et tamponné, pour le projet ROR ({{journey}}) : une carte de test et le droit de commander un certificat ORG AUTH_CLI de TEST.\n\nNotre candidature au cercle de confiance du ROR national est envoyée en parallèle.\n\nCordialement,",
  },
  next: {
    title: "Ce qui se passe ensuite",
    steps: [
      "L'ANS (support des développeurs) traite le formulaire. Délai non publié.",
      "La carte de test arrive par la poste à l'adresse de livraison, sauf si vous en aviez déjà une.",
      "L'ANS ouvre le droit de commander un certificat de TEST lié à cette carte.",
      "Vous commandez le certificat avec la carte, vous le déposez à l'étape 07, qui vous donne son sujet prêt à copier.",
      "Vous envoyez ce sujet à l'équipe ROR ; l'étape 08 peut commencer.",
    ],
  },
  sheet: {
    title: "Fiche à recopier dans le F414",
    rows: {
      structure: "Structure",
      identifier: "Identifiant",
      address: "Adresse",
      requester: "Demandeur",
      contact: "Courriel et téléphone",
      purpose: "Projet",
      delivery: "Adresse de livraison",
      product: "Type de certificat à cocher",
      card: "Carte de test",
    },
    purpose: "ROR",
    product: "ORG AUTH_CLI (TEST)",
    cardOrder: "à commander : offre individuelle, CPS3",
  },
  sections: {
    "test-material": {
      title: "Votre demande de matériel de test",
      fields: {
        "structure-id": {
          label: "Identifiant de la structure sur le formulaire",
          help: "Il deviendra l'OU du certificat : choisissez celui qui doit y figurer. FINESS si la structure prend en charge des patients, sinon SIRET.",
          options: { finess: "FINESS (étape 00)", siret: "SIRET (étape 00)" },
        },
        requester: { label: "Demandeur", help: "La personne qui signe le formulaire." },
        "requester-email": { label: "Courriel du demandeur" },
        "requester-phone": { label: "Téléphone du demandeur" },
        "delivery-address": { label: "Adresse de livraison", help: "La carte arrive par la poste." },
        "has-test-card": {
          label: "Avez-vous déjà une carte de test ?",
          options: { yes: "Oui", no: "Non, à commander" },
        },
        "test-card-number": { label: "Numéro de la carte de test" },
        "test-card-expiry": { label: "Fin de validité de la carte", help: "Trois ans après sa fabrication." },
        "cards-wanted": { label: "Cartes individuelles à commander", help: "10 au plus par formulaire." },
        "auth-cli-ticked": {
          label: "ORG AUTH_CLI (TEST) est coché sur le formulaire",
          options: { yes: "Oui", no: "Pas encore" },
        },
        "ror-named": { label: "Le projet ROR y est nommé", options: { yes: "Oui", no: "Pas encore" } },
        "signed-and-stamped": {
          label: "Il est signé et porte le cachet",
          options: { yes: "Oui", no: "Pas encore" },
        },
      },
    },
  },
  findings: {
    "finess-not-given": "Le FINESS est choisi mais l'étape 00 ne le donne pas.",
    "test-structure-is-ou":
      "L'identifiant choisi deviendra l'OU du certificat. En cas de doute (éditeur, GIP, GHT), demandez à l'ANS avant d'envoyer.",
    "f414-auth-cli-ticked": "Cochez ORG AUTH_CLI (TEST) sur le formulaire.",
    "f414-ror-named": "Nommez le projet ROR sur le formulaire.",
    "f414-signed-and-stamped": "Faites signer le formulaire et apposez le cachet.",
    "too-many-test-cards": "Un formulaire commande {{max}} cartes individuelles au plus.",
    "test-card-expired":
      "La carte de test a pris fin le {{date}} : elle est bloquée. Commandez-en une autre par le F414.",
    "card-ends-soon": "La carte de test prend fin le {{date}} : commandez la suivante.",
  },
  moves: {
    "f414-sent": "Formulaire F414 envoyé aux deux adresses",
    "f414-accepted": "L'ANS a ouvert le droit de commander (facultatif)",
    "test-card-received": "Carte de test reçue",
    "test-certificate-ordered": "Certificat de TEST commandé",
    "test-dn-sent": "Sujet (DN) du certificat de TEST envoyé à l'équipe ROR",
  },
};

declare module "i18next" {
  interface ResourceNamespaceMap {
    readonly "step-03b": typeof texts;
  }
}
