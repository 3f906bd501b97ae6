import type { EstablishmentFact } from "../../domain/journey/facts.ts";
import type { PortalDatabase } from "../store/tables.ts";

/** A list as it was read under this revision. */
interface KeptList {
  readonly revision: number;
  readonly lines: readonly EstablishmentFact[];
}

/** Lists read before, of each database by itself. */
export interface KeptLists {
  /** The lines, if they were kept under this very revision. */
  find(database: PortalDatabase, journeyId: string, revision: number): KeptList["lines"] | undefined;
  /** Keeps a list; those not asked for the longest go first. */
  keep(database: PortalDatabase, journeyId: string, list: KeptList): void;
}

/** Lines of all kept lists of one database together; ten megabytes or so. */
const linesKeptMax = 20_000;

/**
 * Lists that need not be read again while their revision stands: three calls in four read a list that nobody changed,
 * and the list of journeys reads one per journey. A list without lines counts as one line.
 */
export function keptLists(keptMax = linesKeptMax): KeptLists {
  const databases = new WeakMap<PortalDatabase, { lists: Map<string, KeptList>; size: number }>();
  const weight = ({ lines }: KeptList): number => Math.max(1, lines.length);
  return {
    find(database, journeyId, revision) {
      const lists = databases.get(database)?.lists;
      const known = lists?.get(journeyId);
      if (lists === undefined || known?.revision !== revision) return undefined;
      lists.delete(journeyId);
      lists.set(journeyId, known);
      return known.lines;
    },
    keep(database, journeyId, list) {
      const own = databases.get(database) ?? { lists: new Map<string, KeptList>(), size: 0 };
      databases.set(database, own);
      const before = own.lists.get(journeyId);
      if (before !== undefined) own.size -= weight(before);
      own.lists.delete(journeyId);
      own.lists.set(journeyId, list);
      own.size += weight(list);
      for (const [id, oldest] of own.lists) {
        if (own.size <= keptMax) return;
        own.lists.delete(id);
        own.size -= weight(oldest);
      }
    },
  };
}
