/** Step 02: the technical modalities. */
export const texts = {
  summary:
    "Étudiez le seul scénario d'alimentation ouvert aujourd'hui : mettre à jour la capacité et la disponibilité d'un lieu par un PATCH FHIR. Le voici avec un lieu à vous.",
  corrections: [
    "La page officielle ne dit pas qu'un lieu doit déjà porter, dans le ROR national, l'identifiant externe convenu. Le GRADeS le saisit : demandez-le dès maintenant.",
    "Le guide d'implémentation décrit aussi la lecture. Ses quatre en-têtes Ror-* doivent être absents d'une alimentation.",
  ],
  todo: [
    "Lisez le scénario 2 de « création et mise à jour du lieu de réalisation de l'offre » dans le guide d'implémentation.",
    "Saisissez un de vos lieux : la requête ci-dessous est alors la vôtre.",
    "Prévoyez chaque réponse de la liste, et ce que votre logiciel en fait.",
    "Commencez la feuille de correspondance avec le GRADeS, puis notez le jour où vous avez lu le guide.",
  ],
  prepare: [
    "Le FINESS de l'établissement géographique (EG) d'un de vos lieux, et le code que l'établissement donne à l'unité.",
    "Le guide d'implémentation : interop.esante.gouv.fr/ig/fhir/ror.",
    "La liste de tous les lieux à alimenter : elle devient la feuille de correspondance.",
  ],
  tips: [
    "Une requête porte un indicateur d'un lieu. Rien de publié ne permet d'en grouper plusieurs.",
    "Gardez l'ordre vous-même : aucun If-Match n'est en place, le dernier arrivé l'emporte. Un seul envoi à la fois par lieu.",
    "Le corps n'est pas du FHIR strict (une partie sans nom) : produisez-le en JSON simple, une bibliothèque FHIR le refuserait.",
    "La valeur d'un add ou d'un replace est l'enregistrement entier, jamais un morceau.",
  ],
  contact: {
    subject: "Modalités techniques d'alimentation du ROR national ({{journey}})",
    body: "Bonjour,\n\nNous étudions l'alimentation du ROR national par {{journey}} (scénario 2, PATCH de Location).\n\nL'adresse d'alimentation est-elle la même que celle de lecture ? Des limites de débit sont-elles prévues ?\n\nNotre question :\n\n\nCordialement,",
  },
  compose: "Mettre l'IdNatStruct composé : {{composed}}",
  guide: {
    read: "Lus le {{date}} : guide {{guide}}, modèle {{model}}. Les pages du guide ne donnent pas toutes le même numéro : relisez avant de vous y fier.",
    link: "Ouvrir le guide d'implémentation (nouvel onglet)",
  },
  patch: {
    title: "La requête, avec votre lieu",
    own: "Voici l'envoi pour le lieu saisi ci-dessus. Rien n'est envoyé.",
    invented: "Saisissez IdNatStruct et identifiant externe ci-dessus ; en attendant, un lieu inventé.",
    operation: "Opération",
    operations: {
      replace: "replace : toujours d'abord",
      add: "add : seulement après le bon 404",
      delete: "delete : retirer une ligne",
    },
    indicator: "Indicateur",
    fromConnector: "Composée par le connecteur, comme il l'enverrait.",
    fromExample: "Le connecteur ne répond pas : exemple fixe (lits disponibles, genre indifférent).",
    request: "Adresse et en-têtes",
    headers:
      "Deux en-têtes, pas plus : le jeton et le type. Les quatre en-têtes de lecture Ror-* doivent être absents. L'adresse est celle documentée pour le bac à sable ; l'ANS donne celle de production à l'étape 09.",
    body: "Corps",
    curl: "La même avec curl",
    copy: "Copier la commande",
  },
  answers: {
    title: "Chaque réponse, et ce qu'il faut en faire",
    rule: "Décidez d'après le statut, issue.code et issue.expression ; jamais d'après le texte de diagnostics.",
    documented: "documentée",
    undocumented: "non documentée pour cet envoi",
    expression:
      "issue.expression est un texte seul dans un exemple publié et une liste dans les autres : acceptez les deux. Une réponse 400 peut porter plusieurs issues.",
    list: {
      ok: {
        title: "Accepté",
        sign: "en-têtes Last-Modified et ETag ; le corps peut être vide",
        act: "Notez le chiffre comme confirmé, avec l'heure.",
      },
      capacityAbsent: {
        title: "Cet indicateur n'est pas encore dans le lieu",
        sign: "not-found, Location.extension.where(url='…ror-location-supported-capacity')",
        act: "Envoyez add pour le même enregistrement. C'est le seul cas où add est permis.",
      },
      placeUnknown: {
        title: "Le lieu est inconnu",
        sign: "not-found, Location",
        act: "Arrêtez pour ce lieu et écrivez au GRADeS : il doit saisir l'identifiant externe. Pas d'add.",
      },
      placeTwice: {
        title: "Plusieurs lieux ont cet identifiant",
        sign: "multiple-matches, Location",
        act: "Arrêtez pour ce lieu ; GRADeS et établissement lèvent le doublon.",
      },
      wrongNature: {
        title: "La nature n'est pas celle de l'indicateur",
        sign: "business-rule, …extension('capacityType')",
        act: "Corrigez la correspondance (lit ou place). Ne renvoyez pas la même chose.",
      },
      wrongValue: {
        title: "Les valeurs ne forment pas un indicateur",
        sign: "business-rule, l'extension entière",
        act: "Comparez les sept codes avec la liste officielle ; désactivez cet indicateur pour le lieu et prévenez le GRADeS et l'établissement.",
      },
      wrongPath: {
        title: "Les critères du chemin ne forment pas un indicateur",
        sign: "business-rule, sans expression",
        act: "Le chemin et la valeur doivent désigner le même indicateur : corrigez le chemin.",
      },
      unauthorised: {
        title: "Jeton absent, expiré ou refusé",
        sign: "401",
        act: "Demandez un nouveau jeton, une fois. Si le serveur de jetons refuse (invalid_client), vérifiez le sujet (DN) enregistré et l'environnement du certificat.",
      },
      forbidden: {
        title: "Écriture non permise",
        sign: "403",
        act: "Vérifiez le client_id d'alimentation (pas celui de lecture), l'absence des en-têtes Ror-*, et que l'établissement est dans la liste envoyée à l'ANS.",
      },
      tooMany: {
        title: "Trop d'appels",
        sign: "429",
        act: "Attendez le délai de Retry-After s'il est là, puis reprenez plus lentement.",
      },
      serverFault: {
        title: "Panne du serveur, ou pas de réponse",
        sign: "500 à 599",
        act: "Réessayez en espaçant de plus en plus. Sans réponse, l'effet est inconnu : renvoyez le dernier chiffre, replace le rend sans danger.",
      },
    },
  },
  traps: {
    title: "Pièges connus",
    list: [
      "Les anciens services web CSD (MEV 2.4) ne portent pas la disponibilité en lits et devaient s'arrêter fin mars 2026 : ne commencez pas par eux.",
      "« MMR » et « roar », dans des pages traduites, désignent le ROR.",
      "Le genre 03 (indifférencié) des exemples est périmé depuis le 28/08/2025 ; 04 le remplace, à confirmer par l'ANS.",
      "Le statut 07 (opérationnel) ne s'envoie jamais : c'est un calcul, périmé depuis le 31/01/2025.",
      "Le scénario 9 (remplacement en bloc) est déprécié : une opération par indicateur.",
      "IdNatStruct vient de l'établissement géographique (EG), pas de l'entité juridique (EJ) ; le certificat suit l'EJ.",
      "capacityUpdateDate est la date de l'information à la source, pas celle de l'envoi, et jamais dans le futur.",
      "La barre entre IdNatStruct et l'identifiant est envoyée telle quelle ; si un serveur la veut codée (%2F), c'est un réglage du connecteur.",
    ],
  },
  sheet: {
    title: "Feuille de correspondance",
    text_zero:
      "Aucune unité n'est encore dans la feuille : commencez-la, elle sert pendant tout le parcours.",
    text_one: "{{count}} unité dans la feuille, {{assigned}} avec un identifiant.",
    text_other: "{{count}} unités dans la feuille, {{assigned}} avec un identifiant.",
  },
  sections: {
    technical: {
      title: "Un de vos lieux",
      help: "L'identifiant d'un lieu est IdNatStruct, une barre, l'identifiant externe.",
      fields: {
        "finess-eg": {
          label: "FINESS de l'établissement (EG)",
          help: "Pour composer l'IdNatStruct ; sa clé est vérifiée.",
        },
        "id-nat-struct": { label: "IdNatStruct", help: "1 suivi du FINESS EG, soit 10 caractères." },
        "external-id": {
          label: "Identifiant externe",
          help: "Celui que le GRADeS a saisi ou saisira ; sans l'IdNatStruct.",
        },
        "guide-version": { label: "Version du guide lue" },
        notes: { label: "Notes" },
      },
    },
  },
  findings: {
    "id-nat-struct-form":
      "IdNatStruct : 1 et un FINESS (10 caractères), ou 3 et un SIRET (15). Le FINESS seul ne suffit pas.",
    "id-nat-struct-fits": "{{structure}} est bien formé et la clé du FINESS est juste.",
    "id-nat-struct-key":
      "La clé du FINESS dans {{structure}} ne correspond pas : vérifiez. Des exceptions existent.",
    "id-nat-struct-siren":
      "Un SIREN désigne une entité juridique : l'envoi veut l'établissement géographique.",
    "id-nat-struct-legal-entity":
      "{{finess}} est déclaré à l'étape 00 comme entité juridique : l'envoi veut le FINESS de l'établissement (EG).",
    "id-nat-struct-other": "IdNatStruct est {{structure}}, mais le FINESS EG saisi donne {{composed}}.",
    "external-id-has-structure":
      "« {{id}} » contient déjà l'IdNatStruct : ne mettez que ce qui suit la barre.",
    "guide-version-other": "Guide {{version}} ; la version lue est la {{published}}.",
    "mapping-not-begun": "La feuille de correspondance avec le GRADeS est vide : commencez-la maintenant.",
  },
  moves: { "guide-read": "J'ai lu le guide d'implémentation" },
};

declare module "i18next" {
  interface ResourceNamespaceMap {
    readonly "step-02": typeof texts;
  }
}
