/** Step 09: the end of the tests, and the white list. */
export const texts = {
  summary:
    "Vous annoncez à l'ANS la fin des essais et lui envoyez votre liste. Elle vous inscrit en liste blanche et donne l'adresse d'alimentation. Avant cela, aucun appel n'aboutit.",
  corrections: [
    "La page officielle parle de certificats en liste blanche ; pour FHIR, l'équipe ROR demande aussi le sujet (DN) en texte. Envoyez les deux.",
    "Ce sont les certificats de PRODUCTION qui comptent ici, et leur partie publique seule.",
    "Un renouvellement de certificat repose la question de la liste blanche : demandez comment l'inscrire, et prévoyez un recouvrement.",
  ],
  todo: [
    "Relisez la liste des établissements et figez-en une version (étape 03).",
    "Écrivez à l'ANS que les essais sont terminés, avec la liste et, selon votre solution, les certificats.",
    "Notez le jour de l'envoi : cinq jours ouvrés commencent à courir.",
    "À la réponse, déposez-la ici : adresse d'alimentation et confirmation d'inscription.",
  ],
  prepare: [
    "La trace des essais de l'étape 08.",
    "La version figée de la liste : exactement les établissements qui enverront.",
    "Le sujet (DN) de chaque certificat de production, et le fichier public ; jamais une clé.",
    "Les lieux vus en production par le GRADeS.",
  ],
  tips: [
    "La liste se met à jour à tout moment par la même adresse : traitez chaque nouvel établissement comme une petite étape 09.",
    "Jours ouvrés : du lundi au vendredi, sans les fêtes nationales ; on compte à partir du lendemain de l'envoi.",
    "Pas de réponse après le cinquième jour : relancez à la même adresse, en citant la date d'envoi.",
  ],
  contact: {
    subject: "Fin des essais, inscription en liste blanche du ROR national ({{journey}})",
    body: "Bonjour,\n\nNos essais de {{journey}} sur l'environnement de test sont terminés. Vous trouverez ci-joint leur compte rendu et la liste à jour des établissements qui nous fournissent des données.\n\nSujet (DN) du ou des certificats de production :\n\nLes certificats publics sont joints. Merci de nous confirmer l'inscription en liste blanche et l'adresse d'alimentation.\n\nCordialement,",
  },
  send: {
    title: "Ce que vous envoyez",
    shared: [
      "La liste à jour des établissements qui vous fournissent des données (modèle EAI régional ou SaaS) : l'ANS autorise l'écriture pour eux sur votre certificat.",
      "Le sujet (DN) de votre certificat de production, et sa partie publique.",
    ],
    proprietary: [
      "La liste des établissements qui fournissent des données (modèle solution propriétaire).",
      "Le certificat public de chacun : un par instance qui alimente, avec son sujet (DN).",
    ],
    get: "Ce que vous recevez",
    getShared:
      "L'adresse d'alimentation du ROR national, et la confirmation que votre certificat est en liste blanche.",
    getProprietary:
      "L'adresse d'alimentation du ROR national, et la confirmation que les certificats des établissements concernés sont en liste blanche.",
    delay: "Délai annoncé : cinq jours ouvrés.",
  },
  ask: {
    title: "Demander à l'ANS",
    intro:
      "Une demande par certificat. Elle part à l'équipe ROR par message, et le délai de cinq jours ouvrés commence le lendemain. Chaque changement plus tard se demande de la même façon.",
    certificate: "Certificat de production",
    add: "Établissements à autoriser",
    remove: "Établissements à retirer",
    all: "Tout cocher",
    replaces: "Ce certificat en remplace un autre",
    replacesHelp: "Il reprend tous ses établissements ; l'ancien est retiré avec la confirmation.",
    replacesNone: "Non",
    takeover: "Jour de la reprise",
    takeoverHelp:
      "Seulement quand un autre fournisseur écrit déjà pour un de ces établissements : le jour convenu avec lui.",
    date: "Envoyée à l'ANS le",
    needed: "À remplir",
    send: "Demander l'inscription",
  },
  answer: {
    title: "Réponse de l'ANS",
    date: "Répondu le",
    document: "Réponse reçue (document de l'étape)",
    feedingUrl: "Adresse d'alimentation",
    tokenUrl: "Adresse du jeton",
    clientId: "client_id de production",
    refuse: "Pas possible pour {{name}} ({{id}}) : raison",
    refuseHelp: "Laisser vide quand l'établissement est autorisé.",
  },
  requests: {
    title: "Demandes et réponses",
    none: "Aucune demande.",
    state: {
      declared: "Déclarée",
      preparing: "En préparation à l'ANS",
      confirmed: "Confirmée",
      partly: "Possible en partie",
      impossible: "Pas possible",
    },
    on: "le {{date}}",
    due: "réponse attendue au plus tard le {{date}}",
    overdue: "En retard : relancez l'ANS.",
    add: "À autoriser : {{names}}",
    remove: "À retirer : {{names}}",
    replaces: "Remplace : {{subject}}",
    takeover: "Reprise d'un autre fournisseur le {{date}}",
    feedingUrl: "Adresse d'alimentation : {{url}}",
    refused: "{{id}} n'est pas autorisé : {{reason}}",
    prepare: "L'ANS prépare",
    answer: "Noter la réponse de l'ANS",
    withdraw: "Revenir sur le dernier constat",
  },
  open: {
    title: "Liste blanche du moment",
    none: "Aucun établissement n'est autorisé.",
    target: "Réglages de la cible pour le connecteur (JSON)",
    changes: "Changements demandés, pour l'ANS :",
    noPlatform:
      "Aucune plateforme de production n'est réglée ici : l'ANS inscrit elle-même ce qui est confirmé.",
    platform: { queued: "À inscrire", failed: "Pas encore inscrit", done: "Inscrit" },
    next: "Prochain essai : {{at}}",
  },
  sections: {},
  findings: {
    "list-not-frozen": "Aucune version de la liste des établissements n'est figée : c'est elle qui s'envoie.",
    "list-frozen": "Liste des établissements : version {{version}} figée.",
    "tests-ended-before-begun":
      "Essais terminés le {{ended}}, avant d'avoir commencé le {{begun}} : une des deux dates est fausse.",
    "white-list-nothing-asked": "Aucune inscription n'est demandée.",
    "white-list-not-asked": "Rien n'est demandé pour le certificat {{subject}}.",
    "white-list-awaited": "L'ANS n'a pas encore répondu pour {{subject}}.",
    "white-list-due": "{{subject}} : réponse attendue au plus tard le {{date}} (cinq jours ouvrés).",
    "white-list-overdue": "{{subject}} : la réponse était attendue le {{date}}, relancez l'ANS.",
    "white-list-open": "{{subject}} : confirmé par l'ANS ({{count}} établissements demandés).",
    "white-list-partly":
      "{{subject}} : {{count}} établissements ne sont pas autorisés ; la réponse dit pourquoi.",
    "white-list-impossible": "{{subject}} : l'ANS n'autorise rien ; la réponse dit pourquoi.",
    "establishment-of-two-suppliers":
      "{{establishment}} : un autre dossier ({{other}}) écrit ou demande à écrire pour lui. Convenez d'un jour de reprise.",
    "establishment-taken-over":
      "{{establishment}} : {{other}} écrit pour lui à partir du {{date}}. Arrêtez vos envois ce jour-là.",
  },
  moves: {
    "tests-begun-declared": "Début des essais annoncé à l'ANS",
    "tests-ended-declared": "Fin des essais annoncée à l'ANS",
    "white-list-requested": "Inscription en liste blanche demandée",
    "white-list-preparing": "L'ANS prépare l'inscription",
    "white-list-confirmed": "Réponse de l'ANS sur la liste blanche",
  },
};

declare module "i18next" {
  interface ResourceNamespaceMap {
    readonly "step-09": typeof texts;
  }
}
