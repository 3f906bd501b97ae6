import { answer, type JourneyFacts, rowsOf } from "../../../domain/journey/facts.ts";
import { cell } from "../../../domain/journey/findings.ts";
import {
  checklist,
  fields,
  heading,
  organisation,
  type PaperSource,
  type PaperText,
  sayIn,
  sentence,
  solutionName,
  structureIdentifier,
} from "./paper-source.ts";

/** Form F413: technical administrators (onboarding §1 step 06, fields of the edition of March 2024). */
export function f413Sheet({ facts, journeyName, language }: PaperSource): PaperText {
  const say = sayIn(language);
  const of = (field: string): string => answer(facts, "designation", field);
  return {
    title: say("Fiche pour le formulaire F413", "Sheet for form F413"),
    subtitle: journeyName,
    parts: [
      sentence(
        say(
          "Désignation des administrateurs techniques. À recopier dans le formulaire, à dater et signer par le responsable légal ou son mandataire, avec le cachet.",
          "Designation of the technical administrators. To be copied into the form, dated and signed by the legal representative or the proxy, with the stamp.",
        ),
      ),
      fields(
        ["structure", say("Structure", "Structure"), organisation(facts, "name")],
        ["identifier", say("Identifiant", "Identifier"), structureIdentifier(facts, of("structure-id"))],
        ["signatory", say("Signataire", "Signatory"), of("signatory")],
        [
          "signatory-role",
          say("Qualité", "Role"),
          of("mode") === ""
            ? ""
            : of("mode") === "proxy"
              ? say("mandataire", "proxy")
              : say("responsable légal", "legal representative"),
        ],
        ["signatory-phone", say("Téléphone", "Phone"), of("signatory-phone")],
        ["signatory-email", say("Courriel", "E-mail"), of("signatory-email")],
        ["signatory-card", say("Carte du signataire", "Card of the signatory"), of("signatory-card-number")],
        ["project", say("Projet", "Project"), of("project")],
        ["editor", say("Éditeur", "Editor"), of("editor")],
        ["solution", say("Solution", "Solution"), solutionName(facts)],
        ["product", say("Type de certificat à cocher", "Kind of certificate to tick"), "ORG AUTH_CLI"],
      ),
      heading(say("Administrateurs techniques", "Technical administrators")),
      administrators(facts, sayIn(language)),
      heading(say("Avant d'envoyer", "Before sending")),
      checklist(
        [
          "auth-cli",
          say("ORG AUTH_CLI est coché, SERVEUR ne l'est pas", "ORG AUTH_CLI is ticked, SERVEUR is not"),
          of("certificate-type") === "org-auth-cli",
        ],
        [
          "declarations",
          say("Les deux déclarations sont cochées", "Both declarations are ticked"),
          of("declarations-ticked") === "yes",
        ],
      ),
    ],
  };
}

function administrators(facts: JourneyFacts, say: (fr: string, en: string) => string) {
  return {
    kind: "table" as const,
    key: "administrator",
    caption: say("Administrateur", "Administrator"),
    keyColumn: 0,
    columns: [
      say("Carte", "Card"),
      say("Nom", "Name"),
      say("Prénom", "First name"),
      say("Téléphone", "Phone"),
      say("Courriel", "E-mail"),
    ],
    rows: rowsOf(facts, "administrators").map((row) => [
      cell(row, "card-number"),
      cell(row, "name"),
      cell(row, "first-name"),
      cell(row, "phone"),
      cell(row, "email"),
    ]),
  };
}
