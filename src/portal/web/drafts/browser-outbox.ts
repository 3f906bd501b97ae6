import type { Change, ChangeResults } from "../../journey/shapes.ts";
import { call, type Fault, faultBehind } from "../app/api.ts";
import { queryClient, sessionQuery } from "../app/queries.ts";
import { browserStore } from "./browser-store.ts";
import { createOutbox, type Outbox, type SendOutcome } from "./outbox.ts";

/** The outbox of one person in this tab, and whether what it keeps outlives the page. */
export interface BrowserOutbox {
  readonly outbox: Outbox;
  durable(): boolean;
  end(): void;
}

/** Ties an outbox to the browser: storage shared by its tabs, a lock so that one of them sends, and the network. */
export function openOutbox(person: string): BrowserOutbox {
  const store = browserStore();
  const outbox = createOutbox(person, {
    clock: {
      nowMs: () => Date.now(),
      after(delayMs, run) {
        const timer = setTimeout(run, delayMs);
        return () => clearTimeout(timer);
      },
    },
    store,
    exclusive: (run) => withLock(`raccord.outbox/${person}`, run),
    send,
    newVersion: () => crypto.randomUUID(),
  });
  const heard = (): void => outbox.storeChanged();
  const wake = (): void => outbox.wake();
  addEventListener("storage", heard);
  addEventListener("online", wake);
  return {
    outbox,
    durable: () => store.durable(),
    end() {
      removeEventListener("storage", heard);
      removeEventListener("online", wake);
      outbox.stop();
    },
  };
}

/** Browsers give locks in secure contexts only; without them two tabs may send the same value twice, which is harmless. */
async function withLock(name: string, run: () => Promise<void>): Promise<void> {
  if (navigator.locks === undefined) return run();
  await navigator.locks.request(name, run);
}

async function send(journey: string, changes: readonly Change[]): Promise<SendOutcome> {
  const first = await sendOnce(journey, changes);
  if (first.kind !== "refused" || first.fault !== "forbidden") return first;
  // The token of a session that began in another tab is not ours yet: asked for once before a refusal is believed.
  await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 }).catch(() => undefined);
  return sendOnce(journey, changes);
}

async function sendOnce(
  journey: string,
  changes: readonly Change[],
): Promise<SendOutcome & { readonly fault?: Fault }> {
  try {
    const path = `/api/journeys/${encodeURIComponent(journey)}/answers`;
    const { results } = await call<ChangeResults>("PATCH", path, { changes });
    return { kind: "answered", results };
  } catch (error) {
    const fault = faultBehind(error);
    if (fault === "signed-out") return { kind: "signed-out" };
    return fault === "offline" || fault === "server" ? { kind: "unreachable" } : { kind: "refused", fault };
  }
}
