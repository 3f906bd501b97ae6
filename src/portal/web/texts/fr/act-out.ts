/** L'histoire qu'une seule personne joue, de la première page au flux vivant. */
export const texts = {
  label: "Guide de l'histoire",
  offer: {
    text: "Jouez vous-même tout le raccordement, seul et en une vingtaine de minutes : {{count}} actes, tous les rôles, du premier formulaire aux lits qui bougent en production (imitée).",
    begin: "Jouer toute l'histoire",
  },
  act: "Acte {{number}} sur {{count}} : {{title}}",
  over: "L'histoire est finie : les lits bougent",
  overText:
    "Le fournisseur est en liste blanche, le connecteur alimente la production (imitée), et chaque mouvement de l'hôpital change les lits disponibles. Le dossier garde toutes ses preuves. La commande « raccord reset » efface tout et permet de rejouer.",
  seeBeds: "Voir les lits bouger",
  seeFile: "Voir le dossier",
  become: "Devenir {{name}}",
  you: "Vous êtes {{name}}.",
  turn: "Cet acte est à {{name}}.",
  fill: "Remplir pour moi",
  go: "Aller à la page",
  show: "Montrer où",
  failed: "Cela n'a pas abouti : {{reason}}",
  acts: {
    who: {
      title: "qui vous êtes",
      note: "Un éditeur de logiciel SaaS veut alimenter le ROR pour un hôpital. Sa cheffe de projet ouvre le dossier : tout ce qu'elle dit ici remplira les formulaires suivants.",
      todo: "Faites remplir, relisez, puis notez « Cette page est complète ».",
    },
    data: {
      title: "les données conviennent-elles ?",
      note: "Chaque indicateur du ROR est comparé à ce que le logiciel sait compter : c'est la note de conformité.",
      todo: "Faites remplir, puis notez « La note de conformité est complète ».",
    },
    modalities: {
      title: "les modalités techniques",
      note: "Un premier lieu de l'hôpital est désigné comme le ROR le connaît : un identifiant d'établissement et un identifiant externe.",
      todo: "Faites remplir, puis déclarez « J'ai lu le guide d'implémentation » avec une date.",
    },
    application: {
      title: "la candidature",
      note: "La candidature au cercle de confiance et la liste des établissements. Le portail contrôle les numéros FINESS et fige la liste qui part.",
      todo: "Faites remplir : la liste est figée, la candidature est prête à signer.",
    },
    signatures: {
      title: "les signatures",
      note: "Le responsable légal signe les deux documents, que le portail a préparés. Les exemplaires signés sont déposés au dossier.",
      todo: "Faites remplir, puis déclarez « Candidature signée » et « Liste signée », chacune avec son document.",
    },
    sending: {
      title: "l'envoi",
      note: "Le dossier part au comité d'intégration. À partir de là, le comité et l'ANS le voient aussi.",
      todo: "Déclarez « Dossier envoyé ».",
    },
    hospital: {
      title: "l'hôpital relit",
      note: "Le contact de l'hôpital relit ce que son éditeur a écrit en son nom : une erreur vue ici ne coûte rien.",
      todo: "Confirmez le dossier.",
    },
    committee: {
      title: "le comité décide",
      note: "Une membre du comité d'intégration donne l'avis de son organisation, puis note la décision.",
      todo: "Notez « Avis de DGOS : favorable » avec une raison, puis « Décision favorable ».",
    },
    access: {
      title: "l'accès de test",
      note: "L'ANS accorde l'accès : le bac à sable, sur cette machine, créera vraiment ce client et ses droits d'écriture.",
      todo: "Dans « Accès de test », donnez la date et le client_id lits-en-scene, puis accordez l'accès.",
    },
    "test-material": {
      title: "le matériel de test",
      note: "Formulaire F414, carte de test, certificat commandé : des semaines de courrier, passées ici en un instant.",
      todo: "Faites remplir, puis déclarez « Sujet (DN) du certificat de TEST envoyé à l'équipe ROR ».",
    },
    contract: {
      title: "contrat, cartes, désignation",
      note: "Le responsable légal a un contrat et une carte ; il désigne qui commandera les certificats.",
      todo: "Faites remplir (les étapes 04 à 06), puis déclarez « Désignation envoyée ».",
    },
    designation: {
      title: "l'ANS confirme la désignation",
      note: "Sans cette confirmation, aucun certificat ne devrait être commandé.",
      todo: "Déclarez « Désignation confirmée par l'ANS ».",
    },
    certificates: {
      title: "les certificats",
      note: "L'autorité du bac à sable émet deux vrais certificats, de TEST et de PRODUCTION. Le portail les passe aux douze contrôles ; les clés ne quittent pas la machine du connecteur.",
      todo: "Faites remplir, regardez les contrôles, puis notez « Les certificats sont prêts ».",
    },
    mapping: {
      title: "faire connaître les lieux",
      note: "Chaque unité de l'hôpital doit porter un identifiant que le GRADeS met dans le ROR.",
      todo: "Faites remplir : la demande part au GRADeS.",
    },
    identifiers: {
      title: "le GRADeS attribue",
      note: "Le GRADeS de la région donne les identifiants externes des lieux.",
      todo: "Faites remplir : les identifiants sont attribués.",
    },
    tests: {
      title: "les essais",
      note: "Le connecteur reçoit son accès au bac à sable et joue chaque scénario exigé. Le journal du bac à sable sert de preuve.",
      todo: "Faites remplir, déclarez « Conditions de développement lues », lancez la campagne, puis prouvez les essais par le journal.",
    },
    request: {
      title: "demander la liste blanche",
      note: "Les essais sont finis : le fournisseur demande que son certificat puisse écrire pour l'hôpital. Les cinq jours ouvrés commencent.",
      todo: "Annoncez le début puis la fin des essais, cochez l'hôpital et demandez l'inscription.",
    },
    "white-list": {
      title: "l'ANS inscrit",
      note: "L'ANS répond : la liste blanche de la production imitée est vraiment changée.",
      todo: "Notez la réponse de l'ANS, telle qu'elle est proposée.",
    },
    live: {
      title: "la mise en service",
      note: "Le connecteur reçoit les réglages que le portail exporte, et chaque lieu de l'hôpital part désormais en production (imitée).",
      todo: "Faites remplir, puis lisez le journal de production : le dernier envoi accepté termine le parcours.",
    },
  },
};
