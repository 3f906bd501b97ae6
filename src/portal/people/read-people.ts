import type { Grant } from "../../domain/journey/roles.ts";
import { personNames } from "../journey/views.ts";
import { grantOf, grantText } from "../signin/grant-text.ts";
import { listInvitations } from "../signin/people.ts";
import type { PortalDatabase } from "../store/tables.ts";
import type { Holder, InvitationView, JourneyPeople, People } from "./shapes.ts";

/** The organisation of a journey with its people and the invitations that wait. */
export async function readOrganisationPeople(
  database: PortalDatabase,
  organisationId: string,
  mayChange: boolean,
): Promise<JourneyPeople> {
  const organisation = await database
    .selectFrom("organisation")
    .select("name")
    .where("id", "=", organisationId)
    .executeTakeFirst();
  const concerns = (grant: Grant): boolean =>
    "organisationId" in grant && grant.organisationId === organisationId;
  return {
    organisation: organisation?.name ?? "",
    people: (await readHolders(database)).filter(({ grant }) => concerns(grant)),
    invitations: await openInvitations(database, concerns),
    mayChange,
  };
}

/** Everybody who ever signed in, the open invitations, and the organisations. */
export async function readPeople(database: PortalDatabase): Promise<People> {
  const people = await database
    .selectFrom("person")
    .select(["id", "name", "email"])
    .orderBy("name")
    .orderBy("id")
    .execute();
  const holders = Map.groupBy(await readHolders(database), ({ id }) => id);
  return {
    people: people.map((person) => ({
      ...person,
      grants: (holders.get(person.id) ?? []).map(({ grant, since, revocable }) => ({
        grant,
        since,
        revocable,
      })),
    })),
    invitations: await openInvitations(database, () => true),
    organisations: await database.selectFrom("organisation").select(["id", "name"]).orderBy("name").execute(),
  };
}

async function readHolders(database: PortalDatabase): Promise<readonly Holder[]> {
  const rows = await database
    .selectFrom("person_grant")
    .innerJoin("person", "person.id", "person_grant.person_id")
    .select(["person.id", "person.name", "person.email", "person_grant.scope", "person_grant.granted_at_ms"])
    .where("person_grant.revoked_at_ms", "is", null)
    .orderBy("person.name")
    .orderBy("person.id")
    .orderBy("person_grant.scope")
    .execute();
  const holders = Map.groupBy(rows, ({ scope }) => scope);
  return rows.map(({ scope, granted_at_ms, ...person }) => {
    const grant = grantOf(scope);
    return {
      ...person,
      grant,
      since: new Date(granted_at_ms).toISOString(),
      revocable: grant.role !== "applicant" || (holders.get(scope)?.length ?? 0) > 1,
    };
  });
}

async function openInvitations(
  database: PortalDatabase,
  concerns: (grant: Grant) => boolean,
): Promise<InvitationView[]> {
  const open = (await listInvitations(database, concerns)).filter(
    ({ redeemedAtMs, withdrawnAtMs }) => redeemedAtMs === null && withdrawnAtMs === null,
  );
  const names = await personNames(database, [...new Set(open.map(({ invitedBy }) => invitedBy))]);
  return open.map(({ id, email, grant, invitedBy, invitedAtMs }) => ({
    id,
    email,
    grant,
    invitedAt: new Date(invitedAtMs).toISOString(),
    invitedBy: names.get(invitedBy) ?? "",
  }));
}

/** How many people hold exactly this grant now. */
export async function holdersOf(database: PortalDatabase, grant: Grant): Promise<number> {
  const { count } = await database
    .selectFrom("person_grant")
    .select((row) => row.fn.countAll<number>().as("count"))
    .where("scope", "=", grantText(grant))
    .where("revoked_at_ms", "is", null)
    .executeTakeFirstOrThrow();
  return Number(count);
}
