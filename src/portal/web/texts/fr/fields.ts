/** Texts of fields that are saved as they are typed. */
export const texts = {
  errors: {
    required: "À remplir.",
    "too-long": "Trop long : {{max}} caractères au plus.",
    "not-an-email": "Ce n'est pas une adresse électronique complète (nom@domaine.fr).",
    "not-a-phone": "Ce n'est pas un numéro de téléphone : chiffres, espaces et + seulement.",
    "not-a-date": "Ce n'est pas une date du calendrier.",
    "not-a-number": "Un nombre entier est attendu, en chiffres.",
    "finess-form": "Un numéro FINESS a 9 caractères : 9 chiffres, ou 2A ou 2B puis 7 chiffres en Corse.",
    "finess-key":
      "La clé (dernier chiffre) ne correspond pas : vérifiez. Des exceptions existent, la saisie est acceptée.",
    "siren-key": "Un numéro SIREN a 9 chiffres et une clé : vérifiez les chiffres.",
    "siret-key": "Un numéro SIRET a 14 chiffres et une clé : vérifiez les chiffres.",
    "department-unknown": "Ce n'est pas un code de département (01 à 95, 2A, 2B, 971 à 976).",
    "not-a-choice": "Choisissez une des réponses.",
    "not-a-url": "Une adresse commence par https:// ou http://.",
  },
  optional: "(facultatif)",
  yes: "Oui",
  no: "Non",
  state: {
    saved: "Enregistré",
    waiting: "Gardé ici, envoi en cours…",
    conflict: "Deux valeurs : à choisir",
    refused:
      "Non accepté par le portail : cette valeur reste ici. Corrigez-la, ou demandez l'accès à cette partie.",
  },
  conflict: {
    text: "Quelqu'un d'autre a changé ce champ en même temps. Rien n'a été écrasé : choisissez.",
    theirs: "Garder la valeur enregistrée : {{value}}",
    mine: "Mettre la mienne : {{value}}",
    empty: "(vide)",
  },
  rows: {
    add: "Ajouter une ligne",
    remove: "Retirer la ligne {{row}}",
    removed: "Ligne retirée.",
    undo: "Annuler le retrait",
    failed: "La ligne n'a pas été changée : {{reason}}",
    none: "Aucune ligne.",
    row: "Ligne {{row}}",
    actions: "Retirer",
  },
  announce: {
    saved: "Tout est enregistré.",
    waiting_one: "{{count}} saisie attend d'être enregistrée.",
    waiting_other: "{{count}} saisies attendent d'être enregistrées.",
    conflict_one: "{{count}} champ a deux valeurs : choisissez.",
    conflict_other: "{{count}} champs ont deux valeurs : choisissez.",
  },
  readOnly: "Lecture seule : votre rôle ne permet pas de remplir cette partie.",
};
