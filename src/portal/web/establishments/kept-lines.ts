import { useSyncExternalStore } from "react";
import { browserStore } from "../drafts/browser-store.ts";
import { useOutboxOwner } from "../drafts/outbox-context.tsx";

const listeners = new Set<() => void>();

/** Keys of the lines of a list that somebody typed and the portal does not have yet begin with this. */
export function listPrefix(person: string, journey = ""): string {
  const owner = `raccord.list/${encodeURIComponent(person)}/`;
  return journey === "" ? owner : `${owner}${encodeURIComponent(journey)}/`;
}

/** To be called when lines came or went: whoever counts them counts again. */
export function keptLinesChanged(): void {
  for (const listener of listeners) listener();
}

/** How many lines of lists wait in this browser for the portal, whether or not their person is still signed in. */
export function useKeptLines(): number {
  const owner = useOutboxOwner();
  return useSyncExternalStore(subscribe, () =>
    owner === null
      ? 0
      : browserStore()
          .keys()
          .filter((key) => key.startsWith(listPrefix(owner))).length,
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", listener);
  };
}
