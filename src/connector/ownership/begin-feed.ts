import type { ConnectorDatabase } from "../store/tables.ts";

/**
 * Lifts the revision of a feed to at least that of each of its places. A place that was on another feed before
 * brings a higher one with it, and would take nothing from this feed until it is reached.
 */
export async function liftRevision(
  database: ConnectorDatabase,
  feed: string,
  placeIds: readonly string[],
): Promise<void> {
  if (placeIds.length === 0) return;
  const row = await database
    .selectFrom("place_delivery")
    .select((select) => select.fn.max("revision").as("revision"))
    .where("place_id", "in", [...placeIds])
    .executeTakeFirst();
  const revision = Number(row?.revision ?? 0);
  await database
    .updateTable("feed_state")
    .set({ revision })
    .where("feed", "=", feed)
    .where("revision", "<", revision)
    .execute();
}
