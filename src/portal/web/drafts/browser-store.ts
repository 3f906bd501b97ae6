import type { TextStore } from "./draft-store.ts";

/**
 * `localStorage`, with this page's memory where the browser keeps nothing for the site or has no room left.
 * `durable()` tells whether everything is kept beyond the page.
 */
export function browserStore(): TextStore & { durable(): boolean } {
  const memory = new Map<string, string>();
  const inStorage = <Value>(use: (storage: Storage) => Value, otherwise: Value): Value => {
    try {
      return use(localStorage);
    } catch {
      return otherwise;
    }
  };
  return {
    durable: () => memory.size === 0,
    keys: () => [
      ...new Set([...inStorage((storage) => Object.keys(storage), [] as string[]), ...memory.keys()]),
    ],
    get: (key) => memory.get(key) ?? inStorage((storage) => storage.getItem(key), null),
    set(key, text) {
      const kept = inStorage((storage) => {
        storage.setItem(key, text);
        return true;
      }, false);
      if (kept) memory.delete(key);
      else memory.set(key, text);
    },
    remove(key) {
      memory.delete(key);
      inStorage((storage) => storage.removeItem(key), undefined);
    },
  };
}
