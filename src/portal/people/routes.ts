import { z } from "zod";
import type { Grant } from "../../domain/journey/roles.ts";
import { inTransaction } from "../../runtime/database.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { journeyOf, signedInOrThrow } from "../access/guard.ts";
import { inviters } from "../access/table.ts";
import { changeJourney, type JourneyWorld, type TypedApp } from "../journey/world.ts";
import { giveRole, inviteTo, revokeRole, withdrawOpen } from "./change-people.ts";
import { readOrganisationPeople, readPeople } from "./read-people.ts";
import * as shapes from "./shapes.ts";

const journeyParams = z.strictObject({ journey: z.string().min(1).max(64) });
const invitationParams = z.strictObject({ invitation: z.string().min(1).max(64) });
const madeShape = z.strictObject({ id: z.string() });

/** People and their roles: those of a supplier by its own, all others by administrators. */
export function peopleRoutes(app: TypedApp, world: JourneyWorld): void {
  organisationRoutes(app, world);
  administratorRoutes(app, world);
}

function organisationRoutes(app: TypedApp, world: JourneyWorld): void {
  app.get(
    "/api/journeys/:journey/people",
    { schema: { params: journeyParams, response: { 200: shapes.journeyPeopleShape } } },
    (request) => {
      const { journey, roles } = journeyOf(request);
      const mayChange = roles.some((role) => inviters.some((one) => one === role));
      return readOrganisationPeople(world.database, journey.organisationId, mayChange);
    },
  );
  app.post(
    "/api/journeys/:journey/invitations",
    { schema: { params: journeyParams, body: shapes.ownInvitationShape, response: { 201: madeShape } } },
    async (request, reply) => {
      const { journey } = journeyOf(request);
      const by = { person: signedInOrThrow(request), journeyId: journey.id };
      const { email, ...role } = request.body;
      const grant: Grant = { ...role, organisationId: journey.organisationId };
      const id = await changeJourney(world, journey.id, (transaction) =>
        inviteTo(transaction, world, { email, grant }, by),
      );
      return reply.code(201).send({ id });
    },
  );
  app.delete(
    "/api/journeys/:journey/invitations/:invitation",
    { schema: { params: journeyParams.extend(invitationParams.shape) } },
    async (request, reply) => {
      const { journey } = journeyOf(request);
      const by = { person: signedInOrThrow(request), journeyId: journey.id };
      const { invitation } = request.params;
      await changeJourney(world, journey.id, (transaction) =>
        withdrawOpen(transaction, world, invitation, (grant) => isOf(grant, journey.organisationId), by),
      );
      return reply.code(204).send();
    },
  );
  app.post(
    "/api/journeys/:journey/people/revoke",
    { schema: { params: journeyParams, body: shapes.revokeShape } },
    async (request, reply) => {
      const { journey } = journeyOf(request);
      const by = { person: signedInOrThrow(request), journeyId: journey.id };
      if (!isOf(request.body.grant, journey.organisationId)) throw new RaccordError("journey.not-allowed");
      await changeJourney(world, journey.id, (transaction) =>
        revokeRole(transaction, world, request.body, by),
      );
      return reply.code(204).send();
    },
  );
}

/** True for roles within one organisation. */
function isOf(grant: Grant, organisationId: string): boolean {
  return "organisationId" in grant && grant.organisationId === organisationId;
}

function administratorRoutes(app: TypedApp, world: JourneyWorld): void {
  const { database } = world;
  app.get("/api/people", { schema: { response: { 200: shapes.peopleShape } } }, () => readPeople(database));
  app.post("/api/people/grants", { schema: { body: shapes.giveShape } }, async (request, reply) => {
    const by = { person: signedInOrThrow(request), journeyId: "" };
    await inTransaction(database, (transaction) => giveRole(transaction, world, request.body, by));
    return reply.code(204).send();
  });
  app.post("/api/people/revoke", { schema: { body: shapes.revokeShape } }, async (request, reply) => {
    const by = { person: signedInOrThrow(request), journeyId: "" };
    await inTransaction(database, (transaction) => revokeRole(transaction, world, request.body, by));
    return reply.code(204).send();
  });
  app.post(
    "/api/invitations",
    { schema: { body: shapes.inviteShape, response: { 201: madeShape } } },
    async (request, reply) => {
      const by = { person: signedInOrThrow(request), journeyId: "" };
      const id = await inTransaction(database, (transaction) =>
        inviteTo(transaction, world, request.body, by),
      );
      return reply.code(201).send({ id });
    },
  );
  app.delete(
    "/api/invitations/:invitation",
    { schema: { params: invitationParams } },
    async (request, reply) => {
      const by = { person: signedInOrThrow(request), journeyId: "" };
      await inTransaction(database, (transaction) =>
        withdrawOpen(transaction, world, request.params.invitation, () => true, by),
      );
      return reply.code(204).send();
    },
  );
}
