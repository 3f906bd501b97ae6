import { sql } from "kysely";
import { libraryKinds } from "../../domain/journey/library-kinds.ts";
import { dialectOf } from "../../runtime/database.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { writeTrail } from "../audit/trail.ts";
import { type CheckedFile, insertDocument } from "../documents/store-document.ts";
import { personNames } from "../journey/views.ts";
import type { PortalDatabase } from "../store/tables.ts";
import type { Library, LibraryFields, LibraryItem } from "./shapes.ts";

/** Who changes the library, when. `ids` are fresh identifiers of the item and of its file. */
export interface LibraryWriter {
  readonly person: SignedIn;
  readonly atMs: number;
  readonly ids: { readonly item: string; readonly document: string };
}

/** The library as everybody reads it: what is current, what was before, and whom to ask for the rest. */
export async function readLibrary(database: PortalDatabase, mayChange: boolean): Promise<Library> {
  const rows = await database
    .selectFrom("library_item")
    .leftJoin("document", "document.id", "library_item.document_id")
    .select([
      "library_item.id",
      "library_item.kind",
      "library_item.version",
      "library_item.source",
      "library_item.day",
      "library_item.added_by",
      "library_item.added_at_ms",
      "library_item.removed_at_ms",
      "document.name",
      "document.media_type",
      "document.size_bytes",
      "document.sha256",
    ])
    .orderBy("library_item.added_at_ms", "desc")
    .orderBy("library_item.id")
    .execute();
  const names = await personNames(database, [...new Set(rows.map((row) => row.added_by))]);
  const items = rows.map((row): LibraryItem & { kind: string } => ({
    id: row.id,
    kind: row.kind,
    version: row.version,
    source: row.source,
    date: row.day,
    file:
      row.name === null || row.media_type === null || row.size_bytes === null || row.sha256 === null
        ? null
        : { name: row.name, mediaType: row.media_type, sizeBytes: row.size_bytes, sha256: row.sha256 },
    addedAt: new Date(row.added_at_ms).toISOString(),
    addedBy: names.get(row.added_by) ?? "",
    removedAt: row.removed_at_ms === null ? null : new Date(row.removed_at_ms).toISOString(),
  }));
  return {
    kinds: libraryKinds.map(({ id, step, askAt, publicAddress }) => {
      const own = items.filter((item) => item.kind === id).map(({ kind: _kind, ...item }) => item);
      const current = own.find((item) => item.removedAt === null) ?? null;
      return {
        kind: id,
        step,
        current,
        history: own.filter((item) => item !== current),
        askAt,
        publicAddress,
      };
    }),
    mayChange,
  };
}

/**
 * Adds an item; the current one of the same kind becomes history. In the transaction of its line of the trail. Without
 * a file the source must be a web address: throws RaccordError `document.incomplete`.
 */
export async function addLibraryItem(
  transaction: PortalDatabase,
  fields: LibraryFields,
  file: CheckedFile | null,
  { person, atMs, ids }: LibraryWriter,
): Promise<void> {
  if (file === null && !/^https?:\/\/\S+$/.test(fields.source))
    throw new RaccordError("document.incomplete", "file");
  // Two administrators who add the same kind at once would each see none to replace.
  if (dialectOf(transaction) === "postgresql")
    await sql`LOCK TABLE library_item IN SHARE ROW EXCLUSIVE MODE`.execute(transaction);
  const step = libraryKinds.find(({ id }) => id === fields.kind)?.step ?? "00";
  const replaced = await transaction
    .updateTable("library_item")
    .set({ removed_at_ms: atMs })
    .where("kind", "=", fields.kind)
    .where("removed_at_ms", "is", null)
    .returning("id")
    .execute();
  if (file !== null)
    await insertDocument(
      transaction,
      ids.document,
      file,
      { journeyId: "", step, kind: fields.kind },
      { personId: person.personId, atMs },
    );
  await transaction
    .insertInto("library_item")
    .values({
      id: ids.item,
      kind: fields.kind,
      version: fields.version,
      source: fields.source,
      day: fields.date,
      document_id: file === null ? "" : ids.document,
      added_by: person.personId,
      added_at_ms: atMs,
      removed_at_ms: null,
    })
    .execute();
  await writeTrail(transaction, {
    atMs,
    by: person,
    journeyId: "",
    action: "library-item-added",
    what: {
      item: ids.item,
      ...fields,
      name: file?.name ?? null,
      sha256: file?.sha256 ?? null,
      replaced: replaced.map(({ id }) => id),
    },
    why: "",
  });
}

/** Withdraws the current item of a kind; it stays in the history. Throws RaccordError `journey.unknown-thing`. */
export async function withdrawLibraryItem(
  transaction: PortalDatabase,
  item: { readonly id: string; readonly why: string },
  by: { readonly person: SignedIn; readonly atMs: number },
): Promise<void> {
  const row = await transaction
    .updateTable("library_item")
    .set({ removed_at_ms: by.atMs })
    .where("id", "=", item.id)
    .where("removed_at_ms", "is", null)
    .returning(["kind", "version"])
    .executeTakeFirst();
  if (row === undefined) throw new RaccordError("journey.unknown-thing");
  await writeTrail(transaction, {
    atMs: by.atMs,
    by: by.person,
    journeyId: "",
    action: "library-item-withdrawn",
    what: { item: item.id, kind: row.kind, version: row.version },
    why: item.why,
  });
}
