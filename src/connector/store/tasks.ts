import type { DeliveryHandle, TaskTable } from "./delivery-tables.ts";

/** Opens a task unless one is already open for the same reason and subject. `true` when it is new. */
export async function openTask(handle: DeliveryHandle, task: TaskTable): Promise<boolean> {
  const inserted = await handle
    .insertInto("task")
    .values(task)
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Closes every open task about `subject`; returns their reasons. */
export async function closeTasks(
  handle: DeliveryHandle,
  subject: string,
  nowMs: number,
): Promise<readonly string[]> {
  const closed = await handle
    .updateTable("task")
    .set({ closed_at_ms: nowMs })
    .where("subject", "=", subject)
    .where("closed_at_ms", "is", null)
    .returning("reason")
    .execute();
  return closed.map((row) => row.reason);
}

/** Closes whatever is open about one place and its families. */
export async function closeTasksOfPlace(
  handle: DeliveryHandle,
  placeId: string,
  nowMs: number,
): Promise<void> {
  await handle
    .updateTable("task")
    .set({ closed_at_ms: nowMs })
    .where("place_id", "=", placeId)
    .where("closed_at_ms", "is", null)
    .execute();
}

/** Forgets the oldest closed tasks beyond `keepMax`. */
export async function trimTasks(handle: DeliveryHandle, keepMax: number): Promise<void> {
  const limit = await handle
    .selectFrom("task")
    .select("closed_at_ms")
    .where("closed_at_ms", "is not", null)
    .orderBy("closed_at_ms", "desc")
    .limit(1)
    .offset(keepMax)
    .executeTakeFirst();
  if (limit?.closed_at_ms == null) return;
  await handle
    .deleteFrom("task")
    .where("closed_at_ms", "is not", null)
    .where("closed_at_ms", "<=", limit.closed_at_ms)
    .execute();
}
