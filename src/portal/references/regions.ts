import type { Grant } from "../../domain/journey/roles.ts";
import { modalityUntilRecorded, regionByCode, regions } from "../../domain/regions/regions.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { writeTrail } from "../audit/trail.ts";
import { type CheckedFile, insertDocument, readDocumentFile } from "../documents/store-document.ts";
import { personNames } from "../journey/views.ts";
import type { PortalDatabase } from "../store/tables.ts";
import type { ModalityRecord, RegionList } from "./shapes.ts";

/** True for an administrator, and for the GRADeS of that very region. */
export function mayRecordModality(grants: readonly Grant[], region: string): boolean {
  return grants.some(
    (grant) => grant.role === "administrator" || (grant.role === "grades" && grant.region === region),
  );
}

/** The eighteen regions, each with its GRADeS, what it said of its modality and when. */
export async function readRegions(database: PortalDatabase, grants: readonly Grant[]): Promise<RegionList> {
  const rows = await database
    .selectFrom("region_modality")
    .leftJoin("document", "document.id", "region_modality.document_id")
    .selectAll("region_modality")
    .select("document.name as document_name")
    .orderBy("region_modality.sequence", "desc")
    .execute();
  const names = await personNames(database, [...new Set(rows.map((row) => row.recorded_by))]);
  return {
    regions: regions.map(({ code, name, grades }) => {
      const history = rows
        .filter((row) => row.region === code)
        .map((row) => ({
          modality: row.modality,
          date: row.day,
          proof: row.proof,
          document:
            row.document_id === null || row.document_name === null
              ? null
              : { id: row.document_id, name: row.document_name },
          recordedAt: new Date(row.recorded_at_ms).toISOString(),
          recordedBy: names.get(row.recorded_by) ?? "",
        }));
      const { modality, date, proof } = history[0] ?? modalityUntilRecorded(code);
      return {
        code,
        name,
        grades,
        modality,
        date,
        proof,
        history,
        mayRecord: mayRecordModality(grants, code),
      };
    }),
  };
}

/** The letter that a region's modality rests on, or `undefined`. */
export async function readLetter(database: PortalDatabase, region: string, documentId: string) {
  const said = await database
    .selectFrom("region_modality")
    .select("document_id")
    .where("region", "=", region)
    .where("document_id", "=", documentId)
    .executeTakeFirst();
  return said === undefined ? undefined : readDocumentFile(database, "", documentId);
}

/**
 * Records what a region said, beside what was recorded before, with its line of the trail and the letter itself when it was
 * uploaded. Throws RaccordError
 * `journey.unknown-thing` for no region, `journey.not-allowed` for another region's GRADeS, `journey.move-unproved`
 * for a day that is not over yet.
 */
export async function recordModality(
  transaction: PortalDatabase,
  region: string,
  { modality, date, proof }: ModalityRecord,
  by: { readonly person: SignedIn; readonly atMs: number; readonly today: string },
  letter: { readonly id: string; readonly file: CheckedFile } | null = null,
): Promise<void> {
  if (regionByCode(region) === undefined) throw new RaccordError("journey.unknown-thing", region);
  if (!mayRecordModality(by.person.grants, region)) throw new RaccordError("journey.not-allowed");
  if (date > by.today) throw new RaccordError("journey.move-unproved", "date");
  if (letter !== null)
    await insertDocument(
      transaction,
      letter.id,
      letter.file,
      { journeyId: "", step: "03", kind: "region-answer" },
      { personId: by.person.personId, atMs: by.atMs },
    );
  await transaction
    .insertInto("region_modality")
    .values({
      region,
      modality,
      day: date,
      proof,
      document_id: letter?.id ?? null,
      recorded_by: by.person.personId,
      recorded_at_ms: by.atMs,
    })
    .execute();
  await writeTrail(transaction, {
    atMs: by.atMs,
    by: by.person,
    journeyId: "",
    action: "modality-recorded",
    what: { region, modality, date, name: letter?.file.name ?? null, sha256: letter?.file.sha256 ?? null },
    why: proof,
  });
}
