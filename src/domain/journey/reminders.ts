import { type MessageTexts, messageRecipients } from "./decision-message.ts";
import { answer, type JourneyFacts, rowsOf } from "./facts.ts";
import { cell, daysUntil } from "./findings.ts";
import { mailboxes } from "./library-kinds.ts";
import { judgedRequests } from "./white-list/state.ts";

/** Days before the end of a certificate at which somebody is reminded (onboarding §10 item 8; the national notice: 60). */
const certificateNoticeDays = [90, 60, 30] as const;
/** Days before the end of a card: a new one takes weeks, and nobody publishes how many (onboarding §0.4). */
const cardNoticeDays = [90, 30] as const;

/** Something that somebody is reminded of. */
export interface Reminder {
  /** The same for the same cause: it goes out once. */
  readonly name: string;
  readonly recipients: readonly string[];
  readonly text: (journeyName: string) => MessageTexts;
}

/**
 * Everything of which its people are to be reminded today: certificates and cards that end, answers of ANS that are overdue.
 * Of several notices that are past only the nearest is given: a portal that stood still does not send three at once.
 */
export function remindersDue(facts: JourneyFacts): readonly Reminder[] {
  return [...certificateReminders(facts), ...cardReminders(facts), ...overdueReminders(facts)];
}

/** The nearest notice that has come for this day, or `undefined` when none has. */
function noticeOf(today: string, end: string, notices: readonly number[]): number | undefined {
  const left = daysUntil(today, end);
  return notices.filter((days) => left <= days).at(-1);
}

function certificateReminders(facts: JourneyFacts): readonly Reminder[] {
  const mailbox = answer(facts, "certificate-plan", "mailbox");
  const recipients = [...new Set([...(mailbox === "" ? [] : [mailbox]), ...messageRecipients(facts)])];
  return facts.certificates.flatMap(({ subjectDn, fingerprint, notAfter }) => {
    const end = notAfter.slice(0, 10);
    const notice = noticeOf(facts.today, end, certificateNoticeDays);
    if (notice === undefined) return [];
    const what = { fr: `le certificat ${subjectDn}`, en: `the certificate ${subjectDn}` };
    const next = {
      fr: "Commandez le suivant (étape 07), puis demandez à l'ANS de l'inscrire (étape 09) avant ce jour.",
      en: "Order the next one (step 07), then ask ANS to enter it (step 09) before that day.",
    };
    return [
      {
        name: `certificate ${fingerprint} ${notice}`,
        recipients,
        text: endText(what, end, next),
      },
    ];
  });
}

/** Cards of the legal representative, of the administrators and of the tests, by the day that was typed. */
function cardReminders(facts: JourneyFacts): readonly Reminder[] {
  const holders = rowsOf(facts, "card-holders").map((row) => ({
    fr: `la carte CPA de ${cell(row, "name")}`,
    en: `the CPA card of ${cell(row, "name")}`,
    id: `cpa ${row.id}`,
    end: cell(row, "card-expiry"),
  }));
  const own = {
    fr: "la carte du responsable légal",
    en: "the card of the legal representative",
    id: "legal-representative",
    end: answer(facts, "contract", "card-expiry"),
  };
  const tests = {
    fr: "la carte de test",
    en: "the test card",
    id: "test",
    end: answer(facts, "test-material", "test-card-expiry"),
  };
  return [own, tests, ...holders].flatMap(({ fr, en, id, end }) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(end)) return [];
    const notice = noticeOf(facts.today, end, cardNoticeDays);
    if (notice === undefined) return [];
    const next = {
      fr: "Demandez-en une nouvelle : sans elle, plus de certificat à commander.",
      en: "Ask for a new one: without it no certificate can be ordered.",
    };
    return [
      {
        name: `card ${id} ${end} ${notice}`,
        recipients: messageRecipients(facts),
        text: endText({ fr, en }, end, next),
      },
    ];
  });
}

/** An answer that did not come within five working days: the supplier and ANS are told (official page, step 09). */
function overdueReminders(facts: JourneyFacts): readonly Reminder[] {
  return judgedRequests(facts).flatMap(({ request, state }) => {
    if ((state.kind !== "declared" && state.kind !== "preparing") || !state.overdue) return [];
    const subject = request.certificate.subjectDn;
    return [
      {
        name: `overdue ${request.id}`,
        recipients: [...new Set([...messageRecipients(facts), mailboxes.ror])],
        text: (name) => ({
          subjectFr: `ROR national, ${name} : réponse en retard sur la liste blanche`,
          subjectEn: `National ROR, ${name}: answer about the white list overdue`,
          textFr: `Bonjour,\n\nDemande du ${state.on} pour le certificat ${subject} : la réponse était attendue le ${state.due} (cinq jours ouvrés).\n\nRelance : ${mailboxes.ror}`,
          textEn: `Hello,\n\nRequest of ${state.on} for the certificate ${subject}: the answer was due on ${state.due} (five working days).\n\nTo remind: ${mailboxes.ror}`,
        }),
      },
    ];
  });
}

interface Words {
  readonly fr: string;
  readonly en: string;
}

function endText(what: Words, end: string, next: Words): Reminder["text"] {
  return (name) => ({
    subjectFr: `ROR national, ${name} : une échéance approche, ${end}`,
    subjectEn: `National ROR, ${name}: an end comes near, ${end}`,
    textFr: `Bonjour,\n\nDossier ${name} : ${what.fr} finit le ${end}.\n\n${next.fr}`,
    textEn: `Hello,\n\nFile ${name}: ${what.en} ends on ${end}.\n\n${next.en}`,
  });
}
