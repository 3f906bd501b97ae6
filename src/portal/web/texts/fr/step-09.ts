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
    due: "Réponse attendue au plus tard le {{date}}.",
  },
  sections: {},
  findings: {
    "list-not-frozen": "Aucune version de la liste des établissements n'est figée : c'est elle qui s'envoie.",
    "list-frozen": "Liste des établissements : version {{version}} figée.",
    "white-list-due": "Réponse attendue au plus tard le {{date}} (cinq jours ouvrés).",
    "white-list-overdue": "La réponse était attendue le {{date}} : relancez l'ANS.",
  },
  moves: {
    "tests-ended-declared": "Fin des essais annoncée à l'ANS",
    "white-list-confirmed": "Inscription en liste blanche confirmée",
  },
};

declare module "i18next" {
  interface ResourceNamespaceMap {
    readonly "step-09": typeof texts;
  }
}
