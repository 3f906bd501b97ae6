import { dialectOf } from "../../runtime/database.ts";
import type { DeliveryHandle, TargetStateTable } from "./delivery-tables.ts";

export type TargetState = Omit<TargetStateTable, "target">;

const fresh: TargetState = { state: "open", reason: null, since_ms: 0, not_before_ms: 0 };

/** The state of one target; open when nothing was ever written. */
export async function readTarget(handle: DeliveryHandle, target: string): Promise<TargetState> {
  const row = await handle
    .selectFrom("target_state")
    .selectAll()
    .where("target", "=", target)
    .executeTakeFirst();
  return row ?? fresh;
}

/** The same, and no other transaction changes it until this one ends. */
export async function lockTarget(handle: DeliveryHandle, target: string): Promise<TargetState> {
  if (dialectOf(handle) === "postgresql") {
    await handle
      .insertInto("target_state")
      .values({ target, ...fresh })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const locked = handle
      .selectFrom("target_state")
      .select("target")
      .where("target", "=", target)
      .forUpdate();
    await locked.execute();
  }
  return readTarget(handle, target);
}

export async function writeTarget(handle: DeliveryHandle, target: string, state: TargetState): Promise<void> {
  const { state: name, reason, since_ms, not_before_ms } = state;
  const values = { state: name, reason, since_ms, not_before_ms };
  await handle
    .insertInto("target_state")
    .values({ target, ...values })
    .onConflict((conflict) => conflict.column("target").doUpdateSet(values))
    .execute();
}
