/** Les messages sortants. */
export const texts = {
  title: "Messages envoyés au fournisseur",
  all: "Messages sortants",
  none: "Aucun message.",
  unset: "L'envoi par courriel n'est pas réglé (portal.mail) : copiez le message et envoyez-le vous-même.",
  to: "À : {{to}}",
  nobody: "Aucune adresse dans le dossier (signataire, contacts de l'étape 00) : copiez le message.",
  state: { queued: "En attente", sent: "Envoyé", failed: "Pas encore envoyé", withdrawn: "Retenu" },
  made: "préparé le {{date}}",
  sentAt: "parti le {{date}}",
  failed: "Essais : {{attempts}}. Réponse du serveur : {{reason}}",
  next: "Prochain essai : {{date}}",
  withdrawn: "La décision a été reprise avant l'envoi.",
  show: "Lire le message",
  copy: "Copier le message",
};
