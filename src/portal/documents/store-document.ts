import { createHash } from "node:crypto";
import type { StepId } from "../../domain/journey/step.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { writeTrail } from "../audit/trail.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { cleanFileName } from "./file-name.ts";
import { inspectFile } from "./inspect/inspect-file.ts";

export const documentsMax = 200;

/** A file that was looked at and may be kept. */
export interface CheckedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Looks at an uploaded file. Throws RaccordError with the `document.…` code that says why it is not taken. */
export async function checkFile(file: {
  readonly name: string;
  readonly bytes: Uint8Array;
}): Promise<CheckedFile> {
  const verdict = await inspectFile(file.bytes);
  if (!verdict.ok) throw new RaccordError(verdict.code);
  return {
    name: cleanFileName(file.name, verdict.extensions),
    mediaType: verdict.mediaType,
    bytes: file.bytes,
    sha256: createHash("sha256").update(file.bytes).digest("hex"),
  };
}

/** Where a file belongs; `journeyId` is empty for the library. */
export interface DocumentPlace {
  readonly journeyId: string;
  readonly step: StepId;
  readonly kind: string;
}

/** Writes the row of a file. The line of the trail is the caller's. */
export async function insertDocument(
  transaction: PortalDatabase,
  id: string,
  file: CheckedFile,
  where: DocumentPlace,
  by: { readonly personId: string; readonly atMs: number },
): Promise<void> {
  await transaction
    .insertInto("document")
    .values({
      id,
      journey_id: where.journeyId,
      step: where.step,
      kind: where.kind,
      name: file.name,
      media_type: file.mediaType,
      size_bytes: file.bytes.length,
      sha256: file.sha256,
      content: Buffer.from(file.bytes),
      uploaded_by: by.personId,
      uploaded_at_ms: by.atMs,
    })
    .execute();
}

/**
 * Keeps a document of a journey together with its line of the trail. The same file sent again for the same purpose is
 * kept once: the answer names the one that stands. Throws RaccordError `document.too-many`.
 */
export async function addDocument(
  transaction: PortalDatabase,
  file: CheckedFile,
  where: DocumentPlace,
  by: { readonly person: SignedIn; readonly atMs: number; readonly id: string },
): Promise<string> {
  const { journeyId, step, kind } = where;
  const own = await transaction
    .selectFrom("document")
    .select(["id", "step", "kind", "sha256", "name"])
    .where("journey_id", "=", journeyId)
    .execute();
  const same = own.find(
    (one) => one.sha256 === file.sha256 && one.step === step && one.kind === kind && one.name === file.name,
  );
  if (same !== undefined) return same.id;
  if (own.length >= documentsMax) throw new RaccordError("document.too-many", String(documentsMax));
  await insertDocument(transaction, by.id, file, where, { personId: by.person.personId, atMs: by.atMs });
  await writeTrail(transaction, {
    atMs: by.atMs,
    by: by.person,
    journeyId,
    action: "document-added",
    what: { document: by.id, step, kind, name: file.name, sizeBytes: file.bytes.length, sha256: file.sha256 },
    why: "",
  });
  return by.id;
}

/**
 * Removes a document that no record refers to, in the transaction of its line of the trail, which keeps name and hash.
 * Throws RaccordError `journey.unknown-thing` or `document.in-use`.
 */
export async function removeDocument(
  transaction: PortalDatabase,
  wanted: { readonly journeyId: string; readonly id: string; readonly why: string },
  by: { readonly person: SignedIn; readonly atMs: number; readonly mayRemoveAny: boolean },
): Promise<void> {
  const { journeyId, id, why } = wanted;
  const row = await transaction
    .selectFrom("document")
    .select(["step", "kind", "name", "sha256", "uploaded_by"])
    .where("journey_id", "=", journeyId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (row === undefined) throw new RaccordError("journey.unknown-thing");
  if (!by.mayRemoveAny && row.uploaded_by !== by.person.personId)
    throw new RaccordError("journey.not-allowed");
  if ((await documentsInUse(transaction, journeyId)).has(id)) throw new RaccordError("document.in-use");
  await transaction.deleteFrom("document").where("journey_id", "=", journeyId).where("id", "=", id).execute();
  await writeTrail(transaction, {
    atMs: by.atMs,
    by: by.person,
    journeyId,
    action: "document-removed",
    what: { document: id, step: row.step, kind: row.kind, name: row.name, sha256: row.sha256 },
    why,
  });
}

/** Documents that a record of a journey refers to, also one that was taken back. */
export async function documentsInUse(
  database: PortalDatabase,
  journeyId: string,
): Promise<ReadonlySet<string>> {
  const rows = await database
    .selectFrom("move_record")
    .select("document_id")
    .where("journey_id", "=", journeyId)
    .where("document_id", "is not", null)
    .execute();
  return new Set(rows.flatMap((row) => row.document_id ?? []));
}

/** The content of a document of a journey (empty: of the library), or `undefined`. */
export function readDocumentFile(
  database: PortalDatabase,
  journeyId: string,
  id: string,
): Promise<{ name: string; media_type: string; content: Uint8Array; sha256: string } | undefined> {
  return database
    .selectFrom("document")
    .select(["name", "media_type", "content", "sha256"])
    .where("journey_id", "=", journeyId)
    .where("id", "=", id)
    .executeTakeFirst();
}
