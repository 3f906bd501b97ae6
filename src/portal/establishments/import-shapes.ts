import { z } from "zod";
import { establishmentColumns } from "../../domain/establishments/columns.ts";
import { differenceShape } from "./shapes.ts";

/** Shapes of the import: a file as `multipart/form-data` (`file` and the options as fields), or pasted text as JSON. */

const columnShape = z.enum(establishmentColumns);
const paramsShape = z.record(z.string(), z.union([z.string(), z.number()]));

/** Characters of pasted text. */
export const textMaxChars = 5_000_000;
const columnsMax = 200;

/** What the columns are for, when a person has said it. */
export const mappingShape = z.strictObject({
  columns: z.array(columnShape.nullable()).min(1).max(columnsMax),
  firstRow: z.int().min(1),
});

const options = {
  /** `append`: below the lines that stand already. */
  mode: z.enum(["replace", "append"]).default("replace"),
  sheet: z.string().max(200).optional(),
  mapping: mappingShape.optional(),
};
export const importOptionsShape = z.strictObject(options);
export type ImportOptions = z.infer<typeof importOptionsShape>;

/** `POST …/import/read` with pasted cells. */
export const importTextShape = z.strictObject({ text: z.string().min(1).max(textMaxChars), ...options });

/** A remark about a file: `row` is that of the file, from 1. */
const fileFindingShape = z.strictObject({
  code: z.string(),
  severity: z.enum(["error", "warning", "ok"]),
  row: z.int().nullable(),
  column: columnShape.nullable(),
  params: paramsShape,
});
export type FileFinding = z.infer<typeof fileFindingShape>;

const readColumnShape = z.strictObject({
  number: z.int(),
  heading: z.string(),
  meaning: columnShape.nullable(),
  filled: z.int(),
  examples: z.array(z.string()),
});
export type ReadColumnView = z.infer<typeof readColumnShape>;

/**
 * Answer to `POST …/import/read`: what was understood, nothing is stored. `columns-needed`: no line of headings was
 * recognised, so the call comes again with a `mapping`. `base` goes into the second call.
 */
export const importReadShape = z.discriminatedUnion("status", [
  z.strictObject({ status: z.literal("columns-needed"), columns: z.array(readColumnShape) }),
  z.strictObject({
    status: z.literal("read"),
    base: z.int(),
    format: z.enum(["xlsx", "text"]),
    sheet: z.string().nullable(),
    headingRow: z.int().nullable(),
    columns: z.array(readColumnShape),
    /** Lines that were read, and lines that the list will have. */
    lines: z.int(),
    linesAfter: z.int(),
    linesMax: z.int(),
    findings: z.array(fileFindingShape),
    findingsLeftOut: z.int(),
    /** What the check says of the list as it will be, as far as the lines of the file are concerned. */
    lineFindings: z.array(fileFindingShape),
    lineFindingsLeftOut: z.int(),
    difference: differenceShape,
  }),
]);
export type ImportRead = z.infer<typeof importReadShape>;

/** `POST …/import`: the same again with the revision that `read` answered; it is then stored. */
export const importCommitShape = importTextShape.extend({ base: z.int().min(0) });

export const importDoneShape = z.strictObject({
  revision: z.int(),
  lines: z.int(),
  addedCount: z.int(),
  removedCount: z.int(),
  changedCount: z.int(),
});
export type ImportDone = z.infer<typeof importDoneShape>;
