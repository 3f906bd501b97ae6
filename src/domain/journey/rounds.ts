import type { MoveRecord } from "./facts.ts";
import { moveOf } from "./steps/table.ts";

/**
 * The records in the order in which they were made, each of an ended round with the record that ended it. A request for
 * changes or a refusal ends the round of the application: signature and sending can be made anew, and what was recorded
 * stays visible (DESIGN §8: records are append only). Sending anew ends that decision in its turn. A record that was taken
 * back ends nothing.
 */
export function closeRounds(records: readonly MoveRecord[]): readonly MoveRecord[] {
  const closers = records.flatMap((record, index) => {
    const closes = record.withdrawnAt === null ? moveOf(record.move)?.move.closes : undefined;
    return closes === undefined ? [] : [{ id: record.id, index, closes }];
  });
  return records.map((record, index) => {
    if (record.withdrawnAt !== null) return record;
    const closer = closers.find((one) => one.index > index && one.closes.includes(record.move));
    return closer === undefined ? record : { ...record, closedBy: closer.id };
  });
}
