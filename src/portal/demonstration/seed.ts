import { inTransaction } from "../../runtime/database.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { addDocument, checkFile } from "../documents/store-document.ts";
import { saveLine } from "../establishments/list-store.ts";
import { saveChanges } from "../journey/answers.ts";
import { beginJourney } from "../journey/begin.ts";
import { makeMove } from "../journey/moves.ts";
import { changeJourney, factsOf, type JourneyWorld } from "../journey/world.ts";
import { grantText } from "../signin/grant-text.ts";
import { grant, welcome } from "../signin/people.ts";
import { type DemonstrationFile, demonstrationFiles } from "./files.ts";
import { type DemonstrationPerson, demonstrationPeople, organisations } from "./people.ts";

/**
 * Gives the invented people of the embedded sign-in their roles, and, in a database without any journey, their files at
 * several stages. They are made by the same functions as everybody's, so each has its audit trail. `issuer` is the
 * embedded provider's: it changes with the port.
 */
export async function seedDemonstration(world: JourneyWorld, issuer: string): Promise<void> {
  const { database, clock } = world;
  for (const organisation of Object.values(organisations)) {
    await database
      .insertInto("organisation")
      .values({ ...organisation, created_at_ms: clock.nowMs() })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute();
  }
  const known = new Map<string, SignedIn>();
  for (const person of demonstrationPeople) known.set(person.id, await welcomed(world, issuer, person));
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
  const documents = await Promise.all(
    file.documents.map(async ([step, kind, name]) => {
      const bytes = Buffer.from(`${name}\nDocument inventé de la démonstration.\n`, "utf8");
      return { step, kind, file: await checkFile({ name, bytes }) };
    }),
  );
  await changeJourney(world, id, async (transaction) => {
    const changes = file.answers.map(([section, row, field, value]) => ({
      section,
      row,
      field,
      value,
      base: 0,
    }));
    const writer = { personId: lead.personId, roles: ["applicant"], atMs: clock.nowMs() } as const;
    await saveChanges(transaction, id, changes, writer);
    for (const [name, finessEj, finessEg, department, places] of file.establishments) {
      const fields = { name, legalEntityName: name, finessEj, finessEg, department, places };
      await saveLine(transaction, id, { id: finessEg, base: 0, fields }, writer);
    }
    for (const { file: checked, step, kind } of documents)
      await addDocument(
        transaction,
        checked,
        { journeyId: id, step, kind },
        { person: lead, atMs: clock.nowMs(), id: random.hex(documentIdBytes) },
      );
    for (const wanted of file.moves) {
      const facts = await factsOf(world, transaction, id);
      const document = facts.documents.find((one) => one.kind === wanted.document);
      await makeMove(
        transaction,
        id,
        facts,
        {
          move: wanted.move,
          subject: "",
          date: wanted.daysAgo === undefined ? null : daysBefore(facts.today, wanted.daysAgo),
          documentId: document?.id ?? null,
          reason: null,
        },
        { person: lead, roles: ["applicant"], nowMs: clock.nowMs(), random },
      );
    }
  });
}

const documentIdBytes = 16;
const dayMs = 86_400_000;

function daysBefore(today: string, days: number): string {
  return new Date(Date.parse(`${today}T12:00:00Z`) - days * dayMs).toISOString().slice(0, 10);
}
