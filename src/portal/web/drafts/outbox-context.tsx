import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from "react";
import { queryClient } from "../app/queries.ts";
import { usePerson } from "../app/session.ts";
import { type BrowserOutbox, openOutbox } from "./browser-outbox.ts";
import type { OutboxSnapshot } from "./outbox.ts";

const OutboxContext = createContext<BrowserOutbox | null>(null);

const lastPersonItem = "raccord.person";
const refreshDelayMs = 600;

/**
 * One outbox for the person of this browser. Somebody whose session has ended keeps theirs, so that what was typed
 * stays in sight and leaves after the next sign-in.
 */
export function OutboxProvider({ children }: { readonly children: ReactNode }) {
  const person = usePerson();
  const owner = useOutboxOwner();
  const open = useMemo(() => (owner === null ? null : openOutbox(owner)), [owner]);
  useEffect(() => () => open?.end(), [open]);
  useEffect(() => {
    if (person === null || person === undefined || open === null) return;
    rememberPerson(person.id);
    open.outbox.signedIn();
  }, [person, open]);
  useEffect(() => {
    if (open === null) return;
    // What is missing and what a step waits for follow from the answers: read again once they are saved.
    let pending = open.outbox.snapshot().drafts.length;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = open.outbox.subscribe(() => {
      const { drafts, signedOut } = open.outbox.snapshot();
      if (signedOut) void queryClient.invalidateQueries({ queryKey: ["session"] });
      if (drafts.length < pending) {
        clearTimeout(timer);
        timer = setTimeout(
          () => void queryClient.invalidateQueries({ queryKey: ["journeys"] }),
          refreshDelayMs,
        );
      }
      pending = drafts.length;
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [open]);
  return <OutboxContext value={open}>{children}</OutboxContext>;
}

/** Whose typing this browser keeps: who is signed in, else who was last; `null` for nobody. */
export function useOutboxOwner(): string | null {
  const person = usePerson();
  return person?.id ?? (person === null ? lastPerson() : null);
}

/** The outbox, or `null` while nobody is known. */
export function useOutbox(): BrowserOutbox | null {
  return useContext(OutboxContext);
}

const empty: OutboxSnapshot = { drafts: [], marks: [], failing: false, signedOut: false, sending: false };
const noChanges = (): (() => void) => () => undefined;

/** What waits in the outbox, drawn anew at each change. */
export function useOutboxSnapshot(): OutboxSnapshot {
  const open = useOutbox();
  return useSyncExternalStore(open?.outbox.subscribe ?? noChanges, open?.outbox.snapshot ?? (() => empty));
}

function lastPerson(): string | null {
  try {
    return localStorage.getItem(lastPersonItem);
  } catch {
    return null;
  }
}

function rememberPerson(id: string): void {
  try {
    localStorage.setItem(lastPersonItem, id);
  } catch {
    // Drafts then live as long as the page, which the banner says.
  }
}
