import type { FastifyRequest } from "fastify";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { signedInOrThrow } from "../access/guard.ts";
import type { JourneyWorld, TypedApp } from "../journey/world.ts";
import type { SignIn } from "../signin/create-sign-in.ts";
import { grantsOf } from "../signin/people.ts";
import { actIds } from "./acts.ts";
import { actOutShape, begunShape, fillShape, roleShape } from "./shapes.ts";
import type { Stage } from "./stage.ts";
import { actOutView, beginStory, fillAct, storyJourney } from "./story.ts";

/** What the story needs of the portal. */
export interface ActOutParts {
  readonly stage: Stage | undefined;
  readonly signIn: Pick<SignIn, "demonstration" | "enter">;
  /** Issuer of the invented people: the embedded provider's. */
  readonly issuer: () => string;
}

const firstPerson = "maelle";

/**
 * The story that one person plays alone, changing role with one click. Where no stage stands, nothing is offered and every
 * other call is answered as an unknown thing. Whoever takes a role takes that of an invented person of the embedded
 * sign-in, who comes in without a password anyway.
 */
export function actOutRoutes(app: TypedApp, world: JourneyWorld, parts: ActOutParts): void {
  const stage = parts.signIn.demonstration ? parts.stage : undefined;
  const stageOrThrow = (): Stage => {
    if (stage === undefined) throw new RaccordError("journey.unknown-thing", "act-out");
    return stage;
  };
  const invented = (id: string) =>
    world.database
      .selectFrom("person")
      .select(["id", "name", "email"])
      .where("issuer", "=", parts.issuer())
      .where("subject", "=", id)
      .executeTakeFirst();
  const you = async ({ signedIn }: FastifyRequest): Promise<string | null> => {
    if (signedIn === null) return null;
    const row = await world.database
      .selectFrom("person")
      .select("subject")
      .where("id", "=", signedIn.personId)
      .executeTakeFirst();
    return row?.subject ?? null;
  };
  app.get("/api/act-out", { schema: { response: { 200: actOutShape } } }, async (request) => {
    if (stage === undefined) return { state: "none" as const };
    const journey = await storyJourney(world);
    if (journey === undefined) return { state: "offered" as const, acts: actIds.length };
    return actOutView(world, stage, journey, await you(request));
  });
  app.post("/api/act-out", { schema: { response: { 200: begunShape } } }, async (request, reply) => {
    stageOrThrow();
    const lead = await invented(firstPerson);
    if (lead === undefined) throw new RaccordError("journey.unknown-thing", firstPerson);
    const person = { personId: lead.id, ...lead, grants: await grantsOf(world.database, lead.id) };
    const known = await storyJourney(world);
    const journey = known ?? (await beginStory(world, person));
    if (known === undefined) await parts.signIn.enter(request, reply, lead.id);
    return { next: `/journeys/${journey}` };
  });
  app.post("/api/act-out/role", { schema: { body: roleShape } }, async (request, reply) => {
    stageOrThrow();
    const person = await invented(request.body.person);
    if (person === undefined) throw new RaccordError("journey.unknown-thing", request.body.person);
    await parts.signIn.enter(request, reply, person.id);
    return reply.code(204).send();
  });
  app.post("/api/act-out/fill", { schema: { body: fillShape } }, async (request, reply) => {
    const person = signedInOrThrow(request);
    const journey = await storyJourney(world);
    if (journey === undefined) throw new RaccordError("journey.unknown-thing", "act-out");
    await fillAct(world, stageOrThrow(), {
      journey,
      act: request.body.act,
      person,
      you: await you(request),
    });
    return reply.code(204).send();
  });
}
