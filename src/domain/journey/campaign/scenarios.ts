/** Every scenario of the test platform, in the order of a campaign. */
export const scenarioIds = [
  "token",
  "token-refused",
  "add-on-404",
  "replace",
  "zero",
  "several-indicators",
  "delete",
  "place-unknown",
  "place-not-unique",
  "nature-refused",
  "value-refused",
  "path-refused",
  "outside-write-list",
  "token-rejected",
  "too-many-requests",
  "put-back",
] as const;
export type ScenarioId = (typeof scenarioIds)[number];

/** One thing that a client must show on the test platform before the end of tests is declared. */
export interface CampaignScenario {
  readonly id: ScenarioId;
  /** `required`: step 08 needs it. `useful`: shown when it can be. `own`: about a campaign, no journal shows it. */
  readonly need: "required" | "useful" | "own";
  /** The public text that asks for it: document and section. */
  readonly clause: string;
  readonly fr: string;
  readonly en: string;
  /** What to look at when it fails. */
  readonly adviceFr: string;
  readonly adviceEn: string;
}

type Texts = Omit<CampaignScenario, "id">;

const texts: Readonly<Record<ScenarioId, Texts>> = {
  token: {
    need: "required",
    clause: "ror-api §3; onboarding step 08",
    fr: "Un jeton est obtenu avec le certificat",
    en: "a token is obtained with the certificate",
    adviceFr:
      "Vérifier le certificat de test, sa clé, la chaîne IGC-Santé et le client_id remis par l'équipe ROR.",
    adviceEn:
      "Check the test certificate, its key, the IGC-Santé chain and the client_id given by the ROR team.",
  },
  "token-refused": {
    need: "useful",
    clause: "ror-api §3",
    fr: "Avec un autre client_id, le jeton est refusé et le client s'arrête",
    en: "with another client_id the token is refused and the client stops",
    adviceFr: "Un refus du serveur de jetons se dit à l'exploitant ; il ne se réessaie pas en boucle.",
    adviceEn: "A refusal of the token server is told to the operator; it is not tried again in a loop.",
  },
  "add-on-404": {
    need: "required",
    clause: "ror-api §5.5",
    fr: "Un indicateur absent : replace, le 404 attendu, puis add du même enregistrement",
    en: "an absent indicator: replace, the expected 404, then add of the same record",
    adviceFr:
      "Commencer par replace ; n'envoyer add qu'après un 404 not-found dont l'expression est le chemin de l'extension de capacité.",
    adviceEn:
      "Begin with replace; send add only after a 404 not-found whose expression is the path of the capacity extension.",
  },
  replace: {
    need: "required",
    clause: "ror-api §5.4, §5.5",
    fr: "Un indicateur présent est remplacé",
    en: "an indicator that is there is replaced",
    adviceFr: "Le chemin doit porter les attributs de clé de l'enregistrement, dans le texte publié.",
    adviceEn: "The path must carry the key attributes of the record, in the published text.",
  },
  zero: {
    need: "required",
    clause: "ror-api §6.3, §14 point 6",
    fr: "La valeur zéro est envoyée, pas une suppression",
    en: "the value zero is sent, not a deletion",
    adviceFr: "Envoyer nbCapacity 0 tant que l'indicateur s'applique.",
    adviceEn: "Send nbCapacity 0 as long as the indicator applies.",
  },
  "several-indicators": {
    need: "required",
    clause: "ror-api §5.2, §5.8",
    fr: "Plusieurs indicateurs d'un lieu, un par requête",
    en: "several indicators of one place, one per request",
    adviceFr: "Une requête par indicateur, l'une après l'autre pour un même lieu.",
    adviceEn: "One request per indicator, one after the other for one place.",
  },
  delete: {
    need: "required",
    clause: "ror-api §5.4 scenario 3",
    fr: "Un indicateur est supprimé",
    en: "an indicator is deleted",
    adviceFr: "L'opération s'appelle delete et ne porte pas de value.",
    adviceEn: "The operation is called delete and carries no value.",
  },
  "place-unknown": {
    need: "required",
    clause: "ror-api §5.6 row 2",
    fr: "Lieu inconnu : 404 Location, sans add ni boucle",
    en: "unknown place: 404 Location, neither add nor loop",
    adviceFr: "S'arrêter pour ce lieu et prévenir le GRADeS, qui rattache le code du service au lieu.",
    adviceEn: "Stop for this place and tell the GRADeS, who assigns the service code to the place.",
  },
  "place-not-unique": {
    need: "required",
    clause: "ror-api §5.6 row 3",
    fr: "Lieu en double : 412, le client s'arrête",
    en: "duplicate place: 412, the client stops",
    adviceFr: "S'arrêter pour ce lieu et prévenir le GRADeS et l'établissement.",
    adviceEn: "Stop for this place and tell the GRADeS and the establishment.",
  },
  "nature-refused": {
    need: "required",
    clause: "ror-api §5.6 row 4",
    fr: "Nature inattendue : 400 business-rule, sans nouvel essai",
    en: "unexpected nature: 400 business-rule, not tried again",
    adviceFr: "Corriger la correspondance (capacityType) ; prévenir le GRADeS et l'établissement.",
    adviceEn: "Correct the mapping (capacityType); tell the GRADeS and the establishment.",
  },
  "value-refused": {
    need: "required",
    clause: "ror-api §5.6 row 5",
    fr: "Enregistrement qui n'est pas un indicateur : 400 business-rule, sans nouvel essai",
    en: "a record that is no indicator: 400 business-rule, not tried again",
    adviceFr: "Corriger la correspondance des sept attributs ; prévenir le GRADeS et l'établissement.",
    adviceEn: "Correct the mapping of the seven attributes; tell the GRADeS and the establishment.",
  },
  "path-refused": {
    need: "required",
    clause: "ror-api §5.6 row 6",
    fr: "Critères qui ne sont pas un indicateur : 400 business-rule sans expression, sans nouvel essai",
    en: "criteria that are no indicator: 400 business-rule without expression, not tried again",
    adviceFr: "Une réponse 400 sans expression se traite comme les autres : arrêter cet indicateur.",
    adviceEn: "A 400 without expression is treated as the others: stop this indicator.",
  },
  "outside-write-list": {
    need: "required",
    clause: "ror-api §3 (preconditions); onboarding step 09",
    fr: "Établissement hors de la liste d'écriture : 403, le client s'arrête pour lui",
    en: "establishment outside the write list: 403, the client stops for it",
    adviceFr: "Faire ajouter l'établissement à la liste par l'équipe ROR ; ne pas réessayer en boucle.",
    adviceEn: "Have the ROR team add the establishment to the list; do not try again in a loop.",
  },
  "token-rejected": {
    need: "required",
    clause: "ror-api §3, §14 point 4",
    fr: "Jeton refusé (401) : renouvelé une fois, puis la même requête passe",
    en: "token refused (401): renewed once, then the same request passes",
    adviceFr:
      "Demander un nouveau jeton une seule fois, puis renvoyer la requête ; ensuite, c'est une panne à dire.",
    adviceEn: "Ask for a new token once, then send the request again; after that it is a fault to be told.",
  },
  "too-many-requests": {
    need: "useful",
    clause: "RFC 6585 §4; ror-api §9.5, §14 point 4",
    fr: "429 : le client attend Retry-After, puis reprend",
    en: "429: the client waits for Retry-After, then goes on",
    adviceFr: "Attendre au moins la durée de Retry-After avant de renvoyer.",
    adviceEn: "Wait at least as long as Retry-After before sending again.",
  },
  "put-back": {
    need: "own",
    clause: "ror-api §2 (test platform)",
    fr: "Ce que la campagne a changé est remis comme avant",
    en: "what the campaign changed is put back as it was",
    adviceFr: "Remettre à la main les valeurs que le rapport montre.",
    adviceEn: "Put back by hand the values that the report shows.",
  },
};

/** The scenarios of step 08 with their source (onboarding step 08; ror-api §5.4 to §5.6). */
export const campaignScenarios: readonly CampaignScenario[] = scenarioIds.map((id) => ({ id, ...texts[id] }));

/** One scenario by its name. */
export function campaignScenario(id: ScenarioId): CampaignScenario {
  return { id, ...texts[id] };
}
