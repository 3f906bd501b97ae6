/** Step 07: certificates. */
export const texts = {
  summary:
    "Faites la clé et la demande sur votre machine, commandez chaque certificat avec votre carte, puis déposez ici sa partie publique : le portail fait les vérifications et donne le sujet à envoyer.",
  corrections: [
    "La page officielle dit que le même certificat sert au test et au ROR national. C'est faux : le bac à sable veut un certificat IGC Santé de TEST, la production un certificat IGC Santé de production.",
    "Elle ne dit pas qu'un fournisseur qui lit aussi le ROR a deux client_id, donc un second certificat de production.",
    "Elle parle de certificats en liste blanche. Pour FHIR, l'équipe ROR demande aussi le sujet (DN) en texte : gardez les deux prêts.",
    "Elle compte un certificat par instance, alors que le certificat est porté par l'entité juridique. Pour un GHT de plusieurs entités, demandez à l'ANS laquelle le porte.",
  ],
  todo: [
    "Lisez ci-dessous quels certificats il vous faut.",
    "Pour chacun : clé et demande (CSR) sur votre machine, commande sur le portail de l'IGC Santé, retrait, dépôt ici de la partie publique.",
    "Corrigez ce qui est refusé ; lisez ce qui est à vérifier.",
    "Copiez le sujet du certificat de TEST et envoyez-le à l'équipe ROR (étape 03b) ; celui de production part à l'étape 09.",
    "Donnez une boîte partagée pour les avis d'expiration, puis notez que les certificats sont prêts.",
  ],
  prepare: [
    "TEST : la carte de test en main (étape 03b). Production : être administrateur technique désigné (étape 06), avec carte ou e-CPS.",
    "La structure : FINESS de l'entité juridique, ou SIRET. Pays, département, nom et identifiant sont inscrits par l'autorité.",
    "Un nom de « service applicatif » (il devient le CN), un mot de passe pour la clé, un code de révocation.",
  ],
  tips: [
    "La clé privée ne sort jamais de votre machine : un fichier qui en contient une est refusé ici et rien n'en est gardé.",
    "Perdre le mot de passe de la clé oblige à une nouvelle demande.",
    "Un certificat vit trois ans. L'avis part 60 jours avant, de noreply@pfc.eservices.esante.gouv.fr : laissez passer cet expéditeur. Le renouvellement n'est pas automatique et n'est possible qu'avant le terme.",
    "Seules des clés RSA 2048 ont été vues ; l'acceptation d'autres tailles est inconnue.",
    "Révoquez en cas de perte, de vol, de fin d'activité ou si une donnée du certificat change. C'est définitif.",
    "« ASIP-SANTE » dans le nom des autorités est normal : c'est l'ancien nom de l'ANS.",
  ],
  contact: {
    subject: "Sujet (DN) de notre certificat, ROR national ({{journey}})",
    body: "Bonjour,\n\nVoici le sujet du certificat de {{journey}} pour l'accès FHIR MEV3.0 au ROR national :\n\n(coller ici le sujet copié du portail)\n\nLe certificat public est joint.\n\nCordialement,",
  },
  environment: { test: "TEST", production: "PRODUCTION" },
  role: { writer: "alimentation", reader: "lecture" },
  of: { supplier: ", à votre nom", instance: ", instance « {{instance}} »" },
  need: {
    title: "Certificats dont vous avez besoin",
    intro: {
      proprietary:
        "Solution propriétaire : un certificat de TEST, et un de production par instance en service.",
      other:
        "Un certificat de TEST et un de production, à votre nom : ils valent pour tous les établissements de la liste.",
    },
    name: "Certificat {{environment}}, {{role}}{{of}}",
    structure: "Structure à choisir sur le portail :",
    noStructure: "à déclarer à l'étape 00",
    none: "Aucun fichier déposé.",
    others: "Autres certificats déposés",
  },
  upload: {
    file: "Fichier du certificat public",
    help: "PEM, DER (.cer, .crt) ou P7B, 512 Ko au plus. Jamais de clé privée, jamais de mot de passe.",
    send: "Déposer et vérifier",
    sending: "Vérification en cours…",
    done: "Certificat déposé et vérifié.",
    needed: "Choisissez d'abord un fichier.",
    tooLarge: "Le fichier dépasse 512 Ko : ce n'est pas un certificat.",
  },
  certificate: {
    subject: "Sujet (DN), prêt à envoyer",
    copy: "Copier le sujet",
    write: "Écrire à l'équipe ROR",
    mailSubject: "Sujet (DN) du certificat {{environment}}, {{role}} ({{journey}})",
    mailBody:
      "Bonjour,\n\nVoici le sujet du certificat {{environment}} ({{role}}) de {{journey}} pour l'accès FHIR MEV3.0 au ROR national :\n\n{{subject}}\n\nLe certificat public est joint.\n\nCordialement,",
    public: "Télécharger le fichier public",
    again: "Vérifier de nouveau",
    remove: "Retirer",
    removeTitle: "Retirer ce certificat",
    until: "Valable jusqu'au",
    fingerprint: "Empreinte SHA-256",
    uploaded: "Déposé",
    by: "par {{name}}, le {{date}}",
    checked: "Vérifié le {{date}}",
    checks: "Les douze vérifications :",
    summary: "{{passed}} bonnes, {{warned}} à vérifier, {{failed}} refusées, {{unchecked}} non faites",
  },
  result: {
    passed: "Bon",
    warned: "À vérifier",
    failed: "Refusé",
    "could-not-check": "Non vérifié",
  },
  howto: {
    title: "Faire la clé et la demande sur votre machine",
    intro:
      "La clé naît sur votre machine et y reste, chiffrée. Seul request.csr va sur le portail de commande.",
    which: "Pour quel certificat ?",
    name: "Service applicatif (CN)",
    nameHelp: "Un nom par certificat, reconnaissable dans trois ans, par exemple LITS ROR.",
    raccord: "Avec Raccord",
    openssl: "Avec OpenSSL seul",
    copy: "Copier la commande",
    organization: "NOM DE LA STRUCTURE",
    department: "Département (00)",
    structure: "1FINESS",
  },
  order: {
    title: "Ce qu'il faut taper sur le portail de commande",
    steps: [
      "Ouvrez https://pfc.eservices.esante.gouv.fr/ dans une fenêtre privée de Chrome ou Firefox, carte dans le lecteur.",
      "« Demander », offre ORG (organisation), puis la structure : seules celles pour lesquelles vous êtes désigné apparaissent.",
      "Nouveau produit, usage AUTH_CLI. Pas SIGN, pas CONF, pas SERVEUR.",
      "Service applicatif : le nom choisi ci-dessus. Adresse électronique : la boîte partagée.",
      "Choisissez le dépôt d'une CSR et donnez request.csr.",
      "« Retirer » (ou le lien du courriel) : choisissez un code de révocation, notez-le au coffre, acceptez, terminez, téléchargez.",
    ],
  },
  sections: {
    "certificate-plan": {
      title: "Suivi des certificats",
      fields: {
        mailbox: {
          label: "Boîte partagée pour les avis",
          help: "Les avis d'expiration y arrivent encore quand quelqu'un est parti.",
        },
        "key-place": { label: "Où vit la clé privée", help: "La machine ou le coffre, pas la clé." },
        "revocation-code-holder": { label: "Qui connaît le code de révocation" },
      },
    },
  },
  findings: {
    "certificate-missing":
      "Certificat $t(environment.{{environment}}), $t(role.{{role}})$t(of.{{named}}) : aucun fichier déposé.",
    "certificate-failed":
      "Certificat $t(environment.{{environment}}), $t(role.{{role}})$t(of.{{named}}) : vérification refusée ({{checks}}).",
    "certificate-expired":
      "Certificat $t(environment.{{environment}}), $t(role.{{role}})$t(of.{{named}}) : arrivé à son terme le {{until}}.",
    "certificate-fits":
      "Certificat $t(environment.{{environment}}), $t(role.{{role}})$t(of.{{named}}) : bon jusqu'au {{until}}.",
    "certificate-ends-soon":
      "Certificat $t(environment.{{environment}}), $t(role.{{role}})$t(of.{{named}}) : il reste {{days}} jours ; renouvelez avant le {{until}}.",
    "certificate-warned":
      "Certificat $t(environment.{{environment}}), $t(role.{{role}})$t(of.{{named}}) : à lire, vérification {{checks}}.",
    "certificate-shared":
      "Le même certificat est déposé {{count}} fois : un par environnement, client_id et instance.",
    "no-instance-for-certificates":
      "Aucune instance à l'étape 00 : le nombre de certificats de production en dépend.",
    "mailbox-of-one-person":
      "{{mailbox}} est l'adresse d'une personne : donnez une boîte partagée, les avis survivront à son départ.",
    "designation-not-confirmed":
      "La désignation (étape 06) n'est pas confirmée : ne commandez pas encore de certificat de production.",
    "certificate-entity":
      "L'instance « {{instance}} » sert {{count}} entités juridiques : demandez à l'ANS laquelle porte le certificat.",
  },
  moves: { "certificates-ready": "Les certificats sont prêts" },
};

declare module "i18next" {
  interface ResourceNamespaceMap {
    readonly "step-07": typeof texts;
  }
}
