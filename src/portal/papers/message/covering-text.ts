import { messageRecipients } from "../../../domain/journey/decision-message.ts";
import { answer, type JourneyFacts } from "../../../domain/journey/facts.ts";
import type { PaperId } from "../../../domain/journey/paper-kinds.ts";
import type { PaperContent } from "../content.ts";
import { type Say, sayIn } from "../kinds/paper-source.ts";

/** Subject and body of the e-mail that a paper goes with, without what is attached. */
export interface CoveringText {
  readonly subject: string;
  readonly body: string;
}

/** What the covering e-mail of a paper says; signed with the signatory's name where there is one. */
export function coveringText(content: PaperContent, journeyName: string, facts: JourneyFacts): CoveringText {
  const say = sayIn(content.language);
  const signatory = answer(facts, "application", "signatory") || answer(facts, "organisation", "name");
  return {
    subject: `${content.title} (${journeyName})`,
    body: [
      say("Bonjour,", "Hello,"),
      "",
      sentences(content.paper, journeyName, say),
      "",
      say("Cordialement,", "Kind regards,"),
      signatory,
    ].join("\n"),
  };
}

function sentences(paper: PaperId, name: string, say: Say): string {
  switch (paper) {
    case "conformity-note":
      return say(
        `Veuillez trouver ci-joint la note de conformité des données de ${name}, qui accompagne notre candidature au cercle de confiance du ROR national.`,
        `Please find enclosed the data conformity note of ${name}, which goes with our application to the circle of trust of the national ROR.`,
      );
    case "application-sheet":
      return say(
        `Veuillez trouver ci-joint la candidature de ${name} au cercle de confiance du ROR national et la liste des établissements fournisseurs, signées par le responsable légal.\n\nMerci de nous confirmer leur réception et la date du comité d'intégration.`,
        `Please find enclosed the application of ${name} to the circle of trust of the national ROR and the list of establishments that supply data, signed by the legal representative.\n\nPlease confirm their receipt and the date of the integration committee.`,
      );
    case "notification-letter":
      return say(
        `Veuillez trouver ci-joint la lettre de notification qui concerne la candidature de ${name} au cercle de confiance du ROR national.`,
        `Please find enclosed the notification letter about the application of ${name} to the circle of trust of the national ROR.`,
      );
    case "f414-sheet":
      return say(
        `Veuillez trouver ci-joint le formulaire F414 rempli, signé et tamponné pour le projet ROR (${name}) : une carte de test et le droit de commander un certificat ORG AUTH_CLI de TEST.`,
        `Please find enclosed form F414, filled, signed and stamped, for the project ROR (${name}): a test card and the right to order a TEST certificate ORG AUTH_CLI.`,
      );
    case "f101-sheet":
      return say(
        `Veuillez trouver ci-joint le formulaire F101 rempli et signé : la carte du responsable légal de ${name}.`,
        `Please find enclosed form F101, filled and signed: the card of the legal representative of ${name}.`,
      );
    case "f413-sheet":
      return say(
        `Veuillez trouver ci-joint le formulaire F413 rempli, daté, signé et tamponné, qui désigne les administrateurs techniques pour les certificats ORG AUTH_CLI du projet ROR (${name}).\n\nMerci de nous confirmer sa réception puis sa validation.`,
        `Please find enclosed form F413, filled, dated, signed and stamped, which designates the technical administrators for the ORG AUTH_CLI certificates of the project ROR (${name}).\n\nPlease confirm its receipt, then its validation.`,
      );
    case "grades-letter":
      return say(
        `Veuillez trouver ci-joint une lettre au sujet de l'alimentation du ROR national par ${name} dans votre région : modalité d'alimentation et identifiants externes des lieux.`,
        `Please find enclosed a letter about the feeding of the national ROR by ${name} in your region: feeding modality and external ids of the places.`,
      );
    case "end-of-tests":
      return say(
        `Nos tests sur la plateforme de test sont terminés (${name}). Veuillez trouver ci-joint le dossier de fin de tests, la liste à jour des établissements et ce qui est à inscrire sur la liste blanche du ROR national.\n\nMerci de nous communiquer l'adresse d'alimentation et de nous confirmer l'inscription.`,
        `Our tests on the test platform are over (${name}). Please find enclosed the end-of-tests pack, the current list of establishments and what is to be put on the white list of the national ROR.\n\nPlease tell us the feeding address and confirm that the list holds them.`,
      );
  }
}

/** Whom a paper goes to when no source names a mailbox: the supplier for the letter, the contact that was typed for a GRADeS. */
export function typedRecipients({ paper, region }: PaperContent, facts: JourneyFacts): string {
  switch (paper) {
    case "notification-letter":
      return messageRecipients(facts).join(", ");
    case "grades-letter": {
      const row = facts.answers.get("regions")?.find(({ id }) => id === region);
      const typed = String(row?.fields["grades-contact"] ?? "");
      return /[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]{2,}/.exec(typed)?.[0] ?? "";
    }
    case "conformity-note":
    case "application-sheet":
    case "f414-sheet":
    case "f101-sheet":
    case "f413-sheet":
    case "end-of-tests":
      return "";
  }
}
