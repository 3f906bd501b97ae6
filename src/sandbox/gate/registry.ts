import type { Work } from "../places/tables.ts";
import type { ClientEntry, WriteRight } from "../settings.ts";

/** The registered client of that identifier. */
export async function clientOf(work: Work, clientId: string): Promise<ClientEntry | undefined> {
  const row = await work
    .selectFrom("client")
    .selectAll()
    .where("client_id", "=", clientId)
    .executeTakeFirst();
  return row && { clientId: row.client_id, subjectDn: row.subject_dn };
}

/** Registered clients, by identifier. */
export async function listClients(work: Work): Promise<ClientEntry[]> {
  const rows = await work.selectFrom("client").selectAll().orderBy("client_id").execute();
  return rows.map((row) => ({ clientId: row.client_id, subjectDn: row.subject_dn }));
}

/** Registers clients; one that is known gets its new subject. */
export async function registerClients(work: Work, clients: readonly ClientEntry[]): Promise<void> {
  for (const { clientId, subjectDn } of clients) {
    await work
      .insertInto("client")
      .values({ client_id: clientId, subject_dn: subjectDn })
      .onConflict((conflict) => conflict.column("client_id").doUpdateSet({ subject_dn: subjectDn }))
      .execute();
  }
}

/** Makes `clients` the whole list. */
export async function replaceClients(work: Work, clients: readonly ClientEntry[]): Promise<void> {
  await work.deleteFrom("client").execute();
  await registerClients(work, clients);
}

/** Establishments that a certificate may write, by its subject. */
export async function writableBy(work: Work, subjectDn: string): Promise<ReadonlySet<string>> {
  const rows = await work
    .selectFrom("write_right")
    .select("id_nat_struct")
    .where("subject_dn", "=", subjectDn)
    .execute();
  return new Set(rows.map((row) => row.id_nat_struct));
}

/** The whole write list. */
export async function listWriteRights(work: Work): Promise<WriteRight[]> {
  const rows = await work
    .selectFrom("write_right")
    .selectAll()
    .orderBy("subject_dn")
    .orderBy("id_nat_struct")
    .execute();
  return rows.map((row) => ({ subjectDn: row.subject_dn, idNatStruct: row.id_nat_struct }));
}

/** Adds lines to the write list; those that stand there already stay. */
export async function grantWriteRights(work: Work, rights: readonly WriteRight[]): Promise<void> {
  for (const { subjectDn, idNatStruct } of rights) {
    await work
      .insertInto("write_right")
      .values({ subject_dn: subjectDn, id_nat_struct: idNatStruct })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Makes `rights` the whole write list. */
export async function replaceWriteRights(work: Work, rights: readonly WriteRight[]): Promise<void> {
  await work.deleteFrom("write_right").execute();
  await grantWriteRights(work, rights);
}
