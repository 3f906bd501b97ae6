import type { PaperContent } from "./content.ts";

/** One thing that a paper says otherwise than before; empty where it did not or does not say it. */
export interface PaperChange {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/**
 * What changed from one version of a paper to the next, in the order of the new one, then what it no longer says. Fields,
 * ticks and table rows are compared by their keys; sentences around them are not. Labels are those of the version in which
 * the thing stands last.
 */
export function comparePapers(before: PaperContent, after: PaperContent): readonly PaperChange[] {
  const old = said(before);
  const now = said(after);
  const changed = [...now].flatMap(([key, { label, value }]) => {
    const was = old.get(key)?.value ?? "";
    return was === value ? [] : [{ label, before: was, after: value }];
  });
  const gone = [...old].flatMap(([key, { label, value }]) =>
    now.has(key) || value === "" ? [] : [{ label, before: value, after: "" }],
  );
  return [...changed, ...gone];
}

interface Said {
  readonly label: string;
  readonly value: string;
}

function said(content: PaperContent): ReadonlyMap<string, Said> {
  const all = new Map<string, Said>();
  // Two rows of a table may bear one name: each keeps its own place.
  const put = (key: string, one: Said): void => {
    let free = key;
    for (let count = 2; all.has(free); count += 1) free = `${key}#${count}`;
    all.set(free, one);
  };
  for (const part of content.parts) {
    switch (part.kind) {
      case "heading":
      case "text":
        break;
      case "fields":
        for (const { key, label, value } of part.rows) put(key, { label, value });
        break;
      case "checklist":
        for (const { key, label, done } of part.rows) put(key, { label, value: done ? "☑" : "☐" });
        break;
      case "table":
        for (const row of part.rows) {
          const name = row[part.keyColumn] ?? "";
          const value = row.filter((_, index) => index !== part.keyColumn).join(" · ");
          put(`${part.key}:${name}`, { label: `${part.caption} : ${name}`, value });
        }
    }
  }
  return all;
}
