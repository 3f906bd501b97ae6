import { regionOfLine } from "../../../domain/establishments/summary.ts";
import { rowsOf } from "../../../domain/journey/facts.ts";
import { mappingByRegion, mappingRow } from "../../../domain/journey/mapping-sheet.ts";
import { type StandingModality, standingModality } from "../../../domain/journey/region-modality.ts";
import { regionByCode } from "../../../domain/regions/regions.ts";
import {
  dayName,
  fields,
  heading,
  kindName,
  type PaperSource,
  type PaperText,
  sayIn,
  sentence,
  solutionName,
} from "./paper-source.ts";

/**
 * The letter to the GRADeS of one region: which establishments will be fed, which modality holds there, and the external
 * ids that only the GRADeS can enter (onboarding §1 step 02 hidden prerequisite, step 03 generate; §4).
 */
export function gradesLetter({ facts, journeyName, region, language }: PaperSource): PaperText {
  const say = sayIn(language);
  const found = regionByCode(region);
  const lines = facts.establishments.filter((one) => regionOfLine(one) === region);
  const groups = mappingByRegion(rowsOf(facts, "mapping").map(mappingRow));
  const places = groups.find((group) => (group.region?.code ?? "") === region)?.rows ?? [];
  const grades =
    found?.grades?.name ??
    say("GRADeS de la région (à demander à l'ARS)", "GRADeS of the region (to be asked of the ARS)");
  return {
    title: say("Lettre au GRADeS", "Letter to the GRADeS"),
    subtitle: `${grades}, ${found?.name ?? say("région inconnue", "unknown region")}`,
    parts: [
      sentence(
        say(
          `Bonjour, ${journeyName} prépare l'alimentation automatique du ROR national en disponibilités de lits (${kindName(facts, say)}, ${solutionName(facts) || "solution à préciser"}) pour les établissements ci-dessous.`,
          `Hello, ${journeyName} prepares the automatic feeding of the national ROR with bed availability (${kindName(facts, say)}, ${solutionName(facts) || "solution to be named"}) for the establishments below.`,
        ),
      ),
      fields([
        "modality",
        say("Modalité d'alimentation de la région", "Feeding modality of the region"),
        modalityText(standingModality(facts, region), say),
      ]),
      heading(say("Établissements", "Establishments")),
      {
        kind: "table",
        key: "establishment",
        caption: say("Établissement", "Establishment"),
        keyColumn: 1,
        columns: [say("Nom", "Name"), "FINESS EG", say("Lits et places", "Beds and places")],
        rows: lines.map((one) => [one.name, one.finessEg, one.places]),
      },
      heading(say("Identifiants externes demandés", "External ids asked for")),
      sentence(
        places.length === 0
          ? say(
              "La liste des lieux suivra avec les unités fonctionnelles concernées.",
              "The list of places follows with the units concerned.",
            )
          : say(
              "Un PATCH n'atteint qu'un lieu dont l'identifiant externe est saisi dans le ROR : merci d'attribuer ceux qui manquent et de confirmer les autres.",
              "A PATCH reaches only a place whose external id was entered in the ROR: please assign those that are missing and confirm the others.",
            ),
      ),
      {
        kind: "table",
        key: "place",
        caption: say("Lieu", "Place"),
        keyColumn: 0,
        columns: [
          say("Unité", "Unit"),
          say("Nom du lieu", "Place name"),
          "FINESS EG",
          say("Identifiant externe", "External id"),
        ],
        rows: places.map((one) => [
          one.unit,
          one.placeName,
          one.finessEg,
          one.externalId || say("à attribuer", "to be assigned"),
        ]),
      },
    ],
  };
}

/** What the region recorded, with its day; what the supplier understood from its answer is to be confirmed (onboarding §4). */
function modalityText(standing: StandingModality, say: ReturnType<typeof sayIn>): string {
  if (standing.modality === "to-be-confirmed")
    return say("non connue : merci de la confirmer", "not known: please confirm it");
  const day = dayName(standing.on ?? "", say);
  const text = standing.modality === "eai" ? "EAI" : say("directe", "direct");
  return standing.saidBy === "region"
    ? `${text} (${day})`
    : say(
        `${text} (d'après votre réponse du ${day} : merci de la noter dans le portail ou de la corriger)`,
        `${text} (from your answer of ${day}: please record it in the portal or correct it)`,
      );
}
