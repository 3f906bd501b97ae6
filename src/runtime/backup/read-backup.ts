import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { type Kysely, sql } from "kysely";
import { dialectOf } from "../database.ts";
import { RaccordError } from "../errors/raccord-error.ts";
import { type Migration, migrate } from "../migrate.ts";
import { type BackupHeader, backupHeader, type Cell, endLine, read, rowLine, tableLine } from "./lines.ts";
import { tablesOf } from "./tables.ts";

async function* linesOf(path: string): AsyncGenerator<string> {
  const bytes = createReadStream(path);
  const unpacked = createGunzip();
  bytes.on("error", (error) => unpacked.destroy(error));
  yield* createInterface({ input: bytes.pipe(unpacked), crlfDelay: Number.POSITIVE_INFINITY });
}

/**
 * Reads a backup from its beginning to its end and checks that nothing of it is missing or altered, without keeping it.
 * Throws RaccordError `backup.damaged` with what was met.
 */
export async function checkBackup(
  path: string,
): Promise<{ readonly header: BackupHeader; readonly rows: number }> {
  const hash = createHash("sha256");
  let header: BackupHeader | undefined;
  let last = "";
  let rows = 0;
  try {
    for await (const line of linesOf(path)) {
      if (last !== "") hash.update(`${last}\n`);
      header ??= backupHeader.parse(JSON.parse(line));
      if (last.startsWith("[")) rows += 1;
      last = line;
    }
    const end = endLine.parse(JSON.parse(last));
    if (header === undefined || end.rows !== rows || end.sha256 !== hash.digest("hex"))
      throw new Error("its lines do not fit its last one");
    return { header, rows };
  } catch (error) {
    throw damaged(path, error);
  }
}

/** Placeholders of one statement: PostgreSQL takes 65 535, SQLite 32 766. */
const valuesAtOnceMax = 5_000;
const rowsAtOnceMax = 200;

/**
 * Puts a backup into an empty database, of either kind, with the schema that it had; then brings that up to date. All of it
 * or nothing. The file is checked whole before anything is written.
 *
 * Throws RaccordError `backup.damaged`; `backup.other-part` for a backup of something else; `backup.newer` when it has steps
 * that this release does not know; `backup.not-empty` when a table has rows.
 */
export async function restoreBackup<Tables>(
  handle: Kysely<Tables>,
  steps: readonly Migration[],
  { part, path }: { readonly part: string; readonly path: string },
): Promise<{ readonly header: BackupHeader; readonly rows: number }> {
  // Whatever its tables are: they are found by looking.
  const database = handle as unknown as Kysely<never>;
  const { header, rows } = await checkBackup(path);
  if (header.part !== part) throw new RaccordError("backup.other-part", `${header.part}: ${path}`);
  const known = new Set(steps.map(({ name }) => name));
  const unknown = header.steps.filter((name) => !known.has(name));
  if (unknown.length > 0) throw new RaccordError("backup.newer", unknown.join(", "));
  const seen = steps.filter(({ name }) => header.steps.includes(name));
  await migrate(database, seen);
  const tables = new Map((await tablesOf(seen)).map((table) => [table.name, table]));
  await database.transaction().execute(async (own) => {
    for (const name of tables.keys()) await refuseRows(own, name);
    let current: { readonly name: string; readonly columns: readonly string[] } | undefined;
    let waiting: Cell[][] = [];
    const flush = async (): Promise<void> => {
      if (current !== undefined && waiting.length > 0) await insert(own, current, waiting);
      waiting = [];
    };
    for await (const line of linesOf(path)) {
      if (line.startsWith("[")) {
        waiting.push(rowLine.parse(JSON.parse(line)));
        const full = waiting.length * (current?.columns.length ?? 1) >= valuesAtOnceMax;
        if (full || waiting.length >= rowsAtOnceMax || line.length > valuesAtOnceMax) await flush();
        continue;
      }
      await flush();
      const begun = tableLine.safeParse(JSON.parse(line));
      if (!begun.success) continue;
      const table = tables.get(begun.data.table);
      if (table === undefined) throw damaged(path, `${begun.data.table} is no table of ${part}`);
      current = { name: table.name, columns: begun.data.columns };
      if (table.counter !== null && begun.data.counted !== null)
        await setCounter(own, table.name, table.counter, begun.data.counted);
    }
    await flush();
  });
  await migrate(database, steps);
  return { header, rows };
}

async function refuseRows(own: Kysely<never>, table: string): Promise<void> {
  const { rows } = await sql`SELECT 1 FROM ${sql.table(table)} LIMIT 1`.execute(own);
  if (rows.length > 0) throw new RaccordError("backup.not-empty", table);
}

async function insert(
  own: Kysely<never>,
  { name, columns }: { readonly name: string; readonly columns: readonly string[] },
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const values = rows.map((row) => sql`(${sql.join(row.map((cell) => sql.val(read(cell))))})`);
  await sql`
    INSERT INTO ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column)))})
    VALUES ${sql.join(values)}`.execute(own);
}

/** Numbers that were given are not given again, also those of rows that are gone. */
async function setCounter(own: Kysely<never>, table: string, counter: string, last: number): Promise<void> {
  if (last === 0) return;
  if (dialectOf(own) === "postgresql")
    await sql`SELECT setval(pg_get_serial_sequence(${table}, ${counter}), ${last})`.execute(own);
  else await sql`INSERT INTO sqlite_sequence (name, seq) VALUES (${table}, ${last})`.execute(own);
}

function damaged(path: string, error: unknown): RaccordError {
  const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  return new RaccordError("backup.damaged", `${path}: ${reason}`, { cause: error });
}
