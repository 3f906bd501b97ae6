import { redactLines } from "../audit/redact.ts";
import type { PortalDatabase } from "../store/tables.ts";
import type { Removal } from "./remove-journey.ts";

/**
 * Takes name, address and sign-in of a person away, with their sessions, past roles and the words of their lines in the
 * trail. The row stays without anything personal, so that what refers to it still reads. Whoever signs in again is somebody
 * new. In one transaction of the caller.
 */
export async function removePerson(
  transaction: PortalDatabase,
  personId: string,
  { by, atMs, why }: Removal,
): Promise<void> {
  await transaction.deleteFrom("session").where("person_id", "=", personId).execute();
  await transaction.deleteFrom("person_grant").where("person_id", "=", personId).execute();
  await transaction.deleteFrom("invitation").where("redeemed_by", "=", personId).execute();
  await transaction
    .updateTable("person")
    .set({
      issuer: "removed",
      subject: personId,
      name: "",
      email: "",
      email_key: "",
      email_verified: 0,
    })
    .where("id", "=", personId)
    .execute();
  await redactLines(transaction, { personId }, { by, atMs, why, what: { person: personId } });
}
