import type { Condition, RegionModality } from "../../domain/journey/facts.ts";
import type { PortalDatabase } from "../store/tables.ts";

/** What an administrator or a GRADeS recorded for everybody: conditions in force, and what each region said last. */
export async function readReferences(
  database: PortalDatabase,
): Promise<{ readonly conditions: readonly Condition[]; readonly modalities: readonly RegionModality[] }> {
  const conditions = await database
    .selectFrom("condition")
    .select(["id", "text_fr", "text_en"])
    .where("removed_at_ms", "is", null)
    .orderBy("added_at_ms")
    .orderBy("id")
    .execute();
  const said = await database
    .selectFrom("region_modality")
    .select(["region", "modality", "day", "proof"])
    .orderBy("sequence")
    .execute();
  const newest = new Map(said.map((row) => [row.region, row]));
  return {
    conditions: conditions.map((row) => ({ id: row.id, textFr: row.text_fr, textEn: row.text_en })),
    modalities: [...newest.values()].map((row) => ({
      region: row.region,
      modality: row.modality,
      date: row.day === "" ? null : row.day,
      proof: row.proof === "" ? null : row.proof,
    })),
  };
}
