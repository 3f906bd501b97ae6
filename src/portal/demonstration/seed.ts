import { inTransaction } from "../../runtime/database.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { storyOrganisation, storyPeople } from "../act-out/story-people.ts";
import { beginJourney } from "../journey/begin.ts";
import type { JourneyWorld } from "../journey/world.ts";
import { grantText } from "../signin/grant-text.ts";
import { grant, welcome } from "../signin/people.ts";
import { type DemonstrationFile, demonstrationFiles } from "./files.ts";
import { fillJourney } from "./fill.ts";
import { type DemonstrationPerson, demonstrationPeople, organisations } from "./people.ts";

/**
 * Gives the invented people of the embedded sign-in their roles, and, in a database without any journey, their files at
 * several stages. They are made by the same functions as everybody's, so each has its audit trail. `issuer` is the
 * embedded provider's: it changes with the port. `story`: those who play the whole story are there too.
 */
export async function seedDemonstration(world: JourneyWorld, issuer: string, story = false): Promise<void> {
  const { database, clock } = world;
  for (const organisation of [...Object.values(organisations), ...(story ? [storyOrganisation] : [])]) {
    await database
      .insertInto("organisation")
      .values({ ...organisation, created_at_ms: clock.nowMs() })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute();
  }
  const known = new Map<string, SignedIn>();
  for (const person of [...demonstrationPeople, ...(story ? storyPeople : [])])
    known.set(person.id, await welcomed(world, issuer, person));
  const any = await database.selectFrom("journey").select("id").limit(1).executeTakeFirst();
  if (any !== undefined) return;
  for (const file of demonstrationFiles) {
    const lead = known.get(file.lead);
    if (lead !== undefined) await seedFile(world, file, lead);
  }
}

async function welcomed(world: JourneyWorld, issuer: string, person: DemonstrationPerson): Promise<SignedIn> {
  const { id } = await welcome(world.database, world, {
    issuer,
    subject: person.id,
    name: person.name,
    email: person.email,
    emailVerified: true,
  });
  const held = await world.database
    .selectFrom("person_grant")
    .select("scope")
    .where("person_id", "=", id)
    .execute();
  // What somebody took back in the demonstration stays taken back when it starts again.
  for (const one of person.grants.filter((given) => !held.some(({ scope }) => scope === grantText(given))))
    await grant(world.database, world, { personId: id, grant: one, by: id });
  return { personId: id, name: person.name, email: person.email, grants: person.grants };
}

async function seedFile(world: JourneyWorld, file: DemonstrationFile, lead: SignedIn): Promise<void> {
  const { clock, random } = world;
  const id = await inTransaction(world.database, (transaction) =>
    beginJourney(transaction, file, lead, { nowMs: clock.nowMs(), random }, async () => {}),
  );
  await fillJourney(world, { id, name: file.name }, file, { person: lead, roles: ["applicant"] });
}
