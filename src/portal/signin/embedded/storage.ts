import type { Adapter, AdapterPayload } from "oidc-provider";
import type { Clock } from "../../../runtime/clock.ts";

/** One demonstration needs a few; the oldest go first. */
const entriesMax = 2_000;

interface Entry {
  payload: AdapterPayload;
  readonly endsAtMs: number;
}

/**
 * What the embedded provider remembers, for as long as the process: its codes live for a minute, and the portal's own
 * sessions, in the database, do not need it. A factory of adapters, one a model, over one bounded store.
 */
export function embeddedStorage(clock: Clock): (model: string) => Adapter {
  const entries = new Map<string, Entry>();
  const find = (key: string): AdapterPayload | undefined => {
    const entry = entries.get(key);
    if (entry === undefined || entry.endsAtMs <= clock.nowMs()) {
      entries.delete(key);
      return undefined;
    }
    return entry.payload;
  };
  return (model) => {
    const keyOf = (id: string): string => `${model}:${id}`;
    const among = (is: (payload: AdapterPayload) => boolean): AdapterPayload | undefined => {
      const found = [...entries].find(([key, entry]) => key.startsWith(`${model}:`) && is(entry.payload));
      return found && find(found[0]);
    };
    return {
      async upsert(id, payload, expiresInSeconds) {
        const key = keyOf(id);
        entries.delete(key);
        const lifeMs = (expiresInSeconds ?? Number.POSITIVE_INFINITY) * 1000;
        entries.set(key, { payload, endsAtMs: clock.nowMs() + lifeMs });
        for (const oldest of entries.keys()) {
          if (entries.size <= entriesMax) break;
          entries.delete(oldest);
        }
      },
      find: async (id) => find(keyOf(id)),
      findByUid: async (uid) => among((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => among((payload) => payload.userCode === userCode),
      async consume(id) {
        const payload = find(keyOf(id));
        if (payload !== undefined) payload.consumed = Math.floor(clock.nowMs() / 1000);
      },
      async destroy(id) {
        entries.delete(keyOf(id));
      },
      async revokeByGrantId(grantId) {
        for (const [key, entry] of entries) if (entry.payload.grantId === grantId) entries.delete(key);
      },
    };
  };
}
