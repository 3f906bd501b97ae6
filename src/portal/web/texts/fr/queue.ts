/** Ce qui attend le comité, l'ANS ou un GRADeS. */
export const texts = {
  title: "À traiter",
  committee: {
    title: "Candidatures au cercle de confiance",
    none: "Aucune candidature en attente.",
    since: "depuis le {{date}}",
    turn: { decide: "à décider", supplier: "réponse du fournisseur attendue", grant: "accès à accorder" },
    questions_one: "{{count}} question sans réponse",
    questions_other: "{{count}} questions sans réponse",
    opinions: "Avis : {{list}}",
    noOpinions: "Aucun avis",
    opinion: { favourable: "favorable", reserved: "avec réserve", unfavourable: "défavorable" },
    yours: "Votre avis est attendu : {{members}}",
  },
  regions: {
    title: "Dossiers de votre région",
    none: "Aucun dossier.",
    mapping_one: "{{count}} identifiant demandé depuis le {{date}}",
    mapping_other: "{{count}} identifiants demandés depuis le {{date}}",
    nothing: "Rien n'est demandé.",
    modality: "Modalité à indiquer : {{regions}}",
    sent: "candidature envoyée",
    unsent: "candidature en préparation",
  },
};
