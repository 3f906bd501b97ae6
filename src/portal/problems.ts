import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { errorCatalogue } from "../runtime/errors/catalogue.ts";
import { RaccordError } from "../runtime/errors/raccord-error.ts";
import type { Log } from "../runtime/log.ts";
import type { ProblemView } from "./journey/shapes.ts";

/** Statuses of the errors that are not simply 400. */
const statuses: Readonly<Partial<Record<RaccordError["code"], number>>> = {
  "story.not-this-act": 409,
  "story.other-person": 409,
  "portal.sign-in-embedded-not-local": 403,
  "journey.signed-out": 401,
  "journey.not-allowed": 403,
  "journey.unknown": 404,
  "journey.unknown-thing": 404,
  "journey.move-refused": 409,
  "journey.record-stands": 409,
  "journey.failed": 500,
  "journey.too-many": 409,
  "trust.file-too-large": 413,
  "document.too-large": 413,
  "document.too-many": 409,
  "document.busy": 503,
  "document.in-use": 409,
  "document.type-refused": 415,
  "document.text-not-utf8": 415,
  "document.active-content": 415,
  "document.macros": 415,
  "document.old-office": 415,
  "list.too-large": 413,
  "list.unpacks-too-large": 413,
  "list.wrong-type": 415,
  "list.old-workbook": 415,
  "list.open-document": 415,
  "list.changed-meanwhile": 409,
  "people.last-applicant": 409,
  "whitelist.platform-away": 503,
  "tests.not-open": 409,
  "tests.not-shown": 409,
  "tests.away": 503,
  "tests.report-unreadable": 422,
  "tests.report-of-another-client": 422,
  "tests.report-of-no-test-platform": 422,
  "tests.report-incomplete": 422,
  "tests.connector-away": 503,
  "tests.connector-differs": 502,
  "campaign.running": 409,
  "campaign.production-target": 409,
  "campaign.place-fed": 409,
  "sample.too-large": 413,
  "sample.not-understood": 422,
  "sample.connector-away": 503,
  "sample.connector-differs": 502,
};

/** Answers a fault of the API in words, in both languages; what is not the caller's fault is logged and not shown. */
export function answerProblem(log: Log) {
  return (error: FastifyError | RaccordError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (error instanceof RaccordError)
      return reply.code(statuses[error.code] ?? 400).send(problem(error.code, error.detail));
    const status = error.statusCode ?? 500;
    if (error.validation)
      return reply.code(400).send({
        ...problem("journey.bad-request"),
        details: error.validation.map((one) => ({ path: one.instancePath, message: one.message ?? "" })),
      });
    if (status >= 400 && status < 500)
      return reply.code(status).send(problem("journey.bad-request", error.message));
    log.error({ err: error, method: request.method, route: request.routeOptions.url }, "request failed");
    return reply.code(500).send(problem("journey.failed"));
  };
}

/** A code of the catalogue, or `undefined` for a text that is none. */
export function errorCodeOf(text: string): RaccordError["code"] | undefined {
  return Object.hasOwn(errorCatalogue, text) ? (text as RaccordError["code"]) : undefined;
}

/** A catalogue entry as the pages get it. */
export function problem(code: RaccordError["code"], detail = ""): ProblemView {
  const { fr, en, adviceFr, adviceEn } = errorCatalogue[code];
  const sentence = (what: string, advice: string): string =>
    `${what}${detail === "" ? "" : ` (${detail})`}. ${advice}`;
  return { code, messageFr: sentence(fr, adviceFr), messageEn: sentence(en, adviceEn) };
}
