/** List of journeys, and beginning one. */
export const texts = {
  title: "Parcours de raccordement",
  intro:
    "Un parcours mène un fournisseur de données jusqu'au ROR national : ce qu'il faut faire, à qui écrire, ce qui manque. Tout ce que vous saisissez est enregistré au fur et à mesure.",
  none: "Aucun parcours pour l'instant : commencez le premier ci-dessous.",
  current: "Étape en cours : {{step}}",
  begun: "Commencé le {{date}}",
  done: "{{done}} étapes terminées sur {{all}}",
  begin: {
    title: "Commencer un parcours",
    name: "Nom de votre organisation",
    nameHelp: "Le fournisseur qui enverra les données : éditeur, établissement, GHT, GRADeS.",
    kind: "Genre de solution",
    submit: "Commencer",
    needed: "À remplir.",
    tooLong: "200 caractères au plus.",
    failed: "Le parcours n'a pas été créé : {{reason}}",
  },
  kindHelp: {
    "regional-eai": "Une plateforme d'intégration alimente le ROR pour toute une région. Un seul certificat.",
    saas: "Une solution hébergée alimente le ROR pour plusieurs établissements. Un seul certificat.",
    proprietary:
      "Une solution installée dans l'établissement ou le GHT. Un certificat par instance qui alimente.",
  },
};
