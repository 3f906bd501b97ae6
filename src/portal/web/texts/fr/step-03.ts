/** Étape 03 : entrer dans le cercle de confiance. */
export const texts = {
  summary:
    "Deux formulaires signés partent à l'ANS : la candidature au cercle de confiance et la liste des établissements. Un comité rend son avis ; s'il est favorable, l'accès à l'environnement de test arrive par courriel.",
  todo: [
    "Complétez la liste des établissements et corrigez les lignes en erreur.",
    "Pour chaque région, sachez si elle alimente directement ou par un EAI ; pour un EAI, écrivez à son GRADeS.",
    "Répondez à chaque condition, ou demandez-les à l'ANS.",
    "Figez une version de la liste, exportez-la et recopiez la fiche dans le dossier de candidature.",
    "Faites signer les deux formulaires par le responsable légal et déposez les copies.",
    "Envoyez-les ensemble avec le message prêt, puis notez la date d'envoi, l'accusé, l'avis et l'accès.",
  ],
  corrections: [
    "La page officielle imprime l'adresse sans son point (« esantegouv.fr ») : un courriel envoyé là se perd. La bonne est monserviceclient.ror@esante.gouv.fr.",
    "L'encadré rouge des conditions, dont parle la page, n'est dans aucune source lue : demandez-le.",
    "Le matériel de test (étape 03b) se demande en même temps : n'attendez pas l'avis.",
    "Les profils d'accès vont de 0 à 5, et non de 0 à 4.",
  ],
  prepare: [
    "Le dossier de candidature et le modèle de liste de votre type de solution.",
    "Le FINESS EJ et le FINESS EG de chaque établissement, et son département.",
    "Le nom, la fonction et l'adresse du responsable légal, qui signe.",
    "Ce que l'annexe du dossier dit de vos régions.",
  ],
  tips: [
    "Aucun délai n'est publié pour l'avis : notez vos dates, elles serviront aux suivants.",
    "La liste se met à jour à tout moment par la même adresse : chaque nouveau client est une petite étape 09.",
    "Un GRADeS inscrit à la main les identifiants des unités dans le ROR : commencez ce travail pendant l'attente.",
    "Une clé FINESS fausse avertit sans bloquer : des exceptions existent.",
  ],
  contact: {
    subject: "Candidature au cercle de confiance du ROR national : {{journey}}",
    body: "Bonjour,\n\nVous trouverez ci-joint, signés par notre responsable légal :\n- le dossier de candidature au cercle de confiance du ROR national ;\n- la liste des établissements qui fourniront des données.\n\nProjet : {{journey}} (mise à jour des capacités et disponibilités en lits).\n\nPouvez-vous accuser réception et nous dire quand le comité l'étudiera ?\n\nCordialement,",
  },
  sections: {
    application: {
      title: "La candidature",
      help: "Ces réponses se recopient dans le dossier officiel.",
      fields: {
        purpose: { label: "Objet", help: "Quelles données, pour quels établissements, à quelle fréquence." },
        signatory: { label: "Responsable légal", help: "La personne qui signe les deux formulaires." },
        "signatory-title": { label: "Sa fonction" },
        "signatory-email": { label: "Son adresse électronique" },
        "signatory-phone": { label: "Son téléphone" },
        "third-party": {
          label: "Développez-vous ou exploitez-vous pour le compte d'un tiers ?",
          help: "Si oui, la charte d'accès et de consommation des données est à signer aussi.",
          options: { yes: "Oui", no: "Non" },
        },
        "reading-profile": {
          label: "Voulez-vous aussi lire le ROR ?",
          help: "Le profil règle la lecture seulement ; alimenter n'en demande pas.",
          options: {
            none: "Non, alimenter seulement",
            "0": "Profil 0 : données ouvertes",
            "1": "Profil 1 : tout",
            "2": "Profil 2 : tout sauf le très restreint",
            "3": "Profil 3 : médico-social, le reste en données ouvertes",
            "4": "Profil 4 : sans contacts ni données personnelles",
            "5": "Profil 5 : sans le très restreint ni les disponibilités en lits",
            "to-ask": "À demander à l'ANS",
          },
        },
        "restricted-reading-regions": {
          label: "Lecture restreinte : dans combien de régions ?",
          help: "Une seule : cercle régional du GRADeS. Plusieurs : cercle national.",
          options: { none: "Aucune", one: "Une seule", several: "Plusieurs" },
        },
      },
    },
    "conditions-met": {
      title: "Conditions à remplir",
      fields: {
        met: { label: "Remplie ?", options: { met: "remplie", "not-met": "non remplie" } },
        evidence: { label: "Preuve", help: "Ce qui le montre, ou le nom du document déposé." },
      },
    },
    regions: {
      title: "Régions",
      fields: {
        "grades-contacted-on": { label: "GRADeS contacté le" },
        "grades-contact": { label: "Contact au GRADeS" },
        note: { label: "Ce qui est convenu" },
        "modality-said": {
          label: "Réponse du GRADeS, reçue par courriel",
          help: "Déposez sa réponse à cette étape (« Réponse du GRADeS »). Ce que la région note elle-même compte d'abord.",
          options: { direct: "Direct", eai: "Par l'EAI régional" },
        },
        "modality-said-on": { label: "Date de cette réponse" },
      },
    },
    "committee-answer": {
      title: "Réponse du comité",
      help: "À remplir à mesure que les réponses arrivent.",
      fields: {
        "committee-date": { label: "Date du comité" },
        questions: { label: "Questions posées et réponses données" },
        "letter-reference": { label: "Référence de la lettre de notification" },
        "granted-profile": {
          label: "Profil accordé",
          options: {
            none: "aucun : alimenter seulement",
            "0": "0",
            "1": "1",
            "2": "2",
            "3": "3",
            "4": "4",
            "5": "5",
          },
        },
        "client-id": {
          label: "client_id reçu",
          help: "L'identifiant seul, jamais un secret ni un mot de passe.",
        },
      },
    },
  },
  findings: {
    "no-establishment": "La liste des établissements est vide.",
    "list-errors": "Lignes de la liste avec une erreur : {{count}}.",
    "list-warnings": "Lignes de la liste à vérifier : {{count}}.",
    "establishments-listed": "{{count}} établissements listés, sans erreur.",
    "list-not-frozen": "Aucune version de la liste n'est figée : figez celle qui sera signée.",
    "region-unknown": "Lignes sans région : {{count}}.",
    "modality-to-be-confirmed": "Région {{name}} : modalité d'alimentation à confirmer avec le GRADeS.",
    "modality-declared":
      "Région {{name}} : modalité déclarée par le fournisseur, d'après la réponse déposée ; la région ne l'a pas notée elle-même.",
    "modality-declared-date": "Région {{name}} : la date de la réponse du GRADeS manque.",
    "modality-declared-day-to-come": "Région {{name}} : la date de la réponse du GRADeS est dans le futur.",
    "modality-declared-document":
      "Région {{name}} : déposez la réponse du GRADeS, sans elle la modalité reste à confirmer.",
    "modality-direct": "Région {{name}} : alimentation directe.",
    "modality-eai": "Région {{name}} : alimentation par EAI, comme votre solution.",
    "eai-in-direct-region":
      "Région {{name}} : elle alimente directement, alors que vous êtes un EAI. Demandez à l'ANS et au GRADeS.",
    "grades-contacted": "Région {{name}} : le GRADeS est contacté.",
    "grades-to-contact": "Région {{name}} : elle alimente par un EAI, contactez son GRADeS.",
    "conditions-unknown": "Les conditions ne sont pas connues : demandez-les à l'ANS.",
    "conditions-open": "Conditions sans réponse : {{count}}.",
    "conditions-unproved": "Conditions remplies sans preuve : {{count}}.",
    "conditions-not-met": "Conditions non remplies : {{count}}.",
    "charter-unsigned": "La charte signée manque : vous agissez pour un tiers.",
    "signatory-is-representative": "{{name}} signe, et est le responsable légal de l'étape 00.",
    "signatory-differs":
      "{{signatory}} signe, alors que l'étape 00 nomme {{representative}} comme responsable légal.",
    "regional-circle":
      "Lecture restreinte dans une seule région : le cercle régional du GRADeS pourrait suffire. Demandez.",
    "reading-profile-to-ask": "Profil de lecture : à demander à l'ANS.",
    "opinion-to-answer": "L'avis n'est pas favorable : répondez au comité, puis notez le nouvel avis.",
    "establishments-confirmed": "Établissements confirmés par leur contact : {{count}}.",
    "establishment-disputed": "L'établissement {{finess}} conteste le dossier : {{reason}}",
    "profile-differs": "Profil demandé : {{asked}} ; profil accordé : {{granted}}.",
    "client-id-unknown": "Le client_id reçu n'est pas noté : l'étape 08 en aura besoin.",
    "questions-open": "Questions du comité sans réponse : {{count}}.",
    "changes-requested": "Le comité demande des modifications : {{reason}}",
    "application-refused": "La candidature est refusée : {{reason}}",
  },
  moves: {
    "application-signed": "Candidature signée",
    "list-signed": "Liste signée",
    "application-sent": "Dossier envoyé",
    "application-acknowledged": "Réception confirmée",
    "opinion-favourable": "Avis favorable reçu",
    "opinion-reserved": "Avis avec réserve reçu",
    "access-received": "Accès de test reçu",
    "establishment-confirmed": "Dossier confirmé par l'établissement",
    "establishment-disputed": "Dossier contesté par l'établissement",
    "question-asked": "Question posée",
    "question-answered": "Réponse donnée",
    "member-opinion-favourable": "Avis favorable d'un membre",
    "member-opinion-reserved": "Avis avec réserve d'un membre",
    "member-opinion-unfavourable": "Avis défavorable d'un membre",
    "condition-met": "Condition jugée remplie",
    "condition-not-met": "Condition jugée non remplie",
    "decision-favourable": "Décision favorable",
    "decision-changes-requested": "Modifications demandées",
    "decision-refused": "Candidature refusée (avis défavorable)",
    "access-granted": "Accès de test accordé",
  },
};

declare module "i18next" {
  interface ResourceNamespaceMap {
    readonly "step-03": typeof texts;
  }
}
