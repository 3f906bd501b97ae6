import type { TwoLanguages } from "./warning.ts";
import type { WhyReason } from "./zone-types.ts";

const texts: Readonly<Record<WhyReason, TwoLanguages>> = {
  closing: { fr: "fermeture déclarée", en: "declared closed" },
  "closing-by-count": { fr: "fermeture déclarée en nombre", en: "closed by number" },
  isolation: { fr: "chambre d'un lit en isolement", en: "room of an isolated bed" },
  "status-closed": { fr: "état de lit : fermé", en: "bed status: closed" },
  patient: { fr: "patient dans le lit", en: "patient in the bed" },
  "patient-on-leave": { fr: "patient en permission, lit gardé", en: "patient on leave, bed kept" },
  "patient-without-bed": {
    fr: "patient de l'unité sans lit connu",
    en: "patient of the unit without a known bed",
  },
  "arrival-names-bed": { fr: "arrivée prévue dans ce lit", en: "arrival expected in this bed" },
  "arrival-without-bed": { fr: "arrivée prévue sans lit désigné", en: "arrival expected, no bed named" },
  cleaning: { fr: "en cours de nettoyage", en: "being cleaned" },
  "fixed-gender": { fr: "règle de l'unité ou du lit", en: "rule of the unit or bed" },
  "gender-rule-unknown": { fr: "règle de genre inconnue", en: "gender rule unknown" },
  "single-room": { fr: "chambre à un lit", en: "single room" },
  "no-sex-in-room": { fr: "personne dans la chambre", en: "nobody in the room decides" },
  "one-sex-in-room": { fr: "sexe du voisin de chambre", en: "sex of the neighbour in the room" },
  "both-sexes-in-room": { fr: "les deux sexes dans la chambre", en: "both sexes in the room" },
  "named-bed-not-free": { fr: "attend le lit désigné", en: "waits for the named bed" },
  "no-free-bed": { fr: "attend un lit libre", en: "waits for a free bed" },
  present: { fr: "patient présent", en: "patient present" },
  "place-not-taken": { fr: "place non prise", en: "place not taken" },
};

/** The reason in words, in both languages. */
export function reasonText(reason: WhyReason): TwoLanguages {
  return texts[reason];
}
