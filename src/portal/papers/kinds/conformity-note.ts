import { answer, rowsOf } from "../../../domain/journey/facts.ts";
import { cell } from "../../../domain/journey/findings.ts";
import { type IndicatorRow, indicatorRows } from "../../../domain/journey/indicator-rows.ts";
import { publishedVersions } from "../../../domain/journey/published-versions.ts";
import {
  dayName,
  fields,
  heading,
  type PaperSource,
  type PaperText,
  type Say,
  sayIn,
  sentence,
  solutionName,
} from "./paper-source.ts";

/**
 * The conformity note: for each indicator in or out of scope, same or different definition, origin in the source system
 * (onboarding §1 step 01, outputs). It goes with the application.
 */
export function conformityNote({ facts, journeyName, language }: PaperSource): PaperText {
  const say = sayIn(language);
  const of = (field: string): string => answer(facts, "conformity", field);
  const rows = new Map(rowsOf(facts, "indicators").map((row) => [row.id, row]));
  const shown = (indicator: IndicatorRow, field: string): string => {
    const row = rows.get(indicator.id);
    return row === undefined ? "" : cell(row, field);
  };
  const fed = indicatorRows.filter((one) => shown(one, "fed") === "fed").length;
  const read = dayName(publishedVersions.readOn, say);
  return {
    title: say("Note de conformité des données", "Data conformity note"),
    subtitle: journeyName,
    parts: [
      sentence(
        say(
          `Indicateurs de disponibilité des lits : périmètre et définitions du fournisseur comparés à ceux du ROR national. La liste d'indicateurs est déduite de sources publiques lues le ${read} ; la liste officielle remise avec l'accès fait foi.`,
          `Bed availability indicators: scope and definitions of the supplier compared with those of the national ROR. The list of indicators is derived from public sources read on ${read}; the official list that comes with the access prevails.`,
        ),
      ),
      fields(
        ["solution", say("Solution", "Solution"), solutionName(facts)],
        [
          "model-version",
          say("Version du modèle d'exposition", "Version of the display model"),
          of("model-version"),
        ],
        [
          "guide-version",
          say("Version du guide d'implémentation", "Version of the implementation guide"),
          of("guide-version"),
        ],
        ["pilot", say("Établissement pilote", "Pilot establishment"), of("pilot-establishment")],
        ["made-with", say("Établie avec", "Made with"), of("made-with")],
        ["fed", say("Indicateurs alimentés", "Indicators fed"), `${fed} / ${indicatorRows.length}`],
      ),
      heading(say("Indicateur par indicateur", "Indicator by indicator")),
      {
        kind: "table",
        key: "indicator",
        caption: say("Indicateurs", "Indicators"),
        keyColumn: 0,
        columns: [
          say("Indicateur", "Indicator"),
          say("Alimenté", "Fed"),
          say("Définition", "Definition"),
          say("Origine", "Origin"),
          say("Remarque", "Note"),
        ],
        rows: indicatorRows.map((one) => [
          say(one.labelFr, one.labelEn),
          fedWords(shown(one, "fed"), say),
          definitionWords(shown(one, "definition"), say),
          shown(one, "origin") || "–",
          shown(one, "note") || "–",
        ]),
      },
    ],
  };
}

function fedWords(value: string, say: Say): string {
  switch (value) {
    case "fed":
      return say("oui", "yes");
    case "later":
      return say("plus tard", "later");
    case "not-fed":
      return say("non", "no");
    default:
      return say("à remplir", "open");
  }
}

function definitionWords(value: string, say: Say): string {
  switch (value) {
    case "same":
      return say("identique", "same");
    case "different":
      return say("différente", "different");
    case "to-check":
      return say("à vérifier", "to check");
    default:
      return "–";
  }
}
