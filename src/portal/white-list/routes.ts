import { z } from "zod";
import { changesCsv, whiteListChanges } from "../../domain/journey/white-list/changes.ts";
import { targetOf } from "../../domain/journey/white-list/target.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { journeyOf, signedInOrThrow } from "../access/guard.ts";
import {
  changeJourney,
  factsOf,
  type JourneyWorld,
  journeyOrThrow,
  type TypedApp,
} from "../journey/world.ts";
import { answerRequest } from "./answer-request.ts";
import { makeRequest } from "./make-request.ts";
import { readPlatformChanges } from "./platform-changes.ts";
import { readAcceptedPatches } from "./read-journal.ts";
import { answerMakeShape, changesFileShape, requestMakeShape, whiteListShape } from "./shapes.ts";
import { whiteListView } from "./view.ts";

const journeyParams = z.strictObject({ journey: z.string().min(1).max(64) });
const requestParams = journeyParams.extend({ request: z.string().min(1).max(64) });

/** Step 09 and go-live: requests to ANS, its answers, what a connector and ANS take from them, accepted PATCHes. */
export function whiteListRoutes(app: TypedApp, world: JourneyWorld): void {
  const { clock, random, production } = world;
  app.get(
    "/api/journeys/:journey/white-list",
    { schema: { params: journeyParams, response: { 200: whiteListShape } } },
    async (request) => {
      const { journey, roles } = journeyOf(request);
      const facts = await factsOf(world, world.database, journey.id);
      const changes = production === undefined ? null : await readPlatformChanges(world.database, journey.id);
      return whiteListView(facts, roles, changes, production?.addresses);
    },
  );
  app.post(
    "/api/journeys/:journey/white-list/requests",
    { schema: { params: journeyParams, body: requestMakeShape } },
    async (request, reply) => {
      const { roles, journey } = journeyOf(request);
      const maker = { person: signedInOrThrow(request), roles, nowMs: clock.nowMs(), random };
      const id = await changeJourney(world, journey.id, async (transaction) => {
        const { name } = await journeyOrThrow(world, transaction, journey.id);
        const facts = await factsOf(world, transaction, journey.id);
        return makeRequest(transaction, { id: journey.id, name }, facts, request.body, maker);
      });
      world.mail.wake();
      return reply.code(201).send({ id });
    },
  );
  app.post(
    "/api/journeys/:journey/white-list/requests/:request/answer",
    { schema: { params: requestParams, body: answerMakeShape } },
    async (request, reply) => {
      const { roles, journey } = journeyOf(request);
      const maker = { person: signedInOrThrow(request), roles, nowMs: clock.nowMs(), random };
      const answered = {
        requestId: request.params.request,
        answer: request.body,
        hasPlatform: production !== undefined,
      };
      await changeJourney(world, journey.id, async (transaction) => {
        const { name } = await journeyOrThrow(world, transaction, journey.id);
        const facts = await factsOf(world, transaction, journey.id);
        await answerRequest(transaction, { id: journey.id, name }, facts, answered, maker);
      });
      world.mail.wake();
      world.platformSender.wake();
      return reply.code(204).send();
    },
  );
  app.post(
    "/api/journeys/:journey/go-live/read",
    { schema: { params: journeyParams } },
    async (request, reply) => {
      await readAcceptedPatches(world, production?.platform, journeyOf(request).journey.id);
      return reply.code(204).send();
    },
  );
  fileRoutes(app, world);
}

function fileRoutes(app: TypedApp, world: JourneyWorld): void {
  app.get(
    "/api/journeys/:journey/white-list/changes",
    {
      schema: {
        params: journeyParams,
        querystring: z.strictObject({ format: z.enum(["csv", "json"]).default("json") }),
      },
    },
    async (request, reply) => {
      const { journey } = journeyOf(request);
      const { name } = await journeyOrThrow(world, world.database, journey.id);
      const changes = whiteListChanges(await factsOf(world, world.database, journey.id));
      const { format } = request.query;
      reply.header("content-disposition", `attachment; filename="white-list-changes.${format}"`);
      return format === "csv"
        ? reply.type("text/csv; charset=utf-8").send(changesCsv(changes))
        : reply
            .type("application/json; charset=utf-8")
            .send(JSON.stringify(changesFileShape.parse({ journey: name, changes }), null, 2));
    },
  );
  app.get(
    "/api/journeys/:journey/white-list/target",
    {
      schema: {
        params: journeyParams,
        querystring: z.strictObject({ fingerprint: z.string().min(1).max(200) }),
      },
    },
    async (request, reply) => {
      const facts = await factsOf(world, world.database, journeyOf(request).journey.id);
      const target = targetOf(facts, request.query.fingerprint);
      if (target === undefined) throw new RaccordError("whitelist.not-listed-yet");
      return reply
        .type("application/json; charset=utf-8")
        .header("content-disposition", `attachment; filename="${target.name}.json"`)
        .send(JSON.stringify(target, null, 2));
    },
  );
}
