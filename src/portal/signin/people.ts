import type { Grant, Role } from "../../domain/journey/roles.ts";
import type { Clock } from "../../runtime/clock.ts";
import { inTransaction } from "../../runtime/database.ts";
import type { Random } from "../../runtime/random.ts";
import type { PeopleDatabase } from "../store/people-tables.ts";
import { emailKey } from "./email.ts";
import { grantOf, grantText } from "./grant-text.ts";

/** What writing about people needs besides the database. */
export interface PeopleWorld {
  readonly clock: Clock;
  readonly random: Random;
  /** Told of each invitation that became a role, in the same transaction. */
  readonly redeemed?: (transaction: PeopleDatabase, invitation: RedeemedInvitation) => Promise<void>;
}

/** An invitation that its person accepted by signing in. */
export interface RedeemedInvitation {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly grant: Grant;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
}

/** What a provider says of somebody who signed in. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  /** Empty when it tells none. */
  readonly email: string;
  readonly emailVerified: boolean;
}

export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly grant: Grant;
  readonly invitedBy: string;
  readonly invitedAtMs: number;
  readonly redeemedBy: string | null;
  readonly redeemedAtMs: number | null;
  readonly withdrawnAtMs: number | null;
}

const idBytes = 16;

/**
 * Records who signed in, by issuer and subject, with name and e-mail as they are now, and turns the invitations to a
 * verified e-mail into grants. All of it in one transaction.
 */
export function welcome(database: PeopleDatabase, world: PeopleWorld, identity: Identity): Promise<Person> {
  const { issuer, subject, name, email } = identity;
  const key = emailKey(email);
  const emailVerified = identity.emailVerified && key !== "";
  return inTransaction(database, async (own) => {
    const told = { name, email, email_key: key, email_verified: emailVerified ? 1 : 0 } as const;
    const { id } = await own
      .insertInto("person")
      .values({ id: world.random.hex(idBytes), issuer, subject, created_at_ms: world.clock.nowMs(), ...told })
      .onConflict((conflict) => conflict.columns(["issuer", "subject"]).doUpdateSet(told))
      .returning("id")
      .executeTakeFirstOrThrow();
    if (emailVerified) await redeem(own, world, { id, name, key });
    return { id, name, email, emailVerified };
  });
}

async function redeem(
  own: PeopleDatabase,
  world: PeopleWorld,
  { id: personId, name, key }: { readonly id: string; readonly name: string; readonly key: string },
): Promise<void> {
  const invitations = await own
    .updateTable("invitation")
    .set({ redeemed_by: personId, redeemed_at_ms: world.clock.nowMs() })
    .where("email_key", "=", key)
    .where("redeemed_at_ms", "is", null)
    .where("withdrawn_at_ms", "is", null)
    .returning(["id", "scope", "invited_by"])
    .execute();
  for (const { id, scope, invited_by } of invitations) {
    const given = grantOf(scope);
    await grant(own, world, { personId, grant: given, by: invited_by });
    await world.redeemed?.(own, { id, personId, name, grant: given });
  }
}

/** Gives a role. Giving one that stands changes nothing; the answer tells whether it was new. */
export async function grant(
  database: PeopleDatabase,
  world: PeopleWorld,
  { personId, grant: given, by }: { personId: string; grant: Grant; by: string },
): Promise<boolean> {
  const written = await database
    .insertInto("person_grant")
    .values({
      id: world.random.hex(idBytes),
      person_id: personId,
      role: given.role,
      scope: grantText(given),
      granted_by: by,
      granted_at_ms: world.clock.nowMs(),
    })
    .onConflict((conflict) =>
      conflict.columns(["person_id", "scope"]).where("revoked_at_ms", "is", null).doNothing(),
    )
    .returning("id")
    .executeTakeFirst();
  return written !== undefined;
}

/** Takes a role back, from the next request on. The answer tells whether it stood. */
export async function revoke(
  database: PeopleDatabase,
  world: PeopleWorld,
  { personId, grant: taken, by }: { personId: string; grant: Grant; by: string },
): Promise<boolean> {
  const ended = await database
    .updateTable("person_grant")
    .set({ revoked_by: by, revoked_at_ms: world.clock.nowMs() })
    .where("person_id", "=", personId)
    .where("scope", "=", grantText(taken))
    .where("revoked_at_ms", "is", null)
    .returning("id")
    .executeTakeFirst();
  return ended !== undefined;
}

/**
 * Invites whoever signs in with this verified e-mail to a role; somebody who signed in before receives it at the next
 * sign-in. Returns the identifier of the invitation, of the open one when the same was made already.
 */
export async function invite(
  database: PeopleDatabase,
  world: PeopleWorld,
  { email, grant: offered, by }: { email: string; grant: Grant; by: string },
): Promise<string> {
  const key = emailKey(email);
  const scope = grantText(offered);
  const made = await database
    .insertInto("invitation")
    .values({
      id: world.random.hex(idBytes),
      email: email.trim(),
      email_key: key,
      scope,
      invited_by: by,
      invited_at_ms: world.clock.nowMs(),
    })
    .onConflict((conflict) =>
      conflict
        .columns(["email_key", "scope"])
        .where("redeemed_at_ms", "is", null)
        .where("withdrawn_at_ms", "is", null)
        // Touches nothing, but lets the row be returned.
        .doUpdateSet((row) => ({ email_key: row.ref("excluded.email_key") })),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  return made.id;
}

/** Takes an open invitation back. The answer tells whether it was open. */
export async function withdrawInvitation(
  database: PeopleDatabase,
  world: PeopleWorld,
  id: string,
): Promise<boolean> {
  const ended = await database
    .updateTable("invitation")
    .set({ withdrawn_at_ms: world.clock.nowMs() })
    .where("id", "=", id)
    .where("redeemed_at_ms", "is", null)
    .where("withdrawn_at_ms", "is", null)
    .returning("id")
    .executeTakeFirst();
  return ended !== undefined;
}

/** Every invitation that `concerns` takes, oldest first; redeemed and withdrawn ones too. */
export async function listInvitations(
  database: PeopleDatabase,
  concerns: (grant: Grant) => boolean = () => true,
): Promise<readonly Invitation[]> {
  const rows = await database
    .selectFrom("invitation")
    .selectAll()
    .orderBy("invited_at_ms")
    .orderBy("id")
    .execute();
  return rows
    .map((row) => ({
      id: row.id,
      email: row.email,
      grant: grantOf(row.scope),
      invitedBy: row.invited_by,
      invitedAtMs: row.invited_at_ms,
      redeemedBy: row.redeemed_by,
      redeemedAtMs: row.redeemed_at_ms,
      withdrawnAtMs: row.withdrawn_at_ms,
    }))
    .filter((one) => concerns(one.grant));
}

/**
 * People who hold a role now, with the grant, by name. Administrators of the settings are not stored and not listed
 * here.
 */
export async function peopleWithGrant(
  database: PeopleDatabase,
  role: Role,
  concerns: (grant: Grant) => boolean = () => true,
): Promise<readonly { readonly person: Person; readonly grant: Grant }[]> {
  const rows = await database
    .selectFrom("person_grant")
    .innerJoin("person", "person.id", "person_grant.person_id")
    .select(["person.id", "person.name", "person.email", "person.email_verified", "person_grant.scope"])
    .where("person_grant.role", "=", role)
    .where("person_grant.revoked_at_ms", "is", null)
    .orderBy("person.name")
    .orderBy("person.id")
    .execute();
  return rows
    .map(({ scope, email_verified, ...person }) => ({
      person: { ...person, emailVerified: email_verified === 1 },
      grant: grantOf(scope),
    }))
    .filter((one) => concerns(one.grant));
}

/** What a person may do now. */
export async function grantsOf(database: PeopleDatabase, personId: string): Promise<readonly Grant[]> {
  const rows = await database
    .selectFrom("person_grant")
    .select("scope")
    .where("person_id", "=", personId)
    .where("revoked_at_ms", "is", null)
    .orderBy("granted_at_ms")
    .orderBy("scope")
    .execute();
  return rows.map(({ scope }) => grantOf(scope));
}
