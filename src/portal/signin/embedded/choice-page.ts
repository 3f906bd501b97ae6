import type { FastifyReply } from "fastify";
import { escapeHtml, type PageLanguage, sendPage } from "../page.ts";
import type { InventedPerson } from "./person.ts";

const words = {
  fr: {
    title: "Choisir une personne",
    note: "Démonstration : ces personnes sont inventées et entrent sans mot de passe. Choisissez avec qui vous voulez voir le portail.",
    none: "Personne n'est défini.",
    lost: "Cette page a trop attendu",
    lostAdvice: "Recommencer depuis le portail.",
    again: "Recommencer",
  },
  en: {
    title: "Choose a person",
    note: "Demonstration: these people are invented and come in without a password. Choose as whom you want to see the portal.",
    none: "Nobody is defined.",
    lost: "This page waited too long",
    lostAdvice: "Start again from the portal.",
    again: "Start again",
  },
} as const;

/** The sign-in page of the demonstration: one button a person, no script. */
export function sendChoicePage(
  reply: FastifyReply,
  language: PageLanguage,
  uid: string,
  people: readonly InventedPerson[],
): FastifyReply {
  const { title, note, none } = words[language];
  const buttons = people.map(
    (person) =>
      `<li><button type="submit" name="person" value="${escapeHtml(person.id)}">` +
      `<strong>${escapeHtml(person.name)}</strong> <span>${escapeHtml(person.description[language])}</span> ` +
      `<span class="email">${escapeHtml(person.email)}</span></button></li>`,
  );
  const list = buttons.length === 0 ? `<p>${none}</p>` : `<ul>\n${buttons.join("\n")}\n</ul>`;
  const body = `<p>${note}</p>\n<form method="post" action="/oidc/interaction/${escapeHtml(uid)}">\n${list}\n</form>`;
  return sendPage(reply, { status: 200, language, title, body });
}

/** For a page of a sign-in that is over. */
export function sendLostPage(reply: FastifyReply, language: PageLanguage): FastifyReply {
  const { lost, lostAdvice, again } = words[language];
  const body = `<p>${lostAdvice}</p>\n<p><a class="action" href="/sign-in">${again}</a></p>`;
  return sendPage(reply, { status: 400, language, title: lost, body });
}
