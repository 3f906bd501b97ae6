import { z } from "zod";
import { paperIds } from "../../domain/journey/paper-kinds.ts";

/** Languages of papers; French is the one of the authorities. */
export const paperLanguages = ["fr", "en"] as const;
export type PaperLanguage = (typeof paperLanguages)[number];

const text = z.string();
const cells = z.array(text);

const partShape = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("heading"), text }),
  z.strictObject({ kind: z.literal("text"), text }),
  /** Names and values; `key` stays the same whatever the language says. An empty value was not filled. */
  z.strictObject({
    kind: z.literal("fields"),
    rows: z.array(z.strictObject({ key: text, label: text, value: text })),
  }),
  /** What must be true before it is signed and sent. */
  z.strictObject({
    kind: z.literal("checklist"),
    rows: z.array(z.strictObject({ key: text, label: text, done: z.boolean() })),
  }),
  /** `rows` have as many cells as `columns`; the cell at `keyColumn` names the row. */
  z.strictObject({
    kind: z.literal("table"),
    key: text,
    caption: text,
    columns: cells,
    keyColumn: z.int().min(0),
    rows: z.array(cells),
  }),
]);

/** What a paper says, whatever it is printed with: kept as it was when the paper was sent. */
export const paperContent = z.strictObject({
  paper: z.enum(paperIds),
  /** Code of the region of a letter to a GRADeS; empty for other papers. */
  region: text,
  language: z.enum(paperLanguages),
  title: text,
  /** Whom it concerns, below the title. */
  subtitle: text,
  /** The day on which it was written, YYYY-MM-DD. */
  day: text,
  parts: z.array(partShape),
});
export type PaperContent = z.output<typeof paperContent>;
export type PaperPart = PaperContent["parts"][number];

/** Labels of the fields that nobody filled yet, in order. */
export function unfilled(content: PaperContent): readonly string[] {
  return content.parts.flatMap((part) =>
    part.kind === "fields" ? part.rows.filter(({ value }) => value === "").map(({ label }) => label) : [],
  );
}
