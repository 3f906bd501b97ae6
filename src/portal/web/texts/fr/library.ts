/** The library of reference documents. */
export const texts = {
  title: "Documents de référence",
  intro:
    "Formulaires vierges, modèle d'exposition, indicateurs, guide, charte : la version en cours de chacun, sa source et sa date. Ce qui manque dit où le demander.",
  step: "Étape {{step}}.",
  history_one: "{{count}} version antérieure",
  history_other: "{{count}} versions antérieures",
  removed: "Remplacé ou retiré le {{date}}.",
  item: {
    version: "Version",
    file: "Fichier",
    download: "{{name}} : télécharger {{file}}",
    source: "Source",
    added: "Ajouté",
    addedBy: "par {{name}}, le {{date}}",
  },
  withdraw: {
    act: "Retirer",
    named: "Retirer : {{name}}",
    text: "Le document n'est plus proposé ; il reste dans les versions antérieures.",
  },
  ask: {
    missing: "Pas encore ici",
    write: "Demander « {{name}} » à {{address}}",
    subject: "Demande de document : {{name}}",
    body: "Bonjour,\n\nPour raccorder notre solution au ROR national, pourriez-vous nous envoyer la version en cours du document « {{name}} » ?\n\nMerci d'avance,",
    public: "Adresse publique :",
  },
  add: {
    title: "Ajouter ou remplacer un document",
    kind: "Document",
    version: "Version",
    source: "Source",
    sourceHelp: "Une adresse, ou la personne qui l'a envoyé.",
    date: "Date de la source",
    file: "Fichier (facultatif si la source est une adresse)",
    needed: "À remplir.",
    incomplete: "Remplissez d'abord la version, la source et la date.",
    submit: "Enregistrer",
  },
  kind: {
    "display-model": {
      name: "Modèle d'exposition",
      use: "Dit quelles données le ROR national expose et sous quelle forme.",
      ask: "Demandez à l'équipe ROR la version en vigueur (3.0.1 lors de la dernière lecture).",
    },
    "bed-availability-indicators": {
      name: "Indicateurs de disponibilité en lits",
      use: "La liste et la définition des indicateurs à alimenter.",
      ask: "La liste officielle n'est dans aucune source publique lue : demandez-la à l'équipe ROR.",
    },
    "implementation-guide": {
      name: "Guide d'implémentation",
      use: "La spécification technique ; scénario 2 pour les capacités et disponibilités.",
      ask: "Publié en ligne ; l'équipe ROR dit quelle version s'applique.",
    },
    "application-form": {
      name: "Dossier de candidature au cercle de confiance",
      use: "À remplir et signer par le responsable légal ; son annexe donne la modalité de chaque région.",
      ask: "Demandez-le à l'équipe ROR : la page officielle le propose en téléchargement.",
    },
    "list-eai-saas": {
      name: "Liste des établissements, EAI régional ou SaaS",
      use: "Le modèle à remplir quand un seul certificat alimente pour tous.",
      ask: "Demandez le modèle « EAI régional ou SaaS » à l'équipe ROR.",
    },
    "list-proprietary": {
      name: "Liste des établissements, solution propriétaire",
      use: "Le modèle à remplir quand chaque instance a son certificat.",
      ask: "Demandez le modèle « solution propriétaire » à l'équipe ROR.",
    },
    charter: {
      name: "Charte d'accès et de consommation des données",
      use: "À signer par qui développe ou exploite pour le compte d'un tiers.",
      ask: "Demandez-la à l'équipe ROR ; demandez aussi si elle s'applique à vous.",
    },
    f414: {
      name: "Formulaire F414",
      use: "Carte de test et certificat de TEST, en parallèle de la candidature.",
      ask: "Demandez-le au support des développeurs de l'ANS, copie à l'équipe ROR.",
    },
    "membership-contract": {
      name: "Contrat d'adhésion",
      use: "Le contrat avec l'ANS pour l'environnement de production.",
      ask: "Demandez à l'équipe ROR où le demander : les sources lues ne donnent pas d'adresse propre.",
    },
    f101: {
      name: "Formulaire F101",
      use: "Carte de responsable légal.",
      ask: "L'adresse d'envoi est sur le formulaire lui-même, qui n'a pas pu être lu : demandez-le à l'équipe ROR.",
    },
    f413: {
      name: "Formulaire F413",
      use: "Désignation des administrateurs techniques, certificats de production.",
      ask: "Demandez-le au guichet des certificats, ou désignez sur le portail MesHabilitations.",
    },
    "development-terms": {
      name: "Conditions de développement",
      use: "À lire, avec le guide, avant les tests.",
      ask: "Demandez-les à l'équipe ROR : elles ne sont dans aucune source publique lue.",
    },
  },
};
