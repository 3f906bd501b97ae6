import { sandboxStatement, type Work } from "../places/tables.ts";
import type { ClientEntry, WriteRight } from "../settings.ts";
import { secretDigest } from "./secret.ts";

/** A client as the sandbox holds it: of its secret, the digest only. */
export interface HeldClient {
  readonly clientId: string;
  /** Subject of its certificate, RFC 4514; undefined for a client of profile 0. */
  readonly subjectDn: string | undefined;
  /** Access profile of its reads (ror-api §10); undefined for a client that only writes. */
  readonly profile: number | undefined;
  readonly secretDigest: string | undefined;
}

interface ClientRow {
  client_id: string;
  subject_dn: string | null;
  profile: number | null;
  secret_digest: string | null;
}

const clientById = sandboxStatement((tables, the: { clientId: string }) =>
  tables.selectFrom("client").selectAll().where("client_id", "=", the.clientId),
);

/** The registered client of that identifier. */
export function clientOf(work: Work, clientId: string): HeldClient | undefined {
  const row = clientById.first(work, { clientId });
  return row && heldClient(row);
}

/** Registered clients, by identifier. Secrets are not told. */
export async function listClients(work: Work): Promise<ClientEntry[]> {
  const rows = await work.selectFrom("client").selectAll().orderBy("client_id").execute();
  return rows.map((row) => {
    const { clientId, subjectDn, profile } = heldClient(row);
    return {
      clientId,
      ...(subjectDn === undefined ? {} : { subjectDn }),
      ...(profile === undefined ? {} : { profile }),
    };
  });
}

/** Registers clients; one that is known gets its new subject and profile, and keeps its secret unless one is given. */
export async function registerClients(work: Work, clients: readonly ClientEntry[]): Promise<void> {
  for (const { clientId, subjectDn, profile, secret } of clients) {
    const digest = secret === undefined ? {} : { secret_digest: secretDigest(secret) };
    const members = { subject_dn: subjectDn ?? null, profile: profile ?? null, ...digest };
    await work
      .insertInto("client")
      .values({ client_id: clientId, secret_digest: null, ...members })
      .onConflict((conflict) => conflict.column("client_id").doUpdateSet(members))
      .execute();
  }
}

/** Strikes a client off; its tokens are worth nothing from then on. False when it is not registered. */
export function strikeClient(work: Work, clientId: string): boolean {
  if (!clientOf(work, clientId)) return false;
  clientDeletion.run(work, { clientId });
  return true;
}

const clientDeletion = sandboxStatement((tables, the: { clientId: string }) =>
  tables.deleteFrom("client").where("client_id", "=", the.clientId),
);

/** Makes `clients` the whole list. */
export async function replaceClients(work: Work, clients: readonly ClientEntry[]): Promise<void> {
  const kept = clients.map((client) => client.clientId);
  const rows = await work.selectFrom("client").select("client_id").execute();
  for (const { client_id } of rows.filter((row) => !kept.includes(row.client_id)))
    strikeClient(work, client_id);
  await registerClients(work, clients);
}

const writeRight = sandboxStatement((tables, the: { subjectDn: string; idNatStruct: string }) =>
  tables
    .selectFrom("write_right")
    .select("id_nat_struct")
    .where("subject_dn", "=", the.subjectDn)
    .where("id_nat_struct", "=", the.idNatStruct),
);

/** Those of `establishments` that a certificate may write, by its subject. */
export function writableAmong(
  work: Work,
  subjectDn: string,
  establishments: readonly string[],
): ReadonlySet<string> {
  return new Set(
    establishments.filter((idNatStruct) => writeRight.first(work, { subjectDn, idNatStruct }) !== undefined),
  );
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

const rightInsertion = sandboxStatement((tables, the: { subjectDn: string; idNatStruct: string }) =>
  tables
    .insertInto("write_right")
    .values({ subject_dn: the.subjectDn, id_nat_struct: the.idNatStruct })
    .onConflict((conflict) => conflict.doNothing()),
);

/** Adds lines to the write list; those that stand there already stay. */
export function grantWriteRights(work: Work, rights: readonly WriteRight[]): void {
  for (const { subjectDn, idNatStruct } of rights) rightInsertion.run(work, { subjectDn, idNatStruct });
}

const rightDeletion = sandboxStatement((tables, the: { subjectDn: string; idNatStruct: string }) =>
  tables
    .deleteFrom("write_right")
    .where("subject_dn", "=", the.subjectDn)
    .where("id_nat_struct", "=", the.idNatStruct),
);

/** Takes one line off the write list, from the next call on. False when it does not stand there. */
export function withdrawWriteRight(work: Work, { subjectDn, idNatStruct }: WriteRight): boolean {
  const held = writeRight.first(work, { subjectDn, idNatStruct }) !== undefined;
  rightDeletion.run(work, { subjectDn, idNatStruct });
  return held;
}

/** Makes `rights` the whole write list. */
export async function replaceWriteRights(work: Work, rights: readonly WriteRight[]): Promise<void> {
  await work.deleteFrom("write_right").execute();
  grantWriteRights(work, rights);
}

function heldClient(row: ClientRow): HeldClient {
  return {
    clientId: row.client_id,
    subjectDn: row.subject_dn ?? undefined,
    profile: row.profile ?? undefined,
    secretDigest: row.secret_digest ?? undefined,
  };
}
