import type { AnswerValue } from "../../../domain/journey/facts.ts";

/** Which field of which journey. */
export interface FieldPath {
  readonly journey: string;
  readonly section: string;
  /** Row of a table; empty for a section filled once. */
  readonly row: string;
  readonly field: string;
}

/** What the server holds in a field, as far as it was told. */
export interface Held {
  readonly value: AnswerValue;
  readonly revision: number;
  readonly by: string | null;
}

/** One typed value that the server has not confirmed. Entries are told apart by their version and superseded, not changed. */
export interface Draft extends FieldPath {
  readonly value: AnswerValue;
  /** Revision that the person saw. */
  readonly base: number;
  readonly version: string;
  /** Typing order within the field; the highest counts. */
  readonly order: number;
  readonly typedAtMs: number;
  /** `waiting`: to be sent; `conflict`: somebody else's value stands, the person chooses; `refused`: the server will not have it. */
  readonly state: "waiting" | "conflict" | "refused";
  /** Values that were sent and whose answer has not come: the server may hold one of them. */
  readonly inDoubt: readonly AnswerValue[];
  readonly theirs: Held | null;
}

/** What the server confirmed last; it lasts until the pages have read the section anew. */
export interface SavedMark extends FieldPath {
  readonly value: AnswerValue;
  readonly revision: number;
  readonly savedAtMs: number;
}

/** Text that names a field, the same in every tab. */
export function pathKey({ journey, section, row, field }: FieldPath): string {
  return [journey, section, row, field].map(encodeURIComponent).join("/");
}

const draftPrefix = "raccord.draft";
const savedPrefix = "raccord.saved";

/** Where drafts and marks of one person are kept. */
export function storeKeys(person: string) {
  const owner = encodeURIComponent(person);
  return {
    drafts: `${draftPrefix}/${owner}/`,
    saved: `${savedPrefix}/${owner}/`,
    draft: (draft: Draft): string => `${draftPrefix}/${owner}/${pathKey(draft)}#${draft.version}`,
    mark: (path: FieldPath): string => `${savedPrefix}/${owner}/${pathKey(path)}`,
  };
}

/** A draft as kept; `undefined` when the text is not one, as after a change of version. */
export function parseDraft(text: string | null): Draft | undefined {
  const draft = parseObject(text);
  return draft !== undefined && "version" in draft && "order" in draft && "inDoubt" in draft
    ? (draft as unknown as Draft)
    : undefined;
}

/** A mark as kept; `undefined` when the text is not one. */
export function parseMark(text: string | null): SavedMark | undefined {
  const mark = parseObject(text);
  return mark !== undefined && "revision" in mark && "savedAtMs" in mark
    ? (mark as unknown as SavedMark)
    : undefined;
}

function parseObject(text: string | null): Record<string, unknown> | undefined {
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
