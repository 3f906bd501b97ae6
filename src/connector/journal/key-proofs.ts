import { createHmac } from "node:crypto";
import { inTransaction } from "../../runtime/database.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { ConnectorDatabase } from "../store/tables.ts";
import type { PseudonymKey } from "./pseudonyms.ts";

/** Length of a proof in characters of base64url. */
const proofChars = 22;

/**
 * Makes sure that whoever writes pseudonyms into this database knows every key that was ever used in it: two
 * instances with different keys, or one that lost its key file, would make two patients of one (DESIGN §6). New
 * keys are noted. A proof tells whether two keys are the same, and nothing else about them.
 *
 * Throws RaccordError `connector.other-pseudonym-keys`, before anything is noted.
 */
export async function agreeOnKeys(database: ConnectorDatabase, keys: readonly PseudonymKey[]): Promise<void> {
  const own = new Map(keys.map((key) => [key.id, proofOf(key)]));
  await inTransaction(database, async (handle) => {
    // The first of two that start at once is the one that the other is compared with.
    for (const [id, proof] of own) {
      await handle
        .insertInto("pseudonym_key")
        .values({ id, proof })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    for (const { id, proof } of await handle
      .selectFrom("pseudonym_key")
      .selectAll()
      .orderBy("id")
      .execute()) {
      if (own.get(id) !== proof) throw new RaccordError("connector.other-pseudonym-keys", `key ${id}`);
    }
  });
}

function proofOf(key: PseudonymKey): string {
  const proof = createHmac("sha256", key.secret).update(`proof of key ${key.id}`).digest("base64url");
  return proof.slice(0, proofChars);
}
