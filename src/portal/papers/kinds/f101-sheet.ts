import { answer } from "../../../domain/journey/facts.ts";
import {
  dayName,
  fields,
  joined,
  organisation,
  type PaperSource,
  type PaperText,
  sayIn,
  sentence,
  structureIdentifier,
} from "./paper-source.ts";

/** Form F101: the legal representative's card (onboarding §1 step 04; the form itself was not read). */
export function f101Sheet({ facts, journeyName, language }: PaperSource): PaperText {
  const say = sayIn(language);
  const of = (field: string): string => answer(facts, "contract", field);
  return {
    title: say("Fiche pour le formulaire F101", "Sheet for form F101"),
    subtitle: journeyName,
    parts: [
      sentence(
        say(
          "Carte du responsable légal. À recopier dans le formulaire, qui porte lui-même l'adresse à laquelle l'envoyer.",
          "Card of the legal representative. To be copied into the form, which itself bears the address to send it to.",
        ),
      ),
      fields(
        ["structure", say("Structure", "Structure"), organisation(facts, "name")],
        ["identifier", say("Identifiant", "Identifier"), structureIdentifier(facts, of("structure-id"))],
        ["address", say("Adresse", "Address"), organisation(facts, "address")],
        ["representative", say("Responsable légal", "Legal representative"), of("legal-representative")],
        [
          "contract",
          say("Contrat d'adhésion", "Membership contract"),
          joined([of("contract-number"), dayName(of("contract-date"), say)]),
        ],
        [
          "purpose",
          say("Motif", "Purpose"),
          say(
            "Certificats de production pour alimenter le ROR national",
            "Production certificates to feed the national ROR",
          ),
        ],
      ),
    ],
  };
}
