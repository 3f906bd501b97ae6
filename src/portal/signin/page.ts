import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyReply, FastifyRequest } from "fastify";
import { errorCatalogue } from "../../runtime/errors/catalogue.ts";
import type { PortalCode } from "../../runtime/errors/codes-portal.ts";
import type { ProblemView } from "../journey/shapes.ts";

/** Languages of the pages around the sign-in. */
export type PageLanguage = "fr" | "en";

/** Pages without any script; forms go to this portal. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

export const styleSheet = readFileSync(join(import.meta.dirname, "sign-in.css"), "utf8");
export const styleSheetPath = "/sign-in/style.css";

/** `?lang=` wins, then the remembered choice (cookie `raccord-language`), then the first language of the browser that the pages speak, then French. */
export function languageOf(request: FastifyRequest): PageLanguage {
  const accepted = (request.headers["accept-language"] ?? "")
    .split(",")
    .map((one) => one.split(";")[0] ?? "");
  const asked = new URL(request.url, "http://portal.invalid").searchParams.get("lang") ?? "";
  for (const text of [asked, request.cookies["raccord-language"] ?? "", ...accepted]) {
    const primary = text.trim().toLowerCase().split("-")[0];
    if (primary === "fr" || primary === "en") return primary;
  }
  return "fr";
}

export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Sends one page, never kept by a browser or a proxy. `body` is HTML. */
export function sendPage(
  reply: FastifyReply,
  page: {
    readonly status: number;
    readonly language: PageLanguage;
    readonly title: string;
    readonly body: string;
  },
): FastifyReply {
  const { status, language, title, body } = page;
  return reply
    .code(status)
    .header("content-security-policy", policy)
    .header("x-content-type-options", "nosniff")
    .header("x-frame-options", "DENY")
    .header("referrer-policy", "no-referrer")
    .header("cache-control", "no-store")
    .header("vary", "accept-language, cookie")
    .type("text/html; charset=utf-8")
    .send(
      `<!doctype html>\n<html lang="${language}">\n<head>\n<meta charset="utf-8">\n` +
        `<meta name="viewport" content="width=device-width, initial-scale=1">\n` +
        `<title>${escapeHtml(title)} · Raccord</title>\n<link rel="stylesheet" href="${styleSheetPath}">\n</head>\n` +
        `<body>\n<main>\n<h1>${escapeHtml(title)}</h1>\n${body}\n</main>\n</body>\n</html>\n`,
    );
}

const words = {
  fr: { title: "La connexion n'a pas abouti", again: "Recommencer", home: "Retour au portail", code: "Code" },
  en: { title: "You are not signed in", again: "Start again", home: "Back to the portal", code: "Code" },
} as const;

/** A fault as a page: what happened, what to do, and the way on. */
export function sendFaultPage(
  reply: FastifyReply,
  language: PageLanguage,
  code: PortalCode,
  returnPath: string,
): FastifyReply {
  const text = errorCatalogue[code];
  const { title, again, home, code: label } = words[language];
  const [what, advice] = language === "fr" ? [text.fr, text.adviceFr] : [text.en, text.adviceEn];
  const sentence = `${what.charAt(0).toUpperCase()}${what.slice(1)}.`;
  const href = escapeHtml(`/sign-in?return=${encodeURIComponent(returnPath)}`);
  const body =
    `<p class="what">${escapeHtml(sentence)}</p>\n<p>${escapeHtml(advice)}</p>\n` +
    `<p><a class="action" href="${href}">${again}</a> <a href="/">${home}</a></p>\n` +
    `<p class="code">${label} <code>${code}</code></p>`;
  return sendPage(reply, { status: statusOf[code], language, title, body });
}

/** A fault as the answer of a call. */
export function sendProblem(reply: FastifyReply, code: PortalCode): FastifyReply {
  const text = errorCatalogue[code];
  const problem: ProblemView = {
    code,
    messageFr: `${text.fr}. ${text.adviceFr}`,
    messageEn: `${text.en}. ${text.adviceEn}`,
  };
  return reply.code(statusOf[code]).header("cache-control", "no-store").send(problem);
}

const statusOf: Readonly<Record<PortalCode, number>> = {
  "portal.sign-in-provider-unreachable": 503,
  "portal.sign-in-provider-refused": 403,
  "portal.sign-in-attempt-unknown": 400,
  "portal.sign-in-answer-not-trusted": 502,
  "portal.sign-in-call-not-from-page": 403,
  "portal.sign-in-too-many-calls": 429,
  "portal.sign-in-embedded-not-local": 403,
  "portal.sign-in-client-file": 500,
};
