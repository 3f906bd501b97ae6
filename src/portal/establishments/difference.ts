import type { ListDiff } from "../../domain/establishments/diff.ts";
import type { Difference } from "./shapes.ts";

/** Lines of each kind that are shown; all are counted. */
const shownMax = 300;

/** A difference as the pages get it. */
export function differenceView({ added, removed, changed }: ListDiff): Difference {
  return {
    addedCount: added.length,
    removedCount: removed.length,
    changedCount: changed.length,
    added: added.slice(0, shownMax),
    removed: removed.slice(0, shownMax),
    changed: changed
      .slice(0, shownMax)
      .map(({ before, after, columns }) => ({ before, after, columns: [...columns] })),
  };
}
