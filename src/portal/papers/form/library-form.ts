import { readDocumentFile } from "../../documents/store-document.ts";
import type { PortalDatabase } from "../../store/tables.ts";

/** Kinds of the library whose current item is a PDF. */
export async function pdfForms(database: PortalDatabase): Promise<ReadonlySet<string>> {
  const rows = await database
    .selectFrom("library_item")
    .innerJoin("document", "document.id", "library_item.document_id")
    .select("library_item.kind")
    .where("library_item.removed_at_ms", "is", null)
    .where("document.media_type", "=", "application/pdf")
    .execute();
  return new Set(rows.map(({ kind }) => kind));
}

/** The form of the library that is current, when it is a PDF. */
export async function currentForm(
  database: PortalDatabase,
  kind: string,
): Promise<{ readonly name: string; readonly content: Uint8Array } | undefined> {
  const item = await database
    .selectFrom("library_item")
    .select("document_id")
    .where("kind", "=", kind)
    .where("removed_at_ms", "is", null)
    .orderBy("added_at_ms", "desc")
    .executeTakeFirst();
  const file = item === undefined ? undefined : await readDocumentFile(database, "", item.document_id);
  return file?.media_type === "application/pdf" ? { name: file.name, content: file.content } : undefined;
}
