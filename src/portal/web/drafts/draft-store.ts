import {
  type Draft,
  type FieldPath,
  parseDraft,
  parseMark,
  pathKey,
  type SavedMark,
  storeKeys,
} from "./draft.ts";

/** Storage shared by the tabs of one browser, as `localStorage` is. */
export interface TextStore {
  keys(): readonly string[];
  get(key: string): string | null;
  set(key: string, text: string): void;
  remove(key: string): void;
}

/** Drafts and marks of one person. */
export interface DraftStore {
  /** The newest draft of each field, oldest first. */
  drafts(): readonly Draft[];
  marks(): readonly SavedMark[];
  latest(path: FieldPath): Draft | undefined;
  mark(path: FieldPath): SavedMark | undefined;
  put(draft: Draft): void;
  /** Forgets what was typed in the field up to and including this draft. */
  forget(draft: Draft): void;
  putMark(mark: SavedMark): void;
  removeMark(path: FieldPath): void;
}

/**
 * Keeps each typed value under a key of its own. No tab ever overwrites what another tab has just typed: it adds, and
 * removes only what it knows to be older.
 */
export function createDraftStore(store: TextStore, person: string): DraftStore {
  const keys = storeKeys(person);
  const entries = (): { key: string; draft: Draft }[] =>
    store.keys().flatMap((key) => {
      const draft = key.startsWith(keys.drafts) ? parseDraft(store.get(key)) : undefined;
      return draft === undefined ? [] : [{ key, draft }];
    });
  const ofPath = (path: FieldPath): { key: string; draft: Draft }[] => {
    const start = `${keys.drafts}${pathKey(path)}#`;
    return entries().filter(({ key }) => key.startsWith(start));
  };
  const drafts = (): readonly Draft[] => {
    const newest = new Map<string, Draft>();
    for (const { draft } of entries()) {
      const key = pathKey(draft);
      const known = newest.get(key);
      if (known === undefined || isLater(draft, known)) newest.set(key, draft);
    }
    return [...newest.values()].sort((a, b) => a.typedAtMs - b.typedAtMs || a.order - b.order);
  };
  return {
    drafts,
    marks: () =>
      store.keys().flatMap((key) => {
        const mark = key.startsWith(keys.saved) ? parseMark(store.get(key)) : undefined;
        return mark === undefined ? [] : [mark];
      }),
    latest: (path) =>
      ofPath(path)
        .map(({ draft }) => draft)
        .reduce<Draft | undefined>(
          (last, draft) => (last === undefined || isLater(draft, last) ? draft : last),
          undefined,
        ),
    mark: (path) => parseMark(store.get(keys.mark(path))),
    put(draft) {
      store.set(keys.draft(draft), JSON.stringify(draft));
      for (const older of ofPath(draft)) if (isLater(draft, older.draft)) store.remove(older.key);
    },
    forget(draft) {
      for (const one of ofPath(draft)) if (!isLater(one.draft, draft)) store.remove(one.key);
    },
    putMark(mark) {
      store.set(keys.mark(mark), JSON.stringify(mark));
    },
    removeMark(path) {
      store.remove(keys.mark(path));
    },
  };
}

function isLater(one: Draft, other: Draft): boolean {
  return one.order > other.order || (one.order === other.order && one.version > other.version);
}
