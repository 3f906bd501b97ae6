import { answer } from "../../../domain/journey/facts.ts";
import {
  checklist,
  dayName,
  fields,
  heading,
  joined,
  organisation,
  type PaperSource,
  type PaperText,
  sayIn,
  sentence,
  structureIdentifier,
} from "./paper-source.ts";

/** Form F414: test card and TEST certificate (onboarding §1 step 03b, edition of March 2024). */
export function f414Sheet({ facts, journeyName, language }: PaperSource): PaperText {
  const say = sayIn(language);
  const of = (field: string): string => answer(facts, "test-material", field);
  const owned = of("has-test-card") === "yes";
  return {
    title: say("Fiche pour le formulaire F414", "Sheet for form F414"),
    subtitle: journeyName,
    parts: [
      sentence(
        say(
          "Carte de test et droit de commander un certificat de TEST. À recopier dans le formulaire, à signer par le demandeur, avec le cachet.",
          "Test card and the right to order a TEST certificate. To be copied into the form, signed by the requester, with the stamp.",
        ),
      ),
      fields(
        ["structure", say("Structure", "Structure"), organisation(facts, "name")],
        [
          "identifier",
          say("Identifiant (deviendra l'OU)", "Identifier (becomes the OU)"),
          structureIdentifier(facts, of("structure-id")),
        ],
        ["address", say("Adresse", "Address"), organisation(facts, "address")],
        ["requester", say("Demandeur", "Requester"), of("requester")],
        ["email", say("Courriel", "E-mail"), of("requester-email")],
        ["phone", say("Téléphone", "Phone"), of("requester-phone")],
        ["purpose", say("Projet", "Project"), "ROR"],
        ["delivery", say("Adresse de livraison", "Delivery address"), of("delivery-address")],
        ["product", say("Type de certificat à cocher", "Kind of certificate to tick"), "ORG AUTH_CLI (TEST)"],
        [
          "card",
          say("Carte de test", "Test card"),
          owned
            ? joined([of("test-card-number"), dayName(of("test-card-expiry"), say)])
            : of("has-test-card") === "no"
              ? say(
                  `à commander : offre individuelle, CPS3 (${of("cards-wanted") || "1"})`,
                  `to order: individual offer, CPS3 (${of("cards-wanted") || "1"})`,
                )
              : "",
        ],
      ),
      heading(say("Avant d'envoyer", "Before sending")),
      checklist(
        [
          "auth-cli",
          say("ORG AUTH_CLI (TEST) est coché", "ORG AUTH_CLI (TEST) is ticked"),
          of("auth-cli-ticked") === "yes",
        ],
        ["ror", say("Le projet ROR est nommé", "The project ROR is named"), of("ror-named") === "yes"],
        [
          "signed",
          say("Signé par le demandeur, avec le cachet", "Signed by the requester, with the stamp"),
          of("signed-and-stamped") === "yes",
        ],
      ),
    ],
  };
}
