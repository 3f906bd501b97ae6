/** Texts around every page. */
export const texts = {
  product: "Raccord",
  skip: "Aller au contenu",
  menu: "Menu principal",
  live: "En direct",
  journeys: "Parcours",
  queue: "À traiter",
  library: "Documents",
  admin: "Référentiel",
  language: "Langue",
  signIn: "Se connecter",
  signOut: "Se déconnecter",
  person: "Compte de {{name}}",
  demonstration: "Démonstration : personnes et établissements inventés.",
  offline_zero: "Hors ligne : rien n'est perdu.",
  offline_one: "Hors ligne : rien n'est perdu, {{count}} saisie en attente.",
  offline_other: "Hors ligne : rien n'est perdu, {{count}} saisies en attente.",
  unsent_one: "Le portail ne répond pas : rien n'est perdu, {{count}} saisie en attente d'un nouvel essai.",
  unsent_other:
    "Le portail ne répond pas : rien n'est perdu, {{count}} saisies en attente d'un nouvel essai.",
  signedOut_one:
    "Vous êtes déconnecté : {{count}} saisie est gardée dans ce navigateur et partira à la reconnexion.",
  signedOut_other:
    "Vous êtes déconnecté : {{count}} saisies sont gardées dans ce navigateur et partiront à la reconnexion.",
  signInAgain: "Se reconnecter",
  notKept: "Ce navigateur ne garde rien pour ce site : ne fermez pas la page avant que tout soit enregistré.",
  loading: "Chargement…",
  signInNeeded: {
    title: "Connexion nécessaire",
    text: "Cette page montre le dossier d'une organisation : connectez-vous pour l'ouvrir.",
  },
  notFound: {
    title: "Page introuvable",
    text: "Aucune page ne se trouve à cette adresse. Elle a peut-être été mal copiée.",
    home: "Aller aux parcours",
  },
  failed: {
    title: "Cette page ne s'affiche pas",
    text: "Une erreur est survenue dans la page. Ce que vous avez saisi est gardé : rechargez la page pour continuer.",
    detail: "Pour le support : {{detail}}",
    reload: "Recharger la page",
  },
  unread: {
    offline: "Le portail ne répond pas. Vérifiez le réseau ; la page réessaie d'elle-même.",
    "signed-out": "Votre session est terminée. Reconnectez-vous pour continuer.",
    forbidden:
      "Votre compte n'a pas accès à cette page. Demandez une invitation à la personne qui pilote le dossier.",
    "not-found": "Ce dossier n'existe pas, ou vous n'y avez pas accès.",
    refused: "Le portail n'a pas accepté la demande.",
    server: "Le portail a rencontré une erreur. Réessayez dans un instant.",
    retry: "Réessayer",
  },
};
