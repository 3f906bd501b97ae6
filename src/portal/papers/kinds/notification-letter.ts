import { committeeState, type Decision } from "../../../domain/journey/decision.ts";
import { rorEnvironments } from "../../../domain/journey/environments.ts";
import { answer, recordOf } from "../../../domain/journey/facts.ts";
import { mailboxes } from "../../../domain/journey/library-kinds.ts";
import { profileWords } from "./application-sheet.ts";
import {
  dayName,
  fields,
  heading,
  organisation,
  type PaperSource,
  type PaperText,
  type Say,
  sayIn,
  sentence,
} from "./paper-source.ts";

/**
 * The letter that tells the opinion of the committee, with the rights and the way to the test platform when it is
 * favourable (official page, step 03; onboarding §1 step 03, outputs). While nothing was decided it says so.
 */
export function notificationLetter({ facts, journeyName, language }: PaperSource): PaperText {
  const say = sayIn(language);
  const { decision } = committeeState(facts);
  const declared = recordOf(facts, "opinion-favourable");
  const outcome = decision?.decision ?? (declared === undefined ? undefined : "favourable");
  const record = decision?.record ?? declared;
  const of = (field: string): string => answer(facts, "committee-answer", field);
  const sandbox = rorEnvironments.find((one) => one.name === "sandbox");
  return {
    title: say("Lettre de notification", "Notification letter"),
    subtitle: journeyName,
    parts: [
      fields(
        ["reference", say("Référence", "Reference"), of("letter-reference")],
        ["addressee", say("Destinataire", "Addressee"), answer(facts, "application", "signatory")],
        ["organisation", say("Organisation", "Organisation"), organisation(facts, "name")],
        ["opinion", say("Avis", "Opinion"), outcomeWords(outcome, say)],
        [
          "decided-on",
          say("Date de l'avis", "Day of the opinion"),
          dayName(record?.date ?? record?.at.slice(0, 10) ?? "", say),
        ],
      ),
      sentence(
        say(
          "La demande d'intégration au cercle de confiance du ROR national a été étudiée par le comité d'intégration (DGOS, DGCS, DNS, CNSA, ARS, GRADeS).",
          "The application to the circle of trust of the national ROR was studied by the integration committee (DGOS, DGCS, DNS, CNSA, ARS, GRADeS).",
        ),
      ),
      ...(record?.reason ? [fields(["reason", say("Motif", "Reason"), record.reason])] : []),
      ...(outcome === "favourable"
        ? [
            heading(say("Droits accordés", "Rights granted")),
            fields(
              [
                "profile",
                say("Profil de lecture", "Reading profile"),
                profileWords(of("granted-profile"), say),
              ],
              ["client-id", "client_id", of("client-id")],
              [
                "establishments",
                say("Établissements", "Establishments"),
                String(facts.establishments.length),
              ],
            ),
            heading(say("Se connecter à la plateforme de test", "Connecting to the test platform")),
            fields(
              ["token", say("Serveur de jetons", "Token server"), sandbox?.tokenUrl ?? ""],
              ["fhir", "FHIR", sandbox?.fhirUrl ?? ""],
              [
                "certificate",
                say("Certificat", "Certificate"),
                say("IGC Santé de TEST, ORG AUTH_CLI", "IGC Santé TEST, ORG AUTH_CLI"),
              ],
            ),
          ]
        : []),
      sentence(`${say("Questions", "Questions")} : ${mailboxes.ror}`),
    ],
  };
}

function outcomeWords(outcome: Decision | undefined, say: Say): string {
  switch (outcome) {
    case undefined:
      return "";
    case "favourable":
      return say("favorable", "favourable");
    case "changes-requested":
      return say("modifications demandées", "changes requested");
    case "refused":
      return say("refusé", "refused");
  }
}
