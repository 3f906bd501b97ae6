import { type Kysely, sql } from "kysely";
import type { Migration } from "../../../runtime/migrate.ts";

/** Moves of ANS and the committee that a supplier could already declare from their answer. */
const declarable = [
  "application-acknowledged",
  "opinion-favourable",
  "opinion-reserved",
  "decision-refused",
  "access-received",
  "f414-accepted",
  "contract-signed",
  "designation-confirmed",
  "white-list-preparing",
  "white-list-confirmed",
];

/**
 * Which records were declared by somebody who does not decide them. An unfavourable opinion that was declared becomes the
 * refusal that it is, so that signature and sending open again.
 */
export const declaredMovesMigration: Migration = {
  name: "009-declared-moves",
  async up(database: Kysely<unknown>) {
    await database.schema
      .alterTable("move_record")
      .addColumn("declared", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
    await sql`UPDATE move_record SET move = 'decision-refused' WHERE move = 'opinion-unfavourable'`.execute(
      database,
    );
    await sql`
      UPDATE move_record SET declared = 1
      WHERE move IN (${sql.join(declarable)}) AND by_person NOT IN (
        SELECT person_id FROM person_grant WHERE role IN ('ans-operator', 'committee-member')
      )`.execute(database);
  },
};
