import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { suggestIndicators } from "../../domain/journey/suggest-indicators.ts";
import { errorCatalogue } from "../../runtime/errors/catalogue.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { type ProblemView, problemShape } from "../journey/shapes.ts";
import { type JourneyWorld, type TypedApp, typed } from "../journey/world.ts";
import type { Problem } from "../live/board-schema.ts";
import type { ConnectorClient } from "../live/connector-client.ts";
import { problem } from "../problems.ts";
import { exampleIndicator, examplePatch } from "./example-patch.ts";
import { patchViewShape, patchWishShape, sampleQueryShape, sampleShape } from "./shapes.ts";

/** A sample to look at, not a feed; the connector has the same limit. */
const sampleMaxBytes = 4 * 1024 * 1024;

/** What the connector makes of a file of the supplier, and how a PATCH for one of its places looks. */
export function sampleRoutes(app: TypedApp, world: JourneyWorld, connector: ConnectorClient): void {
  app.register(async (scope) => readingRoute(scope, world, connector));
  app.get(
    "/api/patch-preview",
    { schema: { querystring: patchWishShape, response: { 200: patchViewShape } } },
    async (request) => {
      const wish = request.query;
      const answer = await connector.patchPreview(wish);
      if (answer.ok)
        return { source: "connector" as const, indicator: wish.indicator, request: answer.value };
      if (answer.problem === "not-found") throw new RaccordError("journey.unknown-thing", wish.indicator);
      return { source: "example" as const, indicator: exampleIndicator, request: examplePatch(wish) };
    },
  );
}

/** The bytes stay in memory while the connector reads them: they are neither stored nor logged, nor is the name. */
function readingRoute(scope: FastifyInstance, world: JourneyWorld, connector: ConnectorClient): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: sampleMaxBytes }, (_request, body, done) =>
    done(null, body),
  );
  scope.setErrorHandler((error: { statusCode?: number }) => {
    throw error.statusCode === 413 ? new RaccordError("sample.too-large") : error;
  });
  typed(scope).post(
    "/api/journeys/:journey/sample",
    {
      bodyLimit: sampleMaxBytes,
      schema: {
        params: z.strictObject({ journey: z.string().min(1).max(64) }),
        querystring: sampleQueryShape,
        response: { 200: sampleShape, 422: problemShape },
      },
    },
    async (request, reply) => {
      const { body } = request;
      if (!Buffer.isBuffer(body) || body.length === 0) throw new RaccordError("sample.empty");
      const answer = await connector.readSample(request.query.name, body);
      if (!answer.ok) {
        world.log.warn({ problem: answer.problem }, "connector did not read a sample");
        throw new RaccordError(faults[answer.problem]);
      }
      const reading = answer.value;
      if (reading.kind === "unknown") return reply.code(422).send(notUnderstood(reading.code));
      return reply.send({ reading, suggestions: [...suggestIndicators([reading])] });
    },
  );
}

const faults = {
  unreachable: "sample.connector-away",
  timeout: "sample.connector-away",
  "not-understood": "sample.connector-differs",
  "not-found": "sample.connector-differs",
  refused: "sample.connector-differs",
} as const satisfies Record<Problem, string>;

/** A file of neither kind, with what the connector says of it. */
function notUnderstood(code: string): ProblemView {
  const ours = problem("sample.not-understood");
  const known = Object.entries(errorCatalogue).find(([name]) => name === code)?.[1];
  if (known === undefined) return ours;
  const { fr, en } = errorCatalogue["sample.not-understood"];
  return {
    code: ours.code,
    messageFr: `${fr}. ${known.fr}. ${known.adviceFr}`,
    messageEn: `${en}. ${known.en}. ${known.adviceEn}`,
  };
}
