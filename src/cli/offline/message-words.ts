import type { FrameReading } from "../../connector/receive/pam/read-frame.ts";
import type { Fact, LodgingText, MovementFact } from "../../domain/movements/fact.ts";
import { errorCatalogue } from "../../runtime/errors/catalogue.ts";

export type Language = "fr" | "en";

/** What one message means, for a person; `lines` in the language asked, `json` for programs. */
export interface MessageWords {
  readonly lines: readonly string[];
  readonly json: Record<string, unknown>;
}

const events: Readonly<Record<string, Record<Language, string>>> = {
  A01: { fr: "admission", en: "admission" },
  A04: { fr: "arrivée (urgence, consultation ou séance)", en: "arrival (emergency, outpatient or session)" },
  A05: { fr: "pré-admission", en: "pre-admission" },
  A14: { fr: "arrivée annoncée", en: "announced arrival" },
  A06: { fr: "passage en hospitalisation", en: "becomes inpatient" },
  A07: { fr: "passage en externe ou aux urgences", en: "becomes outpatient or emergency" },
  A02: { fr: "mutation", en: "transfer" },
  A15: { fr: "mutation annoncée", en: "announced transfer" },
  A03: { fr: "sortie", en: "discharge" },
  A16: { fr: "sortie annoncée", en: "announced discharge" },
  A21: { fr: "permission (le lit est gardé)", en: "leave of absence (the bed is kept)" },
  A22: { fr: "retour de permission", en: "return from leave" },
  A54: { fr: "changement de médecin, sans effet sur les lits", en: "change of doctor, no effect on beds" },
  A09: { fr: "départ provisoire, le lit est gardé", en: "temporary departure, the bed is kept" },
  A10: { fr: "arrivée provisoire, le lit est gardé", en: "temporary arrival, the bed is kept" },
};

const actions: Readonly<Record<MovementFact["action"], Record<Language, string>>> = {
  insert: { fr: "nouveau mouvement", en: "new movement" },
  update: { fr: "correction", en: "correction" },
  cancel: { fr: "annulation", en: "cancellation" },
};

/** Says in words what a message means for beds, what was repaired, and how it would be acknowledged. */
export function messageWords(frame: FrameReading, language: Language): MessageWords {
  const { reading } = frame;
  const notes = frame.notes.map((note) => ({ code: note.code, text: errorCatalogue[note.code][language] }));
  const noteLines = notes.map((note) => `  ${language === "fr" ? "à noter" : "note"}: ${note.text}`);
  const controlId = frame.message?.read("MSH", 10) ?? null;
  if (reading.outcome === "refused") {
    const { ack, code } = reading.refusal;
    const text = errorCatalogue[code];
    const advice = language === "fr" ? text.adviceFr : text.adviceEn;
    return {
      lines: [
        `${language === "fr" ? "refusé" : "refused"} (${ack}): ${text[language]}`,
        `  ${advice}`,
        ...noteLines,
      ],
      json: { ack, controlId, code, text: text[language], advice, notes },
    };
  }
  const sentence = factWords(reading.fact, language);
  return {
    lines: [`${language === "fr" ? "accepté" : "accepted"} (AA): ${sentence}`, ...noteLines],
    json: {
      ack: "AA",
      controlId,
      meaning: sentence,
      fact: reading.fact,
      notes,
      charset: frame.decoded.charset,
    },
  };
}

function factWords(fact: Fact, language: Language): string {
  const fr = language === "fr";
  switch (fact.kind) {
    case "movement":
      return movementWords(fact, language);
    case "identity":
      return fr
        ? `identité du patient ${fact.patient}, sans effet sur les lits sauf le sexe (${fact.sex ?? "non dit"})`
        : `identity of patient ${fact.patient}, no effect on beds but the sex (${fact.sex ?? "not said"})`;
    case "merge":
      return fr
        ? `${fact.from} devient ${fact.into} (${fact.scope}) : le nombre de lits occupés ne change pas`
        : `${fact.from} becomes ${fact.into} (${fact.scope}): the number of occupied beds does not change`;
    case "bed-status":
      return fr
        ? `lit ${fact.unit}/${fact.room}/${fact.bed} : ${fact.status} à partir de ${fact.at.text}`
        : `bed ${fact.unit}/${fact.room}/${fact.bed}: ${fact.status} from ${fact.at.text}`;
    case "census":
      return fr ? `recensement de ${fact.lines.length} patients` : `census of ${fact.lines.length} patients`;
    case "none":
      return fr
        ? `événement ${fact.trigger || "inconnu"} gardé, sans effet sur les lits`
        : `event ${fact.trigger || "unknown"} kept, no effect on beds`;
  }
}

function movementWords(fact: MovementFact, language: Language): string {
  const fr = language === "fr";
  const names = (fact.action === "cancel" ? fact.cancels : [fact.event ?? "Z99"]).map(
    (event) => events[event]?.[language] ?? event,
  );
  const what =
    `${actions[fact.action][language]} ${fr ? ":" : "of"} ${names.join(fr ? " ou " : " or ")}`.replace(
      " : ",
      " : ",
    );
  const parts = [
    what,
    `patient ${fact.patient}`,
    ...(fact.visit === undefined ? [] : [`${fr ? "venue" : "visit"} ${fact.visit}`]),
    ...(fact.numbers[0] === undefined
      ? []
      : [`${fr ? "mouvement" : "movement"} ${fact.numbers[0].split("^")[0]}`]),
    `${fr ? "effet au" : "effective"} ${fact.effectiveAt.text}`,
    ...placeWords(fact.lodging, fr ? "lieu" : "place"),
    ...(typeof fact.patientClass === "string" ? [`${fr ? "classe" : "class"} ${fact.patientClass}`] : []),
    ...(fact.expectedIn ? [`${fr ? "attendu le" : "expected"} ${fact.expectedIn.text}`] : []),
    ...(fact.expectedOut
      ? [`${fr ? "sortie prévue le" : "discharge expected"} ${fact.expectedOut.text}`]
      : []),
    ...(fact.plannedAt ? [`${fr ? "prévu le" : "planned for"} ${fact.plannedAt.text}`] : []),
    ...(fact.newborn ? [fr ? "nouveau-né" : "newborn"] : []),
  ];
  return parts.join(", ");
}

function placeWords(lodging: LodgingText, label: string): string[] {
  const codes = [lodging.unit, lodging.room, lodging.bed].map((part) =>
    typeof part === "string" ? part : "",
  );
  const text = codes.join("/").replace(/\/+$/, "");
  return text === "" ? [] : [`${label} ${text}`];
}
