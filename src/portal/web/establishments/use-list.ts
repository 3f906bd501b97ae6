import { useDebouncedValue } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { checkList } from "../../../domain/establishments/check-list.ts";
import { type EstablishmentColumn, emptyFields } from "../../../domain/establishments/columns.ts";
import type { EstablishmentFinding } from "../../../domain/establishments/finding.ts";
import type { EstablishmentFact } from "../../../domain/journey/facts.ts";
import type { LineResult, ListResults, ListView, StoredLine } from "../../establishments/shapes.ts";
import { call, faultBehind } from "../app/api.ts";
import { queryClient } from "../app/queries.ts";
import { usePerson } from "../app/session.ts";
import { browserStore } from "../drafts/browser-store.ts";
import { useOutboxOwner } from "../drafts/outbox-context.tsx";
import { keptLinesChanged, listPrefix } from "./kept-lines.ts";
import { createListOutbox, type ListOutbox, type PendingLine, type SendEnd } from "./list-outbox.ts";
import { listKey, listPath, listQuery } from "./queries.ts";

/** The list as it stands on the page: the server's lines under what was typed here. */
export interface WorkingList {
  readonly journey: string;
  readonly lines: readonly EstablishmentFact[];
  readonly pending: ReadonlyMap<string, PendingLine>;
  /** By line; judged a moment after the last key, by the same rules as on the server. */
  readonly findings: ReadonlyMap<string, readonly EstablishmentFinding[]>;
  readonly revision: number;
  readonly linesMax: number;
  readonly mayWrite: boolean;
  readonly ready: boolean;
  readonly error: unknown;
  readonly failing: boolean;
  retry(): void;
  type(id: string, column: EstablishmentColumn, value: string): void;
  resolve(id: string, choice: "mine" | "theirs"): void;
  /** Takes a line out; resolves to the line as it was. Rejects with ApiError. */
  remove(id: string): Promise<RemovedLine>;
  /** Puts a removed line back at the end. */
  putBack(line: EstablishmentFact): void;
  /** Reads list, versions and the step anew, as after an import. */
  reread(): Promise<void>;
}

/** `kept`: somebody changed it meanwhile, so it stands and is to be looked at again. */
export interface RemovedLine {
  readonly outcome: "removed" | "kept";
  readonly line: EstablishmentFact | null;
}

const judgeAfterMs = 400;
const noPending: ReadonlyMap<string, PendingLine> = new Map();
const noChanges = (): (() => void) => () => undefined;

/** The list of establishments of a journey, saved as it is typed. */
export function useWorkingList(journey: string): WorkingList {
  const { data, error, refetch } = useQuery(listQuery(journey));
  const client = useQueryClient();
  const outbox = useListOutbox(journey);
  const pending = useSyncExternalStore(outbox?.subscribe ?? noChanges, outbox?.snapshot ?? (() => noPending));
  const stored = useMemo(() => new Map(data?.lines.map((one) => [one.line.id, one])), [data]);
  const lines = useMemo(() => merged(data?.lines ?? [], stored, pending), [data, stored, pending]);
  const [judged] = useDebouncedValue(lines, judgeAfterMs);
  const findings = useMemo(() => Map.groupBy(checkList(judged), ({ line }) => line), [judged]);
  const reread = async (): Promise<void> => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ["establishments", journey] }),
      client.invalidateQueries({ queryKey: ["journeys"] }),
    ]);
  };
  return {
    journey,
    lines,
    pending,
    findings,
    revision: data?.revision ?? 0,
    linesMax: data?.linesMax ?? 0,
    mayWrite: data?.mayWrite ?? false,
    ready: data !== undefined && outbox !== null,
    error: data === undefined ? error : null,
    failing: outbox?.failing() ?? false,
    retry: () => void refetch(),
    type: (id, column, value) => outbox?.type(id, stored.get(id), column, value),
    resolve: (id, choice) => outbox?.resolve(id, choice),
    async remove(id) {
      const known = stored.get(id);
      const line = lines.find((one) => one.id === id) ?? null;
      if (known === undefined) {
        outbox?.discard(id);
        return { outcome: "removed", line };
      }
      const body = { remove: [{ id, base: known.revision }] };
      const { results, revision } = await call<ListResults>("PATCH", listPath(journey), body);
      const [result] = results;
      if (result?.status !== "removed") {
        await reread();
        return { outcome: "kept", line };
      }
      outbox?.discard(id);
      client.setQueryData<ListView>(listKey(journey), (view) =>
        view === undefined
          ? view
          : { ...view, revision, lines: view.lines.filter((one) => one.line.id !== id) },
      );
      void client.invalidateQueries({ queryKey: ["journeys"] });
      return { outcome: "removed", line };
    },
    putBack(line) {
      const { id, ...fields } = line;
      for (const column of Object.keys(emptyFields()) as EstablishmentColumn[]) {
        if (fields[column] !== "") outbox?.type(id, undefined, column, fields[column]);
      }
    },
    reread,
  };
}

function useListOutbox(journey: string): ListOutbox | null {
  const owner = useOutboxOwner();
  const isSignedIn = usePerson() !== null;
  const outbox = useMemo(() => (owner === null ? null : openOutbox(owner, journey)), [owner, journey]);
  useEffect(() => {
    if (isSignedIn) outbox?.wake();
  }, [outbox, isSignedIn]);
  useEffect(() => outbox?.subscribe(keptLinesChanged), [outbox]);
  useEffect(() => {
    if (outbox === null) return;
    addEventListener("storage", outbox.wake);
    addEventListener("online", outbox.wake);
    return () => {
      removeEventListener("storage", outbox.wake);
      removeEventListener("online", outbox.wake);
    };
  }, [outbox]);
  return outbox;
}

function openOutbox(person: string, journey: string): ListOutbox {
  return createListOutbox({
    store: browserStore(),
    prefix: listPrefix(person, journey),
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    async send(save): Promise<SendEnd> {
      try {
        const { results } = await call<ListResults>("PATCH", listPath(journey), { save });
        return { kind: "answered", results };
      } catch (error) {
        const fault = faultBehind(error);
        if (fault === "signed-out") {
          void queryClient.invalidateQueries({ queryKey: ["session"] });
          return { kind: "signed-out" };
        }
        return { kind: fault === "offline" || fault === "server" ? "unreachable" : "refused" };
      }
    },
    saved(lines) {
      queryClient.setQueryData<ListView>(listKey(journey), (view) => withLines(view, lines));
      void queryClient.invalidateQueries({ queryKey: ["journeys"] });
    },
  });
}

/** The list with lines that the server confirmed: in their place, or at the end. */
function withLines(view: ListView | undefined, lines: readonly LineResult["line"][]): ListView | undefined {
  if (view === undefined) return view;
  const confirmed = new Map(lines.flatMap((one) => (one === null ? [] : [[one.line.id, one] as const])));
  const known = view.lines.map((one) => {
    const newer = confirmed.get(one.line.id);
    confirmed.delete(one.line.id);
    return newer !== undefined && newer.revision >= one.revision ? newer : one;
  });
  const all = [...known, ...confirmed.values()];
  return { ...view, lines: all, revision: Math.max(view.revision, ...all.map(({ revision }) => revision)) };
}

function merged(
  lines: readonly StoredLine[],
  stored: ReadonlyMap<string, StoredLine>,
  pending: ReadonlyMap<string, PendingLine>,
): readonly EstablishmentFact[] {
  const own = lines.map(({ line }) => {
    const typed = pending.get(line.id);
    return typed === undefined ? line : { ...line, ...typed.fields };
  });
  const added = [...pending.values()].flatMap(({ id, fields }) =>
    stored.has(id) ? [] : [{ ...emptyFields(), ...fields, id }],
  );
  return [...own, ...added];
}
