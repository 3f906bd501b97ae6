import type { Clock } from "../../runtime/clock.ts";
import { listReader } from "../establishments/list-reader.ts";
import { reasonOf } from "../retried/retried-work.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { openControl, type PlatformSettings } from "../white-list/control-client.ts";
import { setUpAccess } from "./set-up.ts";
import { testPlatform } from "./test-platform.ts";

/**
 * Part of the transaction that removes a journey: what the test platform holds for it is to be taken away. Its row stays until
 * the platform was told; a row of which the platform never heard goes with the journey.
 */
export async function leaveAccess(
  transaction: PortalDatabase,
  journeyId: string,
  nowMs: number,
): Promise<void> {
  await transaction
    .deleteFrom("test_access")
    .where("journey_id", "=", journeyId)
    .where("client_id", "=", "")
    .where("subject_dn", "=", "")
    .where("attempts", "=", 0)
    .execute();
  await transaction
    .updateTable("test_access")
    .set({ state: "queued", attempts: 0, next_attempt_at_ms: nowMs })
    .where("journey_id", "=", journeyId)
    .execute();
}

/** Forgets the access of a journey that is gone, when nobody changed the row since `row` was read. Returns whether it did. */
export async function forgetAccess(
  database: PortalDatabase,
  row: { readonly journeyId: string; readonly attempts: number },
): Promise<boolean> {
  const forgotten = await database
    .deleteFrom("test_access")
    .where("journey_id", "=", row.journeyId)
    .where("attempts", "=", row.attempts)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("journey").select("journey.id").whereRef("journey.id", "=", "test_access.journey_id"),
        ),
      ),
    )
    .executeTakeFirst();
  return forgotten.numDeletedRows > 0n;
}

/**
 * Takes the access of a removed journey off the test platform now, for a command that runs without the portal. Returns why it
 * could not: the running portal goes on trying.
 */
export async function withdrawRemoved(
  database: PortalDatabase,
  clock: Clock,
  settings: PlatformSettings,
  journeyId: string,
): Promise<string | undefined> {
  const row = await database
    .selectFrom("test_access")
    .select(["client_id", "subject_dn", "attempts"])
    .where("journey_id", "=", journeyId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const control = openControl(settings, clock, "test");
  try {
    const before = { clientId: row.client_id, subjectDn: row.subject_dn };
    const world = { clock, list: listReader };
    await setUpAccess(database, world, testPlatform(control.call), journeyId, before, async () => {});
    await forgetAccess(database, { journeyId, attempts: row.attempts });
    return undefined;
  } catch (error) {
    return reasonOf(error);
  } finally {
    await control.close();
  }
}
