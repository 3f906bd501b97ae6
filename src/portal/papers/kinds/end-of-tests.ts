import { answer, type JourneyFacts, recordOf, rowsOf } from "../../../domain/journey/facts.ts";
import { cell, made } from "../../../domain/journey/findings.ts";
import {
  checklist,
  dayName,
  fields,
  heading,
  kindName,
  organisation,
  type PaperSource,
  type PaperText,
  type Say,
  sayIn,
  sentence,
  solutionName,
} from "./paper-source.ts";

/**
 * The pack that declares the end of the tests: what was tested and when, the certificates by subject and fingerprint, the
 * establishments to be opened (official page, step 09; onboarding §1 step 09: the two official sources ask for subject and
 * for certificate, so both are given). No private key stands in it.
 */
export function endOfTests({ facts, journeyName, language }: PaperSource): PaperText {
  const say = sayIn(language);
  const passed = recordOf(facts, "tests-passed");
  const proof = facts.documents.find((one) => one.id === passed?.documentId);
  return {
    title: say("Dossier de fin de tests", "End-of-tests pack"),
    subtitle: journeyName,
    parts: [
      sentence(
        say(
          "Les tests sur la plateforme de test sont terminés. Merci d'inscrire sur la liste blanche du ROR national ce qui suit et de nous communiquer l'adresse d'alimentation.",
          "The tests on the test platform are over. Please put what follows on the white list of the national ROR and tell us the feeding address.",
        ),
      ),
      fields(
        ["organisation", say("Organisation", "Organisation"), organisation(facts, "name")],
        ["kind", say("Type de solution", "Kind of solution"), kindName(facts, say)],
        ["solution", say("Solution et version", "Solution and version"), solutionName(facts)],
        [
          "client-id",
          "client_id",
          answer(facts, "committee-answer", "client-id") || answer(facts, "test-platform", "client-id"),
        ],
        ["tests-passed", say("Tests réussis le", "Tests passed on"), dayName(passed?.date ?? "", say)],
        ["record", say("Relevé de tests joint", "Record of tests enclosed"), proof?.name ?? ""],
        [
          "list-version",
          say("Version de la liste d'établissements", "Version of the list of establishments"),
          facts.establishmentVersion === 0 ? "" : String(facts.establishmentVersion),
        ],
        ["establishments", say("Établissements", "Establishments"), String(facts.establishments.length)],
      ),
      heading(say("Certificats de production", "Production certificates")),
      certificateTable(facts, say),
      heading(say("Établissements à ouvrir en écriture", "Establishments to be opened for writing")),
      {
        kind: "table",
        key: "establishment",
        caption: say("Établissement", "Establishment"),
        keyColumn: 1,
        columns: [say("Nom", "Name"), "FINESS EG", "FINESS EJ", say("Région", "Region")],
        rows: facts.establishments.map((one) => [one.name, one.finessEg, one.finessEj, one.region]),
      },
      heading(say("Avant d'envoyer", "Before sending")),
      checklist(
        [
          "tests",
          say("Les scénarios obligatoires sont réussis", "The required scenarios passed"),
          made(facts, "tests-passed"),
        ],
        [
          "certificates",
          say("Chaque certificat de production est contrôlé", "Each production certificate is checked"),
          made(facts, "certificates-ready"),
        ],
        [
          "list",
          say("La liste d'établissements est figée", "The list of establishments is frozen"),
          facts.establishmentVersion > 0,
        ],
      ),
    ],
  };
}

function certificateTable(facts: JourneyFacts, say: Say) {
  const entities = new Map(
    rowsOf(facts, "instances").map((row) => [cell(row, "instance"), cell(row, "finess-ej")]),
  );
  return {
    kind: "table" as const,
    key: "certificate",
    caption: say("Certificat", "Certificate"),
    keyColumn: 1,
    columns: [
      say("Instance", "Instance"),
      say("Sujet (DN)", "Subject (DN)"),
      "SHA-256",
      "FINESS EJ",
      say("Fin", "End"),
    ],
    rows: facts.certificates
      .filter((one) => one.environment === "production" && one.role === "writer")
      .map((one) => [
        one.instance || "–",
        one.subjectDn,
        one.fingerprint,
        entities.get(one.instance) || "–",
        dayName(one.notAfter.slice(0, 10), say),
      ]),
  };
}
