import type { AnswerValue } from "../../../domain/journey/facts.ts";
import type { SectionView } from "../../journey/shapes.ts";
import type { Draft, Held } from "./draft.ts";
import type { OutboxSnapshot } from "./outbox.ts";

/** One field as the pages show it. */
export interface FieldState {
  readonly value: AnswerValue;
  /** Revision that the person sees. */
  readonly revision: number;
  readonly state: "untouched" | "saved" | "waiting" | "conflict" | "refused";
  readonly theirs: Held | null;
}

export interface RowState {
  readonly id: string;
  readonly fields: Readonly<Record<string, FieldState>>;
}

/**
 * What the person sees of a section: the server's answer, over it what was confirmed since, over it what waits here.
 * Rows keep the server's order; rows that only this browser knows come last. A row without any value is a removed one.
 */
export function mergeSection(
  view: SectionView | undefined,
  { drafts, marks }: Pick<OutboxSnapshot, "drafts" | "marks">,
  journey: string,
  section: string,
): readonly RowState[] {
  const rows = new Map<string, Map<string, FieldState>>();
  const fieldsOf = (row: string): Map<string, FieldState> => {
    const known = rows.get(row);
    if (known !== undefined) return known;
    const fresh = new Map<string, FieldState>();
    rows.set(row, fresh);
    return fresh;
  };
  for (const row of view?.rows ?? []) {
    const fields = fieldsOf(row.id);
    for (const [name, { value, revision }] of Object.entries(row.fields)) {
      fields.set(name, { value, revision, state: "saved", theirs: null });
    }
  }
  const mine = <Entry extends { journey: string; section: string }>(entry: Entry): boolean =>
    entry.journey === journey && entry.section === section;
  for (const { row, field, value, revision } of marks.filter(mine)) {
    const known = fieldsOf(row).get(field);
    if (known !== undefined && known.revision > revision) continue;
    fieldsOf(row).set(field, { value, revision, state: "saved", theirs: null });
  }
  for (const draft of drafts.filter(mine)) fieldsOf(draft.row).set(draft.field, draftState(draft));
  return [...rows]
    .map(([id, fields]) => ({ id, fields: Object.fromEntries(fields) }))
    .filter(({ fields }) => Object.values(fields).some(isPresent));
}

function draftState({ value, base, state, theirs }: Draft): FieldState {
  return { value, revision: base, state, theirs };
}

/** A conflict is shown even when this side removed the row. */
function isPresent({ value, state }: FieldState): boolean {
  return value !== null || state === "conflict";
}
