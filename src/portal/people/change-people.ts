import type { Grant } from "../../domain/journey/roles.ts";
import { regionByCode } from "../../domain/regions/regions.ts";
import { dialectOf } from "../../runtime/database.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { writeTrail } from "../audit/trail.ts";
import {
  grant as give,
  invite,
  listInvitations,
  type PeopleWorld,
  revoke,
  withdrawInvitation,
} from "../signin/people.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { holdersOf } from "./read-people.ts";

/** Who changes something about people, for which journey's trail (empty: none). */
export interface Changer {
  readonly person: SignedIn;
  readonly journeyId: string;
}

/**
 * Gives a role to somebody who signed in before, with its line of the trail. Throws RaccordError
 * `journey.unknown-thing` when there is no such person, organisation or region.
 */
export async function giveRole(
  transaction: PortalDatabase,
  world: PeopleWorld,
  { personId, grant }: { readonly personId: string; readonly grant: Grant },
  by: Changer,
): Promise<void> {
  const known = await transaction
    .selectFrom("person")
    .select("id")
    .where("id", "=", personId)
    .executeTakeFirst();
  if (known === undefined) throw new RaccordError("journey.unknown-thing", "personId");
  await knownScope(transaction, grant);
  const isNew = await give(transaction, world, { personId, grant, by: by.person.personId });
  if (isNew) await note(transaction, world, by, "role-given", { personId, grant });
}

/** Invites an e-mail to a role, with its line of the trail. Throws RaccordError `journey.unknown-thing`. */
export async function inviteTo(
  transaction: PortalDatabase,
  world: PeopleWorld,
  { email, grant }: { readonly email: string; readonly grant: Grant },
  by: Changer,
): Promise<string> {
  await knownScope(transaction, grant);
  const waiting = new Set((await listInvitations(transaction)).map(({ id }) => id));
  const id = await invite(transaction, world, { email, grant, by: by.person.personId });
  if (!waiting.has(id))
    await note(transaction, world, by, "person-invited", { invitation: id, email, grant });
  return id;
}

/**
 * Takes back an open invitation that `concerns` takes, with its line of the trail. Throws RaccordError
 * `journey.unknown-thing`.
 */
export async function withdrawOpen(
  transaction: PortalDatabase,
  world: PeopleWorld,
  id: string,
  concerns: (grant: Grant) => boolean,
  by: Changer,
): Promise<void> {
  const invitation = (await listInvitations(transaction, concerns)).find((one) => one.id === id);
  if (invitation === undefined || !(await withdrawInvitation(transaction, world, id)))
    throw new RaccordError("journey.unknown-thing");
  const { email, grant } = invitation;
  await note(transaction, world, by, "invitation-withdrawn", { invitation: id, email, grant });
}

/**
 * Takes a role back, with the reason and its line of the trail. Throws RaccordError `people.last-applicant` when nobody
 * would lead the organisation's files any more, `journey.unknown-thing` when the person does not hold the role.
 */
export async function revokeRole(
  transaction: PortalDatabase,
  world: PeopleWorld,
  taken: { readonly personId: string; readonly grant: Grant; readonly reason: string },
  by: Changer,
): Promise<void> {
  const { personId, grant, reason } = taken;
  // Two who take a role from each other at the same time queue here: the second one finds the last applicant.
  if ("organisationId" in grant && dialectOf(transaction) === "postgresql")
    await transaction
      .selectFrom("organisation")
      .select("id")
      .where("id", "=", grant.organisationId)
      .forUpdate()
      .execute();
  if (!(await revoke(transaction, world, { personId, grant, by: by.person.personId })))
    throw new RaccordError("journey.unknown-thing");
  if (grant.role === "applicant" && (await holdersOf(transaction, grant)) === 0)
    throw new RaccordError("people.last-applicant");
  await note(transaction, world, by, "role-revoked", { personId, grant }, reason);
}

async function knownScope(transaction: PortalDatabase, grant: Grant): Promise<void> {
  if (grant.role === "grades" && regionByCode(grant.region) === undefined)
    throw new RaccordError("journey.unknown-thing", "region");
  if (!("organisationId" in grant)) return;
  const organisation = await transaction
    .selectFrom("organisation")
    .select("id")
    .where("id", "=", grant.organisationId)
    .executeTakeFirst();
  if (organisation === undefined) throw new RaccordError("journey.unknown-thing", "organisationId");
}

function note(
  transaction: PortalDatabase,
  world: PeopleWorld,
  by: Changer,
  action: string,
  what: object,
  why = "",
): Promise<void> {
  const { person, journeyId } = by;
  return writeTrail(transaction, { atMs: world.clock.nowMs(), by: person, journeyId, action, what, why });
}
