import type { DeliveryHandle, DeliveryLogTable } from "./delivery-tables.ts";

export async function appendLog(handle: DeliveryHandle, row: DeliveryLogTable): Promise<void> {
  await handle.insertInto("delivery_log").values(row).execute();
}

/** Keeps about the last `keepMax` calls: rows of the instant at the limit go together. */
export async function trimLog(handle: DeliveryHandle, keepMax: number): Promise<void> {
  const limit = await handle
    .selectFrom("delivery_log")
    .select(["at_ms", "turn"])
    .orderBy("at_ms", "desc")
    .orderBy("turn", "desc")
    .limit(1)
    .offset(keepMax)
    .executeTakeFirst();
  if (!limit) return;
  await handle
    .deleteFrom("delivery_log")
    .where((where) =>
      where.or([
        where("at_ms", "<", limit.at_ms),
        where.and([where("at_ms", "=", limit.at_ms), where("turn", "<=", limit.turn)]),
      ]),
    )
    .execute();
}
