import type { MessageTexts } from "../decision-message.ts";
import { type JourneyFacts, recordOf } from "../facts.ts";
import type { WhiteListAnswer, WhiteListRequest } from "./facts.ts";

/** One scenario of the test platform with its verdict, as its journal shows it. */
export interface TestVerdict {
  readonly scenario: string;
  readonly verdict: "passed" | "failed" | "not-shown";
}

const lines = (all: readonly string[]): string => all.join("\n");
const verdictFr = { passed: "réussi", failed: "en échec", "not-shown": "pas vu au journal" } as const;
const verdictEn = { passed: "passed", failed: "failed", "not-shown": "not seen in the journal" } as const;

/**
 * The e-mail that tells ANS that the tests ended, with the evidence: the record that was uploaded, its fingerprint, and
 * the verdict of each scenario where the journal could be read (official page, step 09; onboarding §10 item 9).
 */
export function testsEndedMessage(
  facts: JourneyFacts,
  name: string,
  on: string,
  evidence: { readonly documents: readonly string[]; readonly verdicts: readonly TestVerdict[] },
): MessageTexts {
  const begun = recordOf(facts, "tests-begun-declared")?.date ?? "?";
  const pack = (none: string, words: Readonly<Record<TestVerdict["verdict"], string>>): readonly string[] => [
    ...evidence.documents.map((one) => `- ${one}`),
    ...evidence.verdicts.map(({ scenario, verdict }) => `- ${scenario} : ${words[verdict]}`),
    ...(evidence.documents.length + evidence.verdicts.length === 0 ? [`- ${none}`] : []),
  ];
  const certificates = facts.certificates
    .filter(({ environment, role }) => environment === "production" && role === "writer")
    .map(({ subjectDn, fingerprint }) => `- ${subjectDn} (SHA-256 ${fingerprint})`);
  return {
    subjectFr: `ROR national, ${name} : fin des essais`,
    subjectEn: `National ROR, ${name}: end of the tests`,
    textFr: lines([
      "Bonjour,",
      "",
      `Nos essais de ${name} sur l'environnement de test, commencés le ${begun}, sont terminés depuis le ${on}.`,
      "",
      "Preuves :",
      ...pack("aucune pièce au dossier", verdictFr),
      "",
      "Certificats de production :",
      ...certificates,
      "",
      "La liste des établissements suit, certificat par certificat. Merci de nous inscrire en liste blanche.",
    ]),
    textEn: lines([
      "Hello,",
      "",
      `Our tests of ${name} on the test environment, begun on ${begun}, ended on ${on}.`,
      "",
      "Evidence:",
      ...pack("no document in the file", verdictEn),
      "",
      "Production certificates:",
      ...certificates,
      "",
      "The list of establishments follows, certificate by certificate. Please enter us in the white list.",
    ]),
  };
}

/** The e-mail that asks ANS for a change of the white list: the certificate, and who is added or removed. */
export function requestMessage(name: string, request: WhiteListRequest, on: string): MessageTexts {
  const { certificate, replaces, takeoverOn } = request;
  const listed = (list: WhiteListRequest["add"], none: string): readonly string[] =>
    list.length === 0 ? [`- ${none}`] : list.map((one) => `- ${one.idNatStruct} ${one.name}`.trimEnd());
  return {
    subjectFr: `ROR national, ${name} : liste blanche, demande du ${on}`,
    subjectEn: `National ROR, ${name}: white list, request of ${on}`,
    textFr: lines([
      "Bonjour,",
      "",
      `Certificat (DN) : ${certificate.subjectDn}`,
      `SHA-256 : ${certificate.fingerprint}`,
      ...(replaces === null ? [] : [`Il remplace : ${replaces.subjectDn} (SHA-256 ${replaces.fingerprint})`]),
      "",
      "Établissements à autoriser :",
      ...listed(request.add, "aucun"),
      "Établissements à retirer :",
      ...listed(request.remove, "aucun"),
      ...(takeoverOn === null ? [] : [`Reprise d'un autre fournisseur à partir du ${takeoverOn}.`]),
    ]),
    textEn: lines([
      "Hello,",
      "",
      `Certificate (DN): ${certificate.subjectDn}`,
      `SHA-256: ${certificate.fingerprint}`,
      ...(replaces === null ? [] : [`It replaces: ${replaces.subjectDn} (SHA-256 ${replaces.fingerprint})`]),
      "",
      "Establishments to open:",
      ...listed(request.add, "none"),
      "Establishments to remove:",
      ...listed(request.remove, "none"),
      ...(takeoverOn === null ? [] : [`Taken over from another supplier from ${takeoverOn} on.`]),
    ]),
  };
}

/** The message that tells the supplier what ANS answered. */
export function answerMessage(
  name: string,
  request: WhiteListRequest,
  answer: Omit<WhiteListAnswer, "recordId">,
): MessageTexts {
  const refused = new Map(answer.refused.map(({ idNatStruct, reason }) => [idNatStruct, reason]));
  const opened = request.add.filter(({ idNatStruct }) => !refused.has(idNatStruct));
  const not = request.add.filter(({ idNatStruct }) => refused.has(idNatStruct));
  const listed = (list: WhiteListRequest["add"], none: string): readonly string[] =>
    list.length === 0
      ? [`- ${none}`]
      : list.map((one) => {
          const reason = refused.get(one.idNatStruct);
          return `- ${one.idNatStruct} ${one.name}${reason === undefined ? "" : ` : ${reason}`}`.trimEnd();
        });
  return {
    subjectFr: `ROR national, ${name} : réponse sur la liste blanche`,
    subjectEn: `National ROR, ${name}: answer about the white list`,
    textFr: lines([
      "Bonjour,",
      "",
      `Certificat (DN) : ${request.certificate.subjectDn}`,
      "Établissements autorisés :",
      ...listed(opened, "aucun"),
      "Établissements non autorisés :",
      ...listed(not, "aucun"),
      "Établissements retirés :",
      ...listed(request.remove, "aucun"),
      "",
      `Adresse d'alimentation : ${answer.feedingUrl}`,
      `Jeton : ${answer.tokenUrl}`,
      `client_id : ${answer.clientId}`,
      "Les réglages du connecteur se téléchargent à l'étape 09.",
    ]),
    textEn: lines([
      "Hello,",
      "",
      `Certificate (DN): ${request.certificate.subjectDn}`,
      "Establishments opened:",
      ...listed(opened, "none"),
      "Establishments not opened:",
      ...listed(not, "none"),
      "Establishments removed:",
      ...listed(request.remove, "none"),
      "",
      `Address of feeding: ${answer.feedingUrl}`,
      `Token: ${answer.tokenUrl}`,
      `client_id: ${answer.clientId}`,
      "The settings of the connector can be downloaded at step 09.",
    ]),
  };
}
