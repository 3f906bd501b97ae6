/** Step 08: the test environment. */
export const texts = {
  summary:
    "Avec l'accès reçu après l'avis du comité, votre certificat de TEST et le guide lu, vous essayez chaque envoi sur le bac à sable du ROR. Cette page dit ce qu'il faudra ; elle lit le journal du bac à sable et dit ce qui est montré.",
  corrections: [
    "La page officielle parle de « votre certificat » : ici, il faut celui de TEST. Le certificat de production ne sert pas au bac à sable.",
    "Elle ne dit pas que le sujet (DN) du certificat doit être connu de l'équipe ROR avant le premier jeton. L'oublier ressemble à une panne.",
    "D'anciennes pages décrivent PLATINES (codes d'accès, compte désactivé après six mois) : elles ne concernent plus cet environnement.",
  ],
  todo: [
    "Lisez les conditions générales de développement et notez-en le jour et la version.",
    "Rangez le client_id reçu par courriel, la collection Postman et le document des indicateurs.",
    "Demandez un jeton : le certificat de TEST sert là, et là seulement.",
    "Envoyez un replace, un add, un delete ; rencontrez chaque erreur documentée et vérifiez ce que fait votre logiciel.",
    "Gardez la trace datée des essais : elle est la preuve de cette étape et accompagne l'étape 09.",
  ],
  prepare: [
    "Le guide d'implémentation lu (étape 02) et les conditions générales de développement.",
    "Le certificat de TEST et sa clé, sur la machine qui essaiera (étape 03b).",
    "Le courriel de monserviceclient.ror@esante.gouv.fr : client_id, informations de connexion.",
    "Un lieu que le bac à sable connaît avec son identifiant externe.",
  ],
  tips: [
    "Le certificat ne sert qu'au serveur de jetons ; les envois se font ensuite en HTTPS avec le jeton.",
    "Le bac à sable est une copie mensuelle et anonymisée de la production : ce que vous y écrivez ne dure pas, et un identifiant tout neuf peut y manquer jusqu'à la prochaine copie.",
    "Erreur de chaîne de certificats : ajoutez l'autorité et la racine IGC Santé au magasin du client, ne coupez jamais la vérification.",
    "Abonnez-vous à status.esante.gouv.fr avant de chercher une panne chez vous.",
    "Le bac à sable de Raccord répond comme le vrai : répétez-y avant d'avoir votre accès.",
  ],
  contact: {
    subject: "Connexion au bac à sable du ROR national ({{journey}})",
    body: "Bonjour,\n\nNous essayons la connexion de {{journey}} à l'environnement de test.\n\nclient_id :\nSujet (DN) du certificat de TEST :\nHeure de l'essai :\nRéponse obtenue :\n\nCordialement,",
  },
  addresses: {
    title: "Se connecter à la plate-forme de test",
    source: "Adresses : documentation FHIR du ROR (environnements, authentification), lue le {{date}}.",
    fromPortal: "Adresses du bac à sable réglé dans ce portail.",
    token: "Jetons (avec le certificat)",
    fhir: "FHIR (avec le jeton)",
    subject: "Sujet (DN) du certificat de TEST",
    askAns: "Pas encore connu : à demander à l'ANS (monserviceclient.ror@esante.gouv.fr)",
    status: "État des services :",
  },
  journal: {
    title: "Ce que montre le journal du bac à sable",
    none: "Aucun bac à sable n'est réglé dans ce portail. Prouvez vos essais par un rapport de campagne, ou déclarez-les avec leur relevé.",
    empty: "Le journal ne montre encore rien de ce client_id.",
    seen_one: "{{count}} échange de ce client_id, le dernier le {{at}}.",
    seen_other: "{{count}} échanges de ce client_id, le dernier le {{at}}.",
    from: "Jugés à partir du {{date}}.",
    state: { shown: "Montré", missing: "À montrer", optional: "Facultatif" },
    broken: "Règles enfreintes",
    exchanges_one: "Échange {{list}} du journal.",
    exchanges_other: "{{count}} échanges du journal, dont {{list}}.",
    again:
      "Une fois votre programme corrigé, donnez le premier jour des essais à juger, puis rejouez les scénarios.",
    reread: "Relire le journal",
    prove: "Prouver les essais par le journal",
    notOpen:
      "La preuve s'enregistre une fois les étapes 02, 03 et 03b terminées et la lecture des conditions notée.",
  },
  campaign: {
    title: "Jouer la campagne avec le connecteur",
    intro:
      "Le connecteur de Raccord joue chaque scénario avec son propre client, puis remet le lieu comme avant. Jamais vers la production.",
    noTarget:
      "Aucune cible du connecteur n'écrit avec ce client_id : ajoutez-la à connector.targets, ou jouez les scénarios avec votre programme.",
    run: "Lancer la campagne vers {{target}}",
    of: "Campagne vers {{target}}, lancée par {{name}} le {{at}}",
    running: "En cours : {{done}} scénarios sur {{inAll}}.",
    progress: "Avancement de la campagne",
    good: "Terminée le {{at}} : tout ce qui est demandé est réussi.",
    notGood: "Terminée le {{at}} : il reste à corriger, voyez les scénarios.",
    verdict: { passed: "Réussi", failed: "Échoué", "not-produced": "Non productible sur cette cible" },
    report: "Rapport :",
  },
  report: {
    title: "Rapport d'une campagne sur la plate-forme nationale",
    intro:
      "`raccord campaign` écrit ce rapport. Il doit être complet, de votre client_id, et venir d'une plate-forme de test.",
    file: "Rapport de campagne (.json)",
    prove: "Prouver les essais avec {{name}}",
  },
  waiting: {
    title: "Qui agit, et ce qui est attendu",
    list: [
      "Le développeur agit ; rien n'est attendu de l'ANS tant que les essais durent.",
      "Aucun délai n'est imposé : l'étape se termine quand vos essais sont finis.",
      "Si l'accès manque encore, c'est la réponse du comité (étape 03) ou le matériel de test (étape 03b) qui est attendu.",
    ],
  },
  sections: {
    "test-platform": {
      title: "Votre accès",
      fields: {
        "terms-version": { label: "Version des conditions de développement" },
        "client-id": { label: "client_id d'alimentation", help: "Un identifiant, pas un secret." },
        "tests-from": {
          label: "Premier jour des essais à juger",
          help: "Facultatif : les envois d'avant ce jour, de vos mises au point, ne comptent pas.",
        },
      },
    },
  },
  findings: {
    "no-test-certificate":
      "Aucun certificat de TEST valable n'est déposé à l'étape 07 : sans lui, pas de jeton.",
    "tests-to-show":
      "Les essais restent à prouver : par le journal du bac à sable, un rapport de campagne, ou leur relevé déclaré.",
    "test-subject-not-sent":
      "L'envoi du sujet (DN) du certificat de TEST n'est pas noté (étape 03b) : le jeton serait refusé.",
    "client-id-unknown": "Le client_id n'est pas noté : il vient avec la réponse du comité.",
    "no-place-in-sandbox":
      "Aucun lieu de la feuille n'a été vu au bac à sable : le premier envoi répondrait 404.",
    "places-in-sandbox": "{{count}} lieux vus au bac à sable.",
  },
  moves: {
    "terms-read": "Conditions de développement lues",
    "tests-passed": "Essais montrés au bac à sable",
    "tests-declared": "Essais terminés, déclarés avec leur relevé",
  },
};

declare module "i18next" {
  interface ResourceNamespaceMap {
    readonly "step-08": typeof texts;
  }
}
