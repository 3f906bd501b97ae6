import { rorEnvironments } from "./environments.ts";
import { answer, type JourneyFacts, type MoveRecord, rowsOf } from "./facts.ts";
import { cell } from "./findings.ts";
import { mailboxes } from "./library-kinds.ts";

/** Moves at which one message goes to the supplier. */
const toldMoves = ["decision-changes-requested", "decision-refused", "access-granted"] as const;
type ToldMove = (typeof toldMoves)[number];

/** The move when it is one that the supplier is told of by a message, else `undefined`. */
export function toldMove(move: string): ToldMove | undefined {
  return toldMoves.find((one) => one === move);
}

/** Whom the message goes to: the signatory, the project leads and the legal representatives of step 00, each once. */
export function messageRecipients(facts: JourneyFacts): readonly string[] {
  const people = rowsOf(facts, "contacts").filter((row) =>
    ["project-lead", "legal-representative"].includes(cell(row, "part")),
  );
  const typed = [
    answer(facts, "application", "signatory-email"),
    ...people.map((row) => cell(row, "email")),
  ].filter((address) => /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]{2,}$/.test(address));
  return [...new Map(typed.map((address) => [address.toLowerCase(), address])).values()];
}

/** A message in both languages. */
export interface MessageTexts {
  readonly subjectFr: string;
  readonly subjectEn: string;
  readonly textFr: string;
  readonly textEn: string;
}

/**
 * The one message that tells the decision (onboarding §1 step 03, outputs): with access, the opinion, the reference of the
 * letter, the rights, and how to connect to the test platform; with a request for changes or a refusal, the reason and
 * what is open again. `record` is the move itself.
 */
export function decisionMessage(
  move: ToldMove,
  facts: JourneyFacts,
  { journeyName, record }: { readonly journeyName: string; readonly record: Pick<MoveRecord, "reason"> },
): MessageTexts {
  switch (move) {
    case "access-granted":
      return granted(facts, journeyName);
    case "decision-changes-requested":
      return sentBack(journeyName, record.reason ?? "", {
        fr: "des modifications sont demandées",
        en: "changes are requested",
      });
    case "decision-refused":
      return sentBack(journeyName, record.reason ?? "", {
        fr: "candidature refusée",
        en: "application refused",
      });
  }
}

function sentBack(
  name: string,
  reason: string,
  said: { readonly fr: string; readonly en: string },
): MessageTexts {
  return {
    subjectFr: `ROR national, ${name} : ${said.fr}`,
    subjectEn: `National ROR, ${name}: ${said.en}`,
    textFr: lines([
      "Bonjour,",
      "",
      `Dossier ${name}, intégration au cercle de confiance du ROR national : ${said.fr}.`,
      "",
      "Raison :",
      reason,
      "",
      "L'étape 03 est de nouveau ouverte : corrigez le dossier, faites-le signer de nouveau, puis envoyez-le.",
      "Ce qui avait été enregistré reste visible.",
      `Questions : ${mailboxes.ror}`,
    ]),
    textEn: lines([
      "Hello,",
      "",
      `File ${name}, joining the circle of trust of the national ROR: ${said.en}.`,
      "",
      "Reason:",
      reason,
      "",
      "Step 03 is open again: correct the file, have it signed anew, then send it.",
      "What had been recorded stays visible.",
      `Questions: ${mailboxes.ror}`,
    ]),
  };
}

function granted(facts: JourneyFacts, name: string): MessageTexts {
  const of = (field: string): string => answer(facts, "committee-answer", field);
  const [letter, profile, clientId] = [of("letter-reference"), of("granted-profile"), of("client-id")];
  const sandbox = rorEnvironments.find((one) => one.name === "sandbox");
  const places = facts.establishments.map((one) => `- ${one.name} (FINESS ${one.finessEg || "?"})`);
  return {
    subjectFr: `ROR national, ${name} : avis favorable et accès de test`,
    subjectEn: `National ROR, ${name}: favourable opinion and test access`,
    textFr: lines([
      "Bonjour,",
      "",
      `Dossier ${name}, intégration au cercle de confiance du ROR national : avis favorable.`,
      `Lettre de notification : ${letter === "" ? "référence non indiquée" : letter}`,
      "",
      "Droits accordés :",
      `- profil de lecture : ${profile === "none" ? "aucun (alimentation seule)" : profile}`,
      `- client_id : ${clientId}`,
      "Établissements :",
      ...(places.length === 0 ? ["- aucun"] : places),
      "",
      "Se connecter à la plateforme de test :",
      "- certificat de TEST de l'IGC Santé, offre ORG AUTH_CLI, présenté à la demande de jeton seulement ;",
      `- jeton : ${sandbox?.tokenUrl}`,
      `- FHIR, avec le jeton : ${sandbox?.fhirUrl}`,
      "- les données sont une copie mensuelle de la production, anonymisée.",
      "L'étape 08 donne les scénarios à passer.",
      `Questions : ${mailboxes.ror}`,
    ]),
    textEn: lines([
      "Hello,",
      "",
      `File ${name}, joining the circle of trust of the national ROR: favourable opinion.`,
      `Notification letter: ${letter === "" ? "reference not given" : letter}`,
      "",
      "Rights granted:",
      `- reading profile: ${profile === "none" ? "none (feeding alone)" : profile}`,
      `- client_id: ${clientId}`,
      "Establishments:",
      ...(places.length === 0 ? ["- none"] : places),
      "",
      "Connecting to the test platform:",
      "- TEST certificate of IGC Santé, offer ORG AUTH_CLI, shown when asking for a token alone;",
      `- token: ${sandbox?.tokenUrl}`,
      `- FHIR, with the token: ${sandbox?.fhirUrl}`,
      "- the data are a monthly copy of production, anonymised.",
      "Step 08 gives the scenarios to pass.",
      `Questions: ${mailboxes.ror}`,
    ]),
  };
}

function lines(all: readonly string[]): string {
  return all.join("\n");
}
