import { setImmediate as letOthersIn } from "node:timers/promises";
import { z } from "zod";
import { moveOf } from "../../domain/journey/steps/table.ts";
import { inTransaction } from "../../runtime/database.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { journeyOf, signedInOrThrow } from "../access/guard.ts";
import { readTrail, writeTrail } from "../audit/trail.ts";
import { announceMove } from "../messages/announce.ts";
import { keepSentPapers, sendsPapers, withdrawVersions } from "../papers/versions.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { followAccess } from "../test-access/queue.ts";
import { planAnswer } from "../white-list/plan-answer.ts";
import { accessGrantShape, writeGrant } from "./access.ts";
import { markRow, readSection, saveChanges } from "./answers.ts";
import { beginJourney } from "./begin.ts";
import { journeysInATurn, visibleJourneys } from "./journeys.ts";
import { type Maker, makeMove, type WantedMove, withdrawMove } from "./moves.ts";
import { ownRegions, visibleRows } from "./own-regions.ts";
import * as shapes from "./shapes.ts";
import { journeyLine, journeyView } from "./views.ts";
import { changeJourney, factsOf, type JourneyWorld, journeyOrThrow, type TypedApp } from "./world.ts";

const journeyParams = z.strictObject({ journey: z.string().min(1).max(64) });
const trailLinesMax = 100;

/** Journeys: list, begin, show, what is typed in them, what is recorded, their trail. */
export function journeyRoutes(app: TypedApp, world: JourneyWorld): void {
  listRoutes(app, world);
  answerRoutes(app, world);
  moveRoutes(app, world);
}

function listRoutes(app: TypedApp, world: JourneyWorld): void {
  const { database } = world;
  app.get("/api/journeys", { schema: { response: { 200: shapes.journeyListShape } } }, async (request) => {
    const { grants } = signedInOrThrow(request);
    const seen = await visibleJourneys(database, grants, world.list.regionsOf);
    const lines = [];
    for (const journey of seen) {
      lines.push(journeyLine(journey, await factsOf(world, database, journey.id)));
      if (lines.length % journeysInATurn === 0) await letOthersIn();
    }
    return { journeys: lines };
  });
  app.post(
    "/api/journeys",
    { schema: { body: shapes.journeyBeginShape, response: { 201: z.strictObject({ id: z.string() }) } } },
    async (request, reply) => {
      const person = signedInOrThrow(request);
      const { clock, random } = world;
      const id = await inTransaction(database, (transaction) =>
        beginJourney(
          transaction,
          request.body,
          person,
          { nowMs: clock.nowMs(), random },
          (own, organisationId) => world.grantApplicant(own, person.personId, organisationId),
        ),
      );
      return reply.code(201).send({ id });
    },
  );
  app.get(
    "/api/journeys/:journey",
    { schema: { params: journeyParams, response: { 200: shapes.journeyShape } } },
    async (request) => {
      const { roles, journey } = journeyOf(request);
      return journeyView(database, journey, await factsOf(world, database, journey.id), roles);
    },
  );
}

function answerRoutes(app: TypedApp, world: JourneyWorld): void {
  const { clock } = world;
  app.get(
    "/api/journeys/:journey/answers/:section",
    {
      schema: {
        params: journeyParams.extend({ section: z.string().min(1).max(40) }),
        response: { 200: shapes.sectionShape },
      },
    },
    async (request) => {
      const { section, rows } = await readSection(
        world.database,
        request.params.journey,
        request.params.section,
      );
      return { section, rows: rows.filter(visibleRows(request)) };
    },
  );
  app.patch(
    "/api/journeys/:journey/answers",
    {
      schema: {
        params: journeyParams,
        body: shapes.changesShape,
        response: { 200: shapes.changeResultsShape },
      },
    },
    (request) => {
      const { roles, journey } = journeyOf(request);
      const { personId } = signedInOrThrow(request);
      const writer = { personId, roles, atMs: clock.nowMs(), regions: ownRegions(request) };
      return changeJourney(world, journey.id, (transaction) =>
        saveChanges(transaction, journey.id, request.body.changes, writer),
      );
    },
  );
  app.post(
    "/api/journeys/:journey/rows",
    { schema: { params: journeyParams, body: shapes.rowMarkShape } },
    async (request, reply) => {
      const { roles, journey } = journeyOf(request);
      const person = signedInOrThrow(request);
      await changeJourney(world, journey.id, async (transaction) => {
        const { section, row, removed } = request.body;
        const done = await markRow(transaction, journey.id, request.body, roles);
        if (done === undefined) throw new RaccordError("journey.unknown-thing");
        if (!done.changed) return;
        await writeTrail(transaction, {
          atMs: clock.nowMs(),
          by: person,
          journeyId: journey.id,
          action: removed ? "row-removed" : "row-restored",
          what: { step: done.step, section, row, name: done.name },
          why: "",
        });
      });
      return reply.code(204).send();
    },
  );
}

function moveRoutes(app: TypedApp, world: JourneyWorld): void {
  const { clock, random } = world;
  app.post(
    "/api/journeys/:journey/moves",
    { schema: { params: journeyParams, body: shapes.moveMakeShape } },
    async (request, reply) => {
      const { roles, journey } = journeyOf(request);
      const person = signedInOrThrow(request);
      const maker = { person, roles, nowMs: clock.nowMs(), random };
      if (moveOf(request.body.move)?.move.ownRoute)
        throw new RaccordError("journey.move-refused", "own-route");
      await changeJourney(world, journey.id, (transaction) =>
        record(world, transaction, journey.id, request.body, maker),
      );
      world.mail.wake();
      return reply.code(204).send();
    },
  );
  app.post(
    "/api/journeys/:journey/access",
    { schema: { params: journeyParams, body: accessGrantShape } },
    async (request, reply) => {
      const { roles, journey } = journeyOf(request);
      const maker = { person: signedInOrThrow(request), roles, nowMs: clock.nowMs(), random };
      const { date } = request.body;
      await changeJourney(world, journey.id, async (transaction) => {
        const facts = await factsOf(world, transaction, journey.id);
        await writeGrant(transaction, journey.id, facts, request.body, maker);
        const wanted = { move: "access-granted", subject: "", date, documentId: null, reason: null };
        await record(world, transaction, journey.id, wanted, maker);
        await followAccess(transaction, journey.id, clock.nowMs());
      });
      world.mail.wake();
      return reply.code(204).send();
    },
  );
  app.post(
    "/api/journeys/:journey/moves/:record/withdraw",
    {
      schema: {
        params: journeyParams.extend({ record: z.string().min(1).max(64) }),
        body: shapes.moveWithdrawShape,
      },
    },
    async (request, reply) => {
      const { roles, journey } = journeyOf(request);
      const person = signedInOrThrow(request);
      await changeJourney(world, journey.id, async (transaction) => {
        const facts = await factsOf(world, transaction, journey.id);
        const wanted = { recordId: request.params.record, reason: request.body.reason };
        const nowMs = clock.nowMs();
        await withdrawMove(transaction, journey.id, facts, wanted, { person, roles, nowMs });
        await withdrawVersions(transaction, journey.id, wanted.recordId, nowMs);
        const confirmed = facts.records.find(({ id }) => id === wanted.recordId);
        const taken = facts.whiteList.requests.find(({ id }) => id === confirmed?.subject);
        if (
          world.production !== undefined &&
          taken !== undefined &&
          confirmed?.move === "white-list-confirmed"
        )
          await planAnswer(
            transaction,
            { journeyId: journey.id, recordId: wanted.recordId, request: taken },
            { nowMs, random },
          );
      });
      world.platformSender.wake();
      return reply.code(204).send();
    },
  );
  app.get(
    "/api/journeys/:journey/trail",
    {
      schema: {
        params: journeyParams,
        querystring: z.strictObject({ before: z.coerce.number().int().min(1).optional() }),
        response: { 200: shapes.trailShape },
      },
    },
    async (request) => {
      const before = request.query.before ?? Number.MAX_SAFE_INTEGER;
      const lines = await readTrail(world.database, request.params.journey, {
        before,
        linesMax: trailLinesMax,
      });
      return {
        lines: lines.map(({ sequence, atMs, byName, action, what, why, hash }) => ({
          sequence,
          at: new Date(atMs).toISOString(),
          byName,
          action,
          what: what,
          why,
          hash,
        })),
      };
    },
  );
}

/** Makes a move, with the message that it calls for, on the facts as they stand in the transaction. */
async function record(
  world: JourneyWorld,
  transaction: PortalDatabase,
  journeyId: string,
  wanted: WantedMove,
  maker: Maker,
): Promise<void> {
  const facts = await factsOf(world, transaction, journeyId);
  const { id: recordId, declared } = await makeMove(transaction, journeyId, facts, wanted, maker);
  // What the supplier declares came to it by e-mail: the portal sent no paper, and tells nobody what they wrote themselves.
  if (declared) return;
  const { name } = await journeyOrThrow(world, transaction, journeyId);
  const { person, nowMs, random } = maker;
  const { move, reason, date } = wanted;
  if (sendsPapers(move)) {
    const sending = { person, atMs: nowMs, day: date ?? facts.today, recordId };
    const after = await factsOf(world, transaction, journeyId);
    await keepSentPapers(transaction, { id: journeyId, name }, after, move, sending);
  }
  await announceMove(transaction, { id: journeyId, name }, facts, {
    move,
    recordId,
    reason,
    date,
    person,
    nowMs,
    random,
  });
}
