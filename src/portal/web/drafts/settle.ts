import type { ChangeResults } from "../../journey/shapes.ts";
import type { Draft, FieldPath } from "./draft.ts";
import type { DraftStore } from "./draft-store.ts";

type Result = Pick<ChangeResults["results"][number], "status" | "revision" | "value" | "by">;

/**
 * Takes in what the server said about one sent draft. What was typed in the field since then stays, on the revision
 * that the server now has. A conflict with one of our own values whose answer was lost is none.
 */
export function settle(store: DraftStore, sent: Draft, result: Result | "refused", nowMs: number): void {
  const current = store.latest(sent) ?? sent;
  const unchanged = current.version === sent.version;
  if (result === "refused" || result.status === "refused") {
    if (unchanged) store.put({ ...current, state: "refused" });
    return;
  }
  const { revision, value } = result;
  if (result.status === "saved") {
    markSaved(store, sent, { value: sent.value, revision }, nowMs);
    if (unchanged) store.forget(sent);
    else if (current.state !== "conflict") store.put({ ...current, base: revision, inDoubt: [] });
    return;
  }
  if (value === current.value) {
    markSaved(store, sent, { value, revision }, nowMs);
    store.forget(current);
    return;
  }
  const mark = store.mark(sent);
  const ours = sent.inDoubt.includes(value) || (mark?.revision === revision && mark.value === value);
  store.put(
    ours
      ? { ...current, base: revision, inDoubt: [], state: "waiting", theirs: null }
      : { ...current, state: "conflict", inDoubt: [], theirs: { value, revision, by: result.by } },
  );
}

function markSaved(
  store: DraftStore,
  { journey, section, row, field }: FieldPath,
  held: Pick<Result, "value" | "revision">,
  nowMs: number,
): void {
  const known = store.mark({ journey, section, row, field });
  if (known !== undefined && known.revision > held.revision) return;
  store.putMark({ journey, section, row, field, ...held, savedAtMs: nowMs });
}
